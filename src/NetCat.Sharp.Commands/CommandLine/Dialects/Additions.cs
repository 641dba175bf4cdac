using static NetCat.Sharp.Commands.CommandLine.OptionRow;

namespace NetCat.Sharp.Commands.CommandLine.Dialects;

/// <summary>
/// What every dialect has beyond its original: long names, so that no script changes its meaning. Most starts use none of them, and only
/// those that do make these tables. A row says what the option needs and what it excludes (<see cref="Requirement"/>): an option that would
/// have no effect is refused.
/// </summary>
internal static class Additions
{
    private static readonly Opt[] s_programs = [Opt.Exec, Opt.ShellExec];

    /// <summary>With these no data passes through nc.</summary>
    private static readonly Opt[] s_withoutTransfer = [Opt.ZeroIo, Opt.PassDescriptor, .. s_programs];

    /// <summary>Options about the data and its end, or about what is done with the socket instead: a program has the socket itself.</summary>
    private static readonly Opt[] s_transferOptions =
        [Opt.ZeroIo, Opt.PassDescriptor, Opt.CrLf, Opt.Interval, Opt.Telnet, Opt.ReadLimit, Opt.NoStdin, Opt.Quit, Opt.ShutdownOnEof];

    /// <summary>Of -w a program leaves the limit for connecting, which a TCP client has, and a UDP client that probes.</summary>
    private static readonly Requirement[] s_programRequirements =
    [
        new() { Excludes = s_transferOptions },
        new() { With = [Opt.Udp], Excludes = [Opt.Keep] },
        new() { With = [Opt.Timeout], Excludes = [Opt.Listen, Opt.Unix] },
        new() { With = [Opt.Timeout, Opt.Udp], NeedsOneOf = [Opt.Verbose] },
    ];

    /// <summary>A peer is looked up in the lists when it is accepted, or before a UDP socket is connected to it.</summary>
    private static readonly Requirement[] s_listRequirements =
    [
        new() { Needs = [Opt.Listen], Excludes = [Opt.Unix] },
        new() { With = [Opt.Udp], Excludes = [Opt.Keep] },
    ];

    internal static readonly OptionRow[] Options =
    [
        Long("reuse-addr", Opt.ReuseAddress, Takes.ValueAfterEquals, "on|off", "Set SO_REUSEADDR before bind, to exactly this",
            [new() { Excludes = [Opt.Unix, Opt.Activation] }]),
        Long("reuse-port", Opt.ReusePort, Takes.ValueAfterEquals, "on|off", "Set SO_REUSEPORT before bind, to exactly this",
            [new() { Excludes = [Opt.Unix, Opt.Activation] }]),
        Long("parallel", Opt.Parallel, Takes.Value, "number", "Ports that -z asks at once, 256 unless told",
            [new() { Needs = [Opt.ZeroIo], Excludes = [Opt.Udp, Opt.Unix, Opt.Port, Opt.Proxy, Opt.PassDescriptor] }]),
        Long("port-file", Opt.PortFile, Takes.Value, "file", "Write the port to this file once the listener stands",
            [new() { Needs = [Opt.Listen] }]),
        Long("ready-fd", Opt.ReadyDescriptor, Takes.Value, "fd", "Write the port to this descriptor once the listener stands",
            [new() { Needs = [Opt.Listen] }]),
        Long("connect-timeout", Opt.ConnectTimeout, Takes.Value, "time", "Limit of each attempt to connect, as 250ms, 1.5s, 2m",
            [
                new() { Excludes = [Opt.Listen] },
                new() { With = [Opt.Udp], Excludes = [Opt.Unix] },
                new() { With = [Opt.Udp], NeedsOneOf = [Opt.Verbose, Opt.UdpVerdict] },
                new() { With = [Opt.Timeout], Excludes = s_withoutTransfer },
            ]),
        Long("idle-timeout", Opt.IdleTimeout, Takes.Value, "time", "Limit of a time in which nothing moves",
            [
                new() { Excludes = s_withoutTransfer },
                new() { With = [Opt.Timeout], Excludes = [Opt.Listen, Opt.Unix, Opt.ConnectTimeout] },
                new() { With = [Opt.Timeout, Opt.Udp], NeedsOneOf = [Opt.Verbose] },
            ]),
        Long("total-timeout", Opt.TotalTimeout, Takes.Value, "time", "Limit of everything together"),
        Long("retry", Opt.Retry, Takes.Value, "time", "Try to connect again, for so long",
            [
                new() { Excludes = [Opt.Listen, Opt.Parallel] },
                new() { With = [Opt.Udp], Excludes = [Opt.Unix] },
                new() { With = [Opt.Udp], NeedsOneOf = [Opt.Verbose, Opt.UdpVerdict] },
            ]),
        Long("udp-connect", Opt.UdpConnect, Takes.ValueAfterEquals, "first|never", "Of a UDP listener: one peer, or everybody and the latest is answered",
            [
                new() { Needs = [Opt.Listen, Opt.Udp], Excludes = [Opt.Unix] },
                new() { Value = "first", Excludes = [Opt.Keep] },
                new()
                {
                    Value = "never",
                    Excludes =
                    [
                        Opt.CrLf, Opt.Interval, Opt.Telnet, Opt.ReadLimit, Opt.Drain,
                        Opt.Allow, Opt.Deny, Opt.AllowFile, Opt.DenyFile, .. s_programs,
                    ],
                },
            ]),
        Long("replies", Opt.Replies, Takes.Value, "n", "Leave once so many datagrams have come back",
            [new() { Needs = [Opt.Udp], Excludes = [Opt.Listen, Opt.ReadLimit, .. s_withoutTransfer] }]),
        Long("linger", Opt.Linger, Takes.Value, "time", "Leave when stdin has ended and nothing came for so long",
            [new() { Needs = [Opt.Udp], Excludes = [Opt.Listen, Opt.Quit, .. s_withoutTransfer] }]),
        Long("udp-verdict", Opt.UdpVerdict, Takes.Nothing, "", "With -zu, say whether each port is open, closed or silent",
            [new() { Needs = [Opt.ZeroIo, Opt.Udp], Excludes = [Opt.Unix, Opt.PassDescriptor] }]),
        Long("drain", Opt.Drain, Takes.Nothing, "", "Send all of stdin although the peer has finished",
            [
                new() { Needs = [Opt.Listen], Excludes = [Opt.NoStdin, .. s_withoutTransfer] },
                new() { With = [Opt.Udp], Excludes = [Opt.Keep] },
            ]),
        Long("strict", Opt.Strict, Takes.Nothing, "", "Fail where a transfer was cut short, and say so",
            [new() { Excludes = s_withoutTransfer }]),
        Long("progress", Opt.Progress, Takes.Nothing, "", "Show bytes, rate and time on stderr, if that is a terminal",
            [new() { Excludes = s_withoutTransfer }]),
        Long("hex-dump", Opt.HexDump, Takes.Value, "file", "Write the bytes of both directions down, - is stderr",
            [new() { Excludes = s_withoutTransfer }]),
        Long("hash", Opt.Hash, Takes.Value, "sha256|sha384|sha512", "Say a sum of what went each way at the end",
            [new() { Excludes = s_withoutTransfer }]),
        Long("events", Opt.Events, Takes.Value, "file|fd:N", "Write a JSON object a line about what happens"),
        Long("exit-codes", Opt.ExitCodes, Takes.Nothing, "", "Exit statuses from 2 on say what went wrong"),
        Long("exec", Opt.Exec, Takes.ValueAndRest, "program arg...", "Run this with the connection as stdin and stdout; last of all options",
            [new() { Excludes = [Opt.ShellExec] }, .. s_programRequirements]),
        Long("sh-exec", Opt.ShellExec, Takes.Value, "command", "The same by /bin/sh -c",
            s_programRequirements),
        Long("max-conns", Opt.MaxConnections, Takes.Value, "n", "With -k, run at most so many programs at a time (100)",
            [new() { Needs = [Opt.Keep], NeedsOneOf = s_programs }]),
        Long("allow", Opt.Allow, Takes.Value, "list", "Serve these addresses, names and address/bits alone",
            s_listRequirements),
        Long("deny", Opt.Deny, Takes.Value, "list", "Do not serve these, allowed or not",
            s_listRequirements),
        Long("allow-file", Opt.AllowFile, Takes.Value, "file", "As --allow, from a file; SIGHUP has it read again",
            s_listRequirements),
        Long("deny-file", Opt.DenyFile, Takes.Value, "file", "As --deny, from a file; SIGHUP has it read again",
            s_listRequirements),
        Long("help", Opt.LongHelp, Takes.Nothing, "", "This help text, on stdout"),
        Long("version", Opt.Version, Takes.Nothing, "", "Version and dialect, on stdout"),
    ];
}
