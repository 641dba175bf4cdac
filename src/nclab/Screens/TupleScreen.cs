using NetCat.Sharp.Lab.Experiments;
using NetCat.Sharp.Lab.Sockets;
using Spectre.Console;

namespace NetCat.Sharp.Lab.Screens;

/// <summary>The five-tuples that were tried and their results.</summary>
internal static class TupleScreen
{
    internal static void Show(TupleReport report, Screen screen)
    {
        screen.Heading("Two connections cannot have the same five-tuple");
        Table table = Screen.Columns("proto", "local", "remote", "to", "text", "kernel");
        foreach (TupleAttempt attempt in report.Attempts)
        {
            table.AddRow(
                Screen.Cell(attempt.Protocol),
                Screen.Cell(attempt.Local),
                Screen.Cell(attempt.Remote),
                Screen.Cell(attempt.What),
                Screen.Cell(attempt.Text),
                Screen.Result(attempt.Result, Screen.Agrees(attempt.Result, attempt.Text)));
        }

        screen.Show(table);
        foreach (TupleAttempt attempt in report.Attempts)
        {
            if (attempt.Result != Outcome.Ok)
            {
                screen.Say($"{attempt.Protocol} from {attempt.Local} to {attempt.Remote} {attempt.What}: {attempt.Step}(2) fails with {attempt.Result}.");
            }
        }

        screen.Heading("\nThe socket table at that time (netstat -an)");
        foreach (SocketRow row in report.Sockets)
        {
            Screen.Line(NetstatForm.Line(row).TrimEnd());
        }

        if (report.UdpDatagramTo is { } receiver)
        {
            screen.Say("\nUDP is not refused: with SO_REUSEADDR on both, two sockets share one five-tuple. "
                + $"A datagram from their peer went to: {receiver}.");
        }
    }
}
