using System;
using System.CommandLine;
using System.Threading;
using System.Threading.Tasks;
using NetCat.Sharp.Lab.Experiments;
using NetCat.Sharp.Lab.Screens;

namespace NetCat.Sharp.Lab.Commands;

/// <summary>The verb that runs the text's session of two netcats.</summary>
internal static class UdpConnectVerb
{
    private static readonly Option<string?> s_nc = new("--nc") { Description = "The netcat to run, a path or a name on PATH; default: the nc beside nclab, else on PATH" };

    private static readonly Option<bool> s_step = new("--step") { Description = "Wait for a key after each stage, so that you can run netstat in another window" };

    private static readonly Option<int> s_serverPort = new("--server-port") { Description = "The server's port (the text has 34567); default: a free one" };

    private static readonly Option<int> s_clientPort = new("--client-port") { Description = "The client's port (the text has 23456); default: a free one" };

    internal static Command Make(CancellationToken stop)
    {
        var verb = new Command("udp-connect", "What connect(2) does to a UDP socket, shown with two netcats") { s_nc, s_step, s_serverPort, s_clientPort };
        verb.SetAction(words => Run(words, stop));
        return verb;
    }

    private static void Run(ParseResult words, CancellationToken stop)
    {
        (Lab lab, Screen screen) = LabCommand.Begin(words, stop);
        string nc = NcProcess.Find(words.GetValue(s_nc));
        int serverPort = Port(lab, words, s_serverPort), clientPort = Port(lab, words, s_clientPort);
        UdpReport report;
        using (var stages = new UdpStages(lab, nc, serverPort, clientPort, stage => Shown(lab, screen, stage, words.GetValue(s_step))))
        {
            stages.Run();
            report = new UdpReport(
                "udp-connect", Lab.Kernel, lab.FamilyName, nc, serverPort, clientPort, stages.Stages, stages.ServerPrinted, stages.ServerConnected, new UdpClaims(lab).All());
        }

        screen.Give(report, ReportJson.Readable.UdpReport, UdpScreen.ShowClaims);
    }

    private static int Port(Lab lab, ParseResult words, Option<int> option)
    {
        int port = words.GetValue(option);
        return port switch
        {
            0 => lab.FreePort(),
            > 0 and <= 65535 => port,
            _ => throw new LabExit(LabExit.Error, $"{option.Name} is {port}, not 1 to 65535"),
        };
    }

    private static void Shown(Lab lab, Screen screen, UdpStage stage, bool waits)
    {
        if (!screen.IsJson)
        {
            UdpScreen.ShowStage(stage, screen);
        }

        if (waits)
        {
            Console.Error.Write($"stage {stage.Stage}: {stage.Command}: press a key to go on ");
            AwaitKey(lab);
            Console.Error.WriteLine();
        }
    }

    /// <summary>Waits for a key at a terminal, otherwise for a line or the end of standard input.</summary>
    private static void AwaitKey(Lab lab)
    {
        if (Console.IsInputRedirected)
        {
            Task<string?> line = Task.Run(Console.In.ReadLine);
            _ = lab.Await(() => line.IsCompleted, TimeSpan.MaxValue);
            return;
        }

        _ = lab.Await(static () => Console.KeyAvailable, TimeSpan.MaxValue);
        _ = Console.ReadKey(intercept: true);
    }
}
