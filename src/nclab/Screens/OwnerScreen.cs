using NetCat.Sharp.Lab.Experiments;
using NetCat.Sharp.Lab.Sockets;
using Spectre.Console;

namespace NetCat.Sharp.Lab.Screens;

/// <summary>The results of "reuse owner": what two users may share.</summary>
internal static class OwnerScreen
{
    internal static void Show(OwnerReport report, Screen screen)
    {
        screen.Heading($"One address and port, two sockets, users {report.User} and {report.OtherUser}");
        Table table = Screen.Columns("both have", "proto", "state", "first", "second", "text", "kernel");
        foreach (OwnerAttempt attempt in report.Attempts)
        {
            table.AddRow(
                Screen.Cell(attempt.Options),
                Screen.Cell(attempt.Protocol),
                Screen.Cell(attempt.State),
                Screen.Cell(attempt.First),
                Screen.Cell(attempt.Second),
                Screen.Cell(attempt.Text),
                Screen.Result(attempt.Result, Screen.Agrees(attempt.Result, attempt.Text)));
        }

        screen.Show(table);
        foreach (OwnerAttempt attempt in report.Attempts)
        {
            if (attempt.First != attempt.Second && attempt.Options == Reuse.ByAddress.ToString() && attempt.Result == Outcome.Ok)
            {
                screen.Say("\nSO_REUSEADDR does not compare users: what it shares, it shares between users too.");
                return;
            }
        }
    }
}
