using System;
using System.Collections.Generic;
using System.Linq;
using NetCat.Sharp.Commands.CommandLine;
using NetCat.Sharp.Commands.CommandLine.Dialects;
using NetCat.Sharp.Commands.CommandLine.Planning;
using NetCat.Sharp.Commands.Invocation;
using NetCat.Sharp.Sockets;
using NetCat.Sharp.Tests.Readme;

namespace NetCat.Sharp.Tests.OptionPairs;

/// <summary>One way to use nc, to which options are added.</summary>
/// <param name="Options">The options that select this mode.</param>
/// <param name="Operands">The address to connect to or to listen at.</param>
/// <param name="Last">An option that takes the rest of the command line.</param>
internal sealed record Mode(string Options, string Operands, string Last = "")
{
    private const string Client = "127.0.0.1 1-9";
    private const string Server = "127.0.0.1 1";

    /// <summary>Whether the environment passes the socket to nc.</summary>
    internal bool IsActivated { get; init; }

    /// <summary>Clients and listeners of every kind of socket, and everything that can replace the transfer.</summary>
    internal static IReadOnlyList<Mode> All { get; } =
    [
        .. Each(Client, "", "-v", "-p 2", "-u", "-uv", "-Z", "-x 127.0.0.1:2", "-F", "-Fu", "-F -x 127.0.0.1:2"),
        .. Each(Client, "-u --udp-connect=never", "-uv --udp-connect=never", "-z", "-zv", "-zZ", "-z -p 2", "-z -x 127.0.0.1:2", "-zF", "-zu", "-zuv", "-zuF", "-zu --udp-verdict"),
        .. Each(Server, "-l", "-lv", "-lk", "-lu", "-luk", "-lZ", "-lF", "-lu --udp-connect=never", "-luk --udp-connect=never"),
        .. Each(Client, "--mptcp", "-z --mptcp", "--vsock", "-v --vsock"),
        .. Each(Server, "-l --mptcp", "-lk --vsock"),
        .. Each("1", "-l --dual", "-luk --dual"),
        .. Each("", "-l -p 1", "-lu -s 127.0.0.1 -p 1"),
        .. Each("path", "-U", "-uU", "-uU -s own", "-zU", "-zuU", "-lU", "-lkU", "-luU", "-lukU", "-luU --udp-connect=never", "-lukU --udp-connect=never"),
        .. Each(Client, "", "-v", "-u", "-uv", "-x 127.0.0.1:2").Select(static mode => mode with { Last = "--exec cat" }),
        .. Each(Server, "-l", "-lk", "-lu").Select(static mode => mode with { Last = "--exec cat" }),
        .. Each("path", "-U", "-uU", "-lU", "-lkU", "-luU").Select(static mode => mode with { Last = "--exec cat" }),
        new("-lk --sh-exec cat", Server),
        .. Each(Server, "-l --forward 127.0.0.1:3", "-lk --forward unix:path", "-lk --max-conns 3", "-lk --broker", "-lk --chat"),
        .. Each("path", "-lkU --forward 127.0.0.1:3"),
        new("-l", "") { IsActivated = true },
        new("-lu", "") { IsActivated = true },
    ];

    /// <summary>Whether a long option is part of the mode. It is not added again: of two values the last one counts.</summary>
    internal bool Has(OptionRow row) => $"{Options} {Last}".Split(' ', '=').Contains(row.Typed);

    internal string Line(params string[] added)
    {
        IEnumerable<string> last = added.Where(static option => option.StartsWith("--exec", StringComparison.Ordinal));
        return string.Join(' ', [Options, .. added.Except(last), Operands, Last, .. last]);
    }

    /// <summary>The plan of this mode with added options, or the refusal.</summary>
    internal (NcPlan? Plan, NcExit? Refusal) Plan(params string[] added)
    {
        string[] words = Line(added).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        try
        {
            return (Planner.Plan(GetOpt.Parse(words, Debian.Dialect, permutes: true), Debian.Dialect, "nc", new PlannerInputs { IsActivated = IsActivated, PortOfService = Services.PortOf }), null);
        }
        catch (NcExit refusal)
        {
            return (null, refusal);
        }
    }

    public override string ToString() => "nc " + Line() + (IsActivated ? " (socket handed in)" : "");

    private static IEnumerable<Mode> Each(string operands, params string[] options) => options.Select(option => new Mode(option, operands));
}
