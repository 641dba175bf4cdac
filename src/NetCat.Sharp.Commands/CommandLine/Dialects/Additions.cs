using NetCat.Sharp.Commands.CommandLine.Planning;
using static NetCat.Sharp.Commands.CommandLine.OptionRow;

namespace NetCat.Sharp.Commands.CommandLine.Dialects;

/// <summary>
/// What every dialect has beyond its original: long names, so that no script changes its meaning. Most starts use none of them, and only
/// those that do make these tables.
/// </summary>
internal static class Additions
{
    internal static readonly OptionRow[] Options =
    [
        Long("reuse-addr", Opt.ReuseAddress, Takes.ValueAfterEquals, "on|off", "Set SO_REUSEADDR to this value before bind"),
        Long("reuse-port", Opt.ReusePort, Takes.ValueAfterEquals, "on|off", "Set SO_REUSEPORT to this value before bind"),
        Long("parallel", Opt.Parallel, Takes.Value, "number", "With -z, connect to at most this many ports at once (256)"),
        Long("port-file", Opt.PortFile, Takes.Value, "file", "Write the port to this file when the socket is listening"),
        Long("ready-fd", Opt.ReadyDescriptor, Takes.Value, "fd", "Write the port to this descriptor when the socket is listening"),
        Long("connect-timeout", Opt.ConnectTimeout, Takes.Value, "time", "Limit for each attempt to connect: 250ms, 1.5s, 2m"),
        Long("idle-timeout", Opt.IdleTimeout, Takes.Value, "time", "Limit for an idle connection"),
        Long("total-timeout", Opt.TotalTimeout, Takes.Value, "time", "Limit for the whole run"),
        Long("retry", Opt.Retry, Takes.Value, "time", "Repeat failed attempts to connect for this time"),
        Long("udp-connect", Opt.UdpConnect, Takes.ValueAfterEquals, "first|never", "UDP listener: connect to the first sender, or receive from all senders"),
        Long("replies", Opt.Replies, Takes.Value, "n", "UDP client: exit after this number of datagrams has arrived"),
        Long("linger", Opt.Linger, Takes.Value, "time", "UDP client: exit when stdin has ended and no datagram arrived for this time"),
        Long("udp-verdict", Opt.UdpVerdict, Takes.Nothing, "", "With -zu, print whether each port is open, closed or gives no answer"),
        Long("drain", Opt.Drain, Takes.Nothing, "", "Send all of stdin, even if the peer has finished sending"),
        Long("strict", Opt.Strict, Takes.Nothing, "", "Fail, and print the reason, if a transfer is cut short"),
        Long("progress", Opt.Progress, Takes.Nothing, "", "Show bytes, rate and time on stderr, if it is a terminal"),
        Long("hex-dump", Opt.HexDump, Takes.Value, "file", "Write a hex dump of both directions to this file; - is stderr"),
        Long("hash", Opt.Hash, Takes.Value, "sha256|sha384|sha512", "Print checksums of the data sent and received"),
        Long("events", Opt.Events, Takes.Value, "file|fd:N", "Write one JSON object for each event"),
        Long("exit-codes", Opt.ExitCodes, Takes.Nothing, "", "Use a different exit status for each kind of failure"),
        Long("exec", Opt.Exec, Takes.ValueAndRest, "program arg...", "Run a program with the connection as stdin and stdout; must be last"),
        Long("sh-exec", Opt.ShellExec, Takes.Value, "command", "Run a command with /bin/sh -c in the same way"),
        Long("max-conns", Opt.MaxConnections, Takes.Value, "n", "With -k, run at most this many programs at a time (100)"),
        Long("allow", Opt.Allow, Takes.Value, "list", "Serve only these addresses, networks (address/bits) and names"),
        Long("deny", Opt.Deny, Takes.Value, "list", "Refuse these peers, even if they are allowed"),
        Long("allow-file", Opt.AllowFile, Takes.Value, "file", "Like --allow, with the list in a file; SIGHUP reads it again"),
        Long("deny-file", Opt.DenyFile, Takes.Value, "file", "Like --deny, with the list in a file; SIGHUP reads it again"),
        Long("help", Opt.LongHelp, Takes.Nothing, "", "Print this help to stdout"),
        Long("version", Opt.Version, Takes.Nothing, "", "Print the version and dialect to stdout"),
    ];

    /// <summary>Beside those of the dialect, and after them. Each takes a long option to fit.</summary>
    internal static readonly Conflict[] Conflicts =
    [
        new(draft => draft.Has(Opt.Parallel) && !draft.Has(Opt.ZeroIo), "must use -z with --parallel"),
        new(draft => draft.Has(Opt.ConnectTimeout) && draft.Has(Opt.Listen), "cannot use --connect-timeout and -l"),
        new(draft => draft.Has(Opt.Retry) && draft.Has(Opt.Listen), "cannot use --retry and -l"),
        new(draft => draft.Has(Opt.Retry) && draft.IsUnix && draft.Has(Opt.Udp), "no --retry for unix datagram sockets"),
        new(draft => draft.Has(Opt.UdpVerdict) && !(draft.Has(Opt.ZeroIo) && draft.Has(Opt.Udp)), "must use -z and -u with --udp-verdict"),
        new(draft => draft.Has(Opt.UdpConnect) && !(draft.Has(Opt.Listen) && draft.Has(Opt.Udp)), "must use -l and -u with --udp-connect"),
        new(draft => draft.Has(Opt.UdpConnect) && draft.IsUnix, "no --udp-connect for unix sockets"),
        new(draft => draft.Has(Opt.UdpConnect) && !draft.NeverConnects && draft.Has(Opt.Keep), "cannot use --udp-connect=first and -k"),
        new(draft => draft.NeverConnects && draft.Program is not null, "cannot run a program with --udp-connect=never"),
        new(
            draft => draft.NeverConnects && (draft.Has(Opt.CrLf) || draft.Has(Opt.Interval) || draft.Has(Opt.Telnet) || draft.Has(Opt.ReadLimit)),
            "cannot use --udp-connect=never with -C, -i, -t or -W"),
        new(draft => draft.NeverConnects && HasLists(draft), "no --allow and --deny with --udp-connect=never"),
        new(draft => draft.Has(Opt.Replies) && !IsUdpClient(draft), "must use -u, and not -l, with --replies"),
        new(draft => draft.Has(Opt.Linger) && !IsUdpClient(draft), "must use -u, and not -l, with --linger"),
        new(draft => draft.Has(Opt.Replies) && draft.Has(Opt.ReadLimit), "cannot use --replies and -W"),
        new(draft => draft.Has(Opt.Linger) && draft.Has(Opt.Quit), "cannot use --linger and -q"),
        NoProgramWith(Opt.Replies, "--replies"),
        NoProgramWith(Opt.Linger, "--linger"),
        NoProgramWith(Opt.Drain, "--drain"),
        NoProgramWith(Opt.Strict, "--strict"),
        .. NoInspectionWith(Opt.Progress, "--progress"),
        .. NoInspectionWith(Opt.HexDump, "--hex-dump"),
        .. NoInspectionWith(Opt.Hash, "--hash"),
        new(draft => draft.Has(Opt.PortFile) && !draft.Has(Opt.Listen), "must use -l with --port-file"),
        new(draft => draft.Has(Opt.ReadyDescriptor) && !draft.Has(Opt.Listen), "must use -l with --ready-fd"),
        new(draft => draft.Has(Opt.Exec) && draft.Has(Opt.ShellExec), "cannot use --exec and --sh-exec"),
        NoProgramWith(Opt.ZeroIo, "-z"),
        NoProgramWith(Opt.PassDescriptor, "-F"),
        NoProgramWith(Opt.CrLf, "-C"),
        NoProgramWith(Opt.Interval, "-i"),
        NoProgramWith(Opt.Telnet, "-t"),
        NoProgramWith(Opt.ReadLimit, "-W"),
        new(draft => draft.Program is not null && draft.Has(Opt.Keep) && draft.Has(Opt.Udp), "cannot run programs with -k and -u"),
        new(draft => draft.Has(Opt.MaxConnections) && draft.Program is null, "must use --exec or --sh-exec with --max-conns"),
        new(draft => HasLists(draft) && !draft.Has(Opt.Listen), "must use -l with --allow and --deny"),
        new(draft => HasLists(draft) && draft.IsUnix, "no --allow and --deny for unix sockets"),
        new(draft => HasLists(draft) && draft.Has(Opt.Keep) && draft.Has(Opt.Udp), "no --allow and --deny with -k and -u"),
    ];

    /// <summary>A program has the socket itself: nothing of ours stands between that could change or count what passes.</summary>
    private static Conflict NoProgramWith(Opt option, string typed)
        => new(draft => draft.Program is not null && draft.Has(option), $"cannot run a program with {typed}");

    /// <summary>Without a byte that goes through us there is nothing to be seen.</summary>
    private static Conflict[] NoInspectionWith(Opt option, string typed) =>
    [
        NoProgramWith(option, typed),
        new(draft => draft.Has(Opt.ZeroIo) && draft.Has(option), $"cannot use -z and {typed}"),
        new(draft => draft.Has(Opt.PassDescriptor) && draft.Has(option), $"cannot use -F and {typed}"),
    ];

    private static bool IsUdpClient(OptionValues draft) => draft.Has(Opt.Udp) && !draft.Has(Opt.Listen);

    private static bool HasLists(OptionValues draft) => draft.Allowed.Count + draft.Denied.Count > 0;
}
