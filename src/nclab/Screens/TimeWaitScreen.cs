using System.Linq;
using NetCat.Sharp.Lab.Experiments;
using NetCat.Sharp.Lab.Sockets;
using Spectre.Console;

namespace NetCat.Sharp.Lab.Screens;

/// <summary>The results of "reuse timewait": which new sockets may bind a port in TIME_WAIT.</summary>
internal static class TimeWaitScreen
{
    internal static void Show(TimeWaitReport report, Screen screen)
    {
        screen.Heading("Sockets in TIME_WAIT (netstat -an), one for each try");
        foreach (TimeWaitAttempt attempt in report.Attempts)
        {
            Screen.Line(NetstatForm.Line(attempt.Socket).TrimEnd());
        }

        screen.Heading("\nA new listener on the port of each");
        Table table = Screen.Columns("port", "old socket had", "new socket has", "text", "kernel");
        foreach (TimeWaitAttempt attempt in report.Attempts)
        {
            string answer = attempt.Result == Outcome.Ok ? attempt.Result : $"{attempt.Step}: {attempt.Result}";
            table.AddRow(
                Screen.Cell(attempt.Socket.LocalPort),
                Screen.Cell(attempt.Old),
                Screen.Cell(attempt.New),
                Screen.Cell(attempt.Text),
                Screen.Result(answer, Screen.Agrees(attempt.Result, attempt.Text)));
        }

        screen.Show(table);
        foreach (string difference in report.Differences)
        {
            screen.Say($"\nDiffers from the text: {difference}.");
        }

        int kept = report.Attempts.Count(static attempt => !attempt.Freed);
        screen.Say(kept == 0
            ? "\nAll of them have been removed again: no port is left in TIME_WAIT."
            : $"\n{kept} of them remain for up to a minute (net.ipv4.tcp_rfc1337).");
    }
}
