using NetCat.Sharp.Lab.Experiments;
using NetCat.Sharp.Lab.Sockets;
using Spectre.Console;

namespace NetCat.Sharp.Lab.Screens;

/// <summary>The three stages, one at a time, and then the statements about a connected UDP socket.</summary>
internal static class UdpScreen
{
    internal static void ShowStage(UdpStage stage, Screen screen)
    {
        screen.Heading($"{stage.Stage}. {char.ToUpperInvariant(stage.What[0])}{stage.What[1..]}");
        Screen.Line($"   {stage.Command}");
        screen.Say("as the text prints it (BSD)");
        foreach (string line in stage.Bsd)
        {
            Screen.Line(line);
        }

        screen.Say("as Linux's netstat -anu prints it");
        foreach (string line in stage.Netstat)
        {
            Screen.Line(line.TrimEnd());
        }

        Screen.Line("");
    }

    internal static void ShowClaims(UdpReport report, Screen screen)
    {
        screen.Heading("The statements about a connected UDP socket");
        Table table = Screen.Columns("what", "text", "kernel");
        foreach (UdpClaim claim in report.Claims)
        {
            table.AddRow(
                Screen.Cell(claim.What),
                Screen.Cell(claim.Text),
                Screen.Result(claim.Kernel, Screen.Agrees(claim.Kernel, claim.Text)));
        }

        screen.Show(table);
    }
}
