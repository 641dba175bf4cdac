using System.CommandLine;
using System.Threading;
using NetCat.Sharp.Lab.Experiments;
using NetCat.Sharp.Lab.Screens;

namespace NetCat.Sharp.Lab.Commands;

/// <summary>The verbs about SO_REUSEADDR and SO_REUSEPORT.</summary>
internal static class ReuseVerbs
{
    private const int MaxSockets = 64;
    private const int MaxConnections = 20_000;

    internal static Command Make(CancellationToken stop) => new("reuse", "What SO_REUSEADDR and SO_REUSEPORT let two sockets share")
    {
        Matrix(stop),
        TimeWaitVerb(stop),
        BalanceVerb(stop),
        OwnerVerb(stop),
    };

    private static Command Matrix(CancellationToken stop)
    {
        Option<string> protocol = new("--protocol") { Description = "tcp, udp or all", DefaultValueFactory = static _ => "all" };
        protocol.AcceptOnlyFromAmong("tcp", "udp", "all");
        var verb = new Command("matrix", "Which addresses two sockets may share, for each setting of the options") { protocol };
        verb.SetAction(words =>
        {
            (Lab lab, Screen screen) = LabCommand.Begin(words, stop);
            string wanted = words.GetValue(protocol)!;
            MatrixReport report = Experiments.Matrix.Run(lab, tcp: wanted != "udp", udp: wanted != "tcp");
            screen.Give(report, ReportJson.Readable.MatrixReport, MatrixScreen.Show);
        });
        return verb;
    }

    private static Command TimeWaitVerb(CancellationToken stop)
    {
        var verb = new Command("timewait", "Which new sockets may bind a port in TIME_WAIT");
        verb.SetAction(words =>
        {
            (Lab lab, Screen screen) = LabCommand.Begin(words, stop);
            screen.Give(TimeWait.Run(lab), ReportJson.Readable.TimeWaitReport, TimeWaitScreen.Show);
        });
        return verb;
    }

    private static Command BalanceVerb(CancellationToken stop)
    {
        Option<string> protocol = new("--protocol") { Description = "tcp or udp", DefaultValueFactory = static _ => "tcp" };
        protocol.AcceptOnlyFromAmong("tcp", "udp");
        Option<int> sockets = new("--sockets") { Description = "Number of sockets that share the port, 2 to 64", DefaultValueFactory = static _ => 4 };
        Option<int> connections = new("--connections") { Description = "Number of connections or datagrams, 1 to 20000", DefaultValueFactory = static _ => 1000 };
        var verb = new Command("balance", "How the kernel spreads connections and datagrams over sockets with SO_REUSEPORT") { protocol, sockets, connections };
        verb.SetAction(words =>
        {
            (Lab lab, Screen screen) = LabCommand.Begin(words, stop);
            Transport transport = words.GetValue(protocol) == "tcp" ? Transport.Tcp : Transport.Udp;
            BalanceReport report = Balance.Run(
                lab,
                transport,
                Ranged("--sockets", words.GetValue(sockets), 2, MaxSockets),
                Ranged("--connections", words.GetValue(connections), 1, MaxConnections));
            screen.Give(report, ReportJson.Readable.BalanceReport, BalanceScreen.Show);
        });
        return verb;
    }

    private static Command OwnerVerb(CancellationToken stop)
    {
        var verb = new Command("owner", "Whether sockets of two users may share a port; needs root");
        verb.SetAction(words =>
        {
            (Lab lab, Screen screen) = LabCommand.Begin(words, stop);
            screen.Give(Owner.Run(lab), ReportJson.Readable.OwnerReport, OwnerScreen.Show);
        });
        return verb;
    }

    private static int Ranged(string name, int value, int least, int most)
        => value >= least && value <= most ? value : throw new LabExit(LabExit.Error, $"{name} is {value}, not {least} to {most}");
}
