using System.CommandLine;
using System.Threading;
using NetCat.Sharp.Lab.Screens;

namespace NetCat.Sharp.Lab.Commands;

/// <summary>The command line: verbs, options and help.</summary>
internal static class LabCommand
{
    internal static readonly Option<bool> Json = new("--json") { Description = "Print one JSON document instead of tables (its names: nclab(1))", Recursive = true };

    internal static readonly Option<bool> Ipv6 = new("-6", "--ipv6") { Description = "Use IPv6 instead of IPv4", Recursive = true };

    internal static RootCommand Make(CancellationToken stop)
    {
        var root = new RootCommand("Checks statements about five-tuples, SO_REUSEADDR, SO_REUSEPORT, TIME_WAIT and connected UDP sockets on the running kernel.")
        {
            TupleVerb(stop),
            ReuseVerbs.Make(stop),
            UdpConnectVerb.Make(stop),
            SocketsVerb.Make(stop),
            OptionsVerb.Make(stop),
            CompletionVerb.Make(),
            OwnerChildVerb.Make(),
        };
        root.Options.Add(Json);
        root.Options.Add(Ipv6);
        return root;
    }

    /// <summary>Creates the settings and the screen of an experiment.</summary>
    internal static (Lab Lab, Screen Screen) Begin(ParseResult words, CancellationToken stop)
    {
        var lab = new Lab(words.GetValue(Ipv6), stop);
        lab.RequireFamily();
        return (lab, new Screen(words.GetValue(Json)));
    }

    private static Command TupleVerb(CancellationToken stop)
    {
        var verb = new Command("tuple", "Two connections cannot share a five-tuple");
        verb.SetAction(words =>
        {
            (Lab lab, Screen screen) = Begin(words, stop);
            screen.Give(Experiments.Tuples.Run(lab), ReportJson.Readable.TupleReport, TupleScreen.Show);
        });
        return verb;
    }
}
