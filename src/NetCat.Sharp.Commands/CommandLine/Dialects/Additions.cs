using static NetCat.Sharp.Commands.CommandLine.OptionRow;

namespace NetCat.Sharp.Commands.CommandLine.Dialects;

/// <summary>
/// The options that every dialect adds to its original. They have long names only, so that existing scripts keep their meaning. Most runs
/// use none of them and do not create these tables. A row has what the option needs and excludes (<see cref="Requirement"/>): an option
/// that would have no effect is refused.
/// </summary>
internal static class Additions
{
    private static readonly Opt[] s_programs = [Opt.Exec, Opt.ShellExec];

    /// <summary>With these no data passes through nc.</summary>
    private static readonly Opt[] s_withoutTransfer = [Opt.ZeroIo, Opt.PassDescriptor, .. s_programs];

    /// <summary>Options about the data and its end, or that use the socket in another way. A program has the socket itself.</summary>
    private static readonly Opt[] s_transferOptions =
        [Opt.ZeroIo, Opt.PassDescriptor, Opt.CrLf, Opt.Interval, Opt.Telnet, Opt.ReadLimit, Opt.NoStdin, Opt.Quit, Opt.ShutdownOnEof];

    /// <summary>Options about the transfer between one peer and standard input and output, except -d.</summary>
    private static readonly Opt[] s_streamOptions =
    [
        Opt.ZeroIo, Opt.PassDescriptor, Opt.CrLf, Opt.Interval, Opt.Telnet, Opt.ReadLimit, Opt.Quit, Opt.ShutdownOnEof,
        Opt.Drain, Opt.Strict, Opt.HexDump, Opt.Hash,
    ];

    private static readonly Opt[] s_brokerExcludes = [Opt.Udp, Opt.Dccp, Opt.NoStdin, .. s_streamOptions, .. s_programs, Opt.Forward];

    /// <summary>Modes in which several clients receive the same data.</summary>
    private static readonly Opt[] s_crowd = [Opt.Broker, Opt.Chat, Opt.MaxConnections];

    /// <summary>Modes that serve several clients at the same time, without a program.</summary>
    private static readonly Opt[] s_together = [Opt.Forward, .. s_crowd];

    /// <summary>With a program, -w limits only the connect of a TCP client or the probe of a UDP client (-v).</summary>
    private static readonly Requirement[] s_programRequirements =
    [
        new() { Excludes = s_transferOptions },
        new() { With = [Opt.Udp], Excludes = [Opt.Keep] },
        new() { With = [Opt.Timeout], Excludes = [Opt.Listen, Opt.Unix] },
        new() { With = [Opt.Timeout, Opt.Udp], NeedsOneOf = [Opt.Verbose] },
    ];

    /// <summary>The lists are checked when a client is accepted, before a UDP socket is connected to a peer, or for each datagram.</summary>
    private static readonly Requirement[] s_listRequirements = [new() { Needs = [Opt.Listen], Excludes = [Opt.Unix] }];

    internal static readonly OptionRow[] Options =
    [
        Long("reuse-addr", Opt.ReuseAddress, Takes.ValueAfterEquals, "on|off", "Set SO_REUSEADDR to this value before bind",
            [new() { Excludes = [Opt.Unix, Opt.Activation] }]),
        Long("reuse-port", Opt.ReusePort, Takes.ValueAfterEquals, "on|off", "Set SO_REUSEPORT to this value before bind",
            [new() { Excludes = [Opt.Unix, Opt.Activation] }, new() { Value = "off", Excludes = [Opt.Workers] }]),
        Long("socket-option", Opt.SocketOption, Takes.Value, "name[=value]", "Set a socket option by the kernel's name; may be repeated"),
        Long("show-socket-options", Opt.ShowSocketOptions, Takes.Nothing, "", "Print all options of the socket when it is connected or listening",
            [new() { Excludes = [Opt.Parallel] }]),
        Long("parallel", Opt.Parallel, Takes.Value, "number", "With -z, connect to at most this many ports at once (256)",
            [new() { Needs = [Opt.ZeroIo], Excludes = [Opt.Udp, Opt.Unix, Opt.Port, Opt.Proxy, Opt.PassDescriptor] }]),
        Long("port-file", Opt.PortFile, Takes.Value, "file", "Write the port to this file when the socket is listening",
            [new() { Needs = [Opt.Listen] }]),
        Long("ready-fd", Opt.ReadyDescriptor, Takes.Value, "fd", "Write the port to this descriptor when the socket is listening",
            [new() { Needs = [Opt.Listen] }]),
        Long("connect-timeout", Opt.ConnectTimeout, Takes.Value, "time", "Limit for each attempt to connect: 250ms, 1.5s, 2m",
            [
                new() { Excludes = [Opt.Listen] },
                new() { With = [Opt.Udp], Excludes = [Opt.Unix] },
                new() { With = [Opt.Udp], NeedsOneOf = [Opt.Verbose, Opt.UdpVerdict] },
                new() { With = [Opt.Timeout], Excludes = s_withoutTransfer },
            ]),
        Long("idle-timeout", Opt.IdleTimeout, Takes.Value, "time", "Limit for an idle connection",
            [
                new() { Excludes = s_withoutTransfer },
                new() { With = [Opt.Timeout], Excludes = [Opt.Listen, Opt.Unix, Opt.ConnectTimeout] },
                new() { With = [Opt.Timeout, Opt.Udp], NeedsOneOf = [Opt.Verbose] },
            ]),
        Long("total-timeout", Opt.TotalTimeout, Takes.Value, "time", "Limit for the whole run"),
        Long("accept-timeout", Opt.AcceptTimeout, Takes.Value, "time", "Limit for each wait for a client or for the first datagram",
            [
                new() { Needs = [Opt.Listen], Excludes = [Opt.Forward, Opt.Broker, Opt.Chat] },
                new() { With = [Opt.MaxConnections], NeedsOneOf = s_programs },
            ]),
        Long("retry", Opt.Retry, Takes.Value, "time", "Repeat failed attempts to connect for this time",
            [
                new() { Excludes = [Opt.Listen, Opt.Parallel] },
                new() { With = [Opt.Udp], Excludes = [Opt.Unix] },
                new() { With = [Opt.Udp], NeedsOneOf = [Opt.Verbose, Opt.UdpVerdict] },
            ]),
        Long("udp-connect", Opt.UdpConnect, Takes.ValueAfterEquals, "first|never", "UDP: connect to the peer (a listener: the first sender), or receive from all",
            [
                new() { Needs = [Opt.Udp] },
                new() { With = [Opt.Unix], Needs = [Opt.Listen] },
                new() { Value = "first", Needs = [Opt.Listen], Excludes = [Opt.Keep] },
                new() { Value = "never", Excludes = [Opt.Telnet, Opt.UdpVerdict, Opt.Retry, Opt.ConnectTimeout, .. s_withoutTransfer] },
                new() { Value = "never", With = [Opt.IdleTimeout], Excludes = [Opt.Timeout] },
                new()
                {
                    Value = "never",
                    With = [Opt.Listen],
                    Excludes = [Opt.CrLf, Opt.Interval, Opt.ReadLimit, Opt.Drain],
                },
            ]),
        Long("datagram-size", Opt.DatagramSize, Takes.Value, "n", "UDP: send at most this many bytes of stdin in one datagram (16384)",
            [new() { Needs = [Opt.Udp], Excludes = [Opt.NoStdin, .. s_withoutTransfer] }]),
        Long("from", Opt.From, Takes.Nothing, "", "UDP: write the sender's address to stdout before each datagram",
            [new() { Needs = [Opt.Udp], Excludes = [Opt.Telnet, .. s_withoutTransfer] }]),
        Long("interface", Opt.Interface, Takes.Value, "name", "UDP: join the multicast group, or send to it, on this interface",
            [new() { Needs = [Opt.Udp], Excludes = [Opt.Unix, Opt.Activation] }]),
        Long("multicast-source", Opt.MulticastSource, Takes.Value, "address", "With -lu, receive only what this address sends to the group",
            [new() { Needs = [Opt.Listen, Opt.Udp], Excludes = [Opt.Unix, Opt.Activation] }]),
        Long("replies", Opt.Replies, Takes.Value, "n", "UDP client: exit after this number of datagrams has arrived",
            [new() { Needs = [Opt.Udp], Excludes = [Opt.Listen, Opt.ReadLimit, .. s_withoutTransfer] }]),
        Long("linger", Opt.Linger, Takes.Value, "time", "UDP client: exit when stdin has ended and no datagram arrived for this time",
            [new() { Needs = [Opt.Udp], Excludes = [Opt.Listen, Opt.Quit, .. s_withoutTransfer] }]),
        Long("udp-verdict", Opt.UdpVerdict, Takes.Nothing, "", "With -zu, print whether each port is open, closed or gives no answer",
            [new() { Needs = [Opt.ZeroIo, Opt.Udp], Excludes = [Opt.Unix, Opt.PassDescriptor] }]),
        Long("drain", Opt.Drain, Takes.Nothing, "", "Send all of stdin, even if the peer has finished sending",
            [
                new() { Needs = [Opt.Listen], Excludes = [Opt.NoStdin, .. s_withoutTransfer] },
                new() { With = [Opt.Udp], Excludes = [Opt.Keep] },
            ]),
        Long("strict", Opt.Strict, Takes.Nothing, "", "Fail, and print the reason, if a transfer is cut short",
            [new() { Excludes = s_withoutTransfer }]),
        Long("progress", Opt.Progress, Takes.Nothing, "", "Show bytes, rate and time on stderr, if it is a terminal",
            [new() { Excludes = s_withoutTransfer }]),
        Long("hex-dump", Opt.HexDump, Takes.Value, "file", "Write a hex dump of both directions to this file; - is stderr",
            [new() { Excludes = s_withoutTransfer }]),
        Long("hash", Opt.Hash, Takes.Value, "sha256|sha384|sha512", "Print checksums of the data sent and received",
            [new() { Excludes = s_withoutTransfer }]),
        Long("events", Opt.Events, Takes.Value, "file|fd:N", "Write one JSON object for each event"),
        Long("exit-codes", Opt.ExitCodes, Takes.Nothing, "", "Use a different exit status for each kind of failure"),
        Long("exec", Opt.Exec, Takes.ValueAndRest, "program arg...", "Run a program with the connection as stdin and stdout; must be last",
            [new() { Excludes = [Opt.ShellExec] }, .. s_programRequirements]),
        Long("sh-exec", Opt.ShellExec, Takes.Value, "command", "Run a command with /bin/sh -c in the same way",
            s_programRequirements),
        Long("max-conns", Opt.MaxConnections, Takes.Value, "n", "With -k, serve at most this many clients at a time",
            [new() { Needs = [Opt.Keep], Excludes = s_streamOptions }, new() { With = [Opt.Udp], Needs = [Opt.Forward] }]),
        Long("forward", Opt.Forward, Takes.Value, "target", "Forward each client to a target, over a connection of its own",
            [
                new()
                {
                    Needs = [Opt.Listen],
                    Excludes =
                    [
                        Opt.Dccp, Opt.NoStdin, .. s_streamOptions, .. s_programs, Opt.ProxyUser,
                    ],
                },
                new() { With = [Opt.Udp], Excludes = [Opt.Unix, Opt.UdpConnect, Opt.DatagramSize, Opt.From] },
            ]),
        Long("forward-tls", Opt.ForwardTls, Takes.Nothing, "", "Use TLS to the target of --forward; its certificate is verified",
            [new() { Needs = [Opt.Listen, Opt.Forward], Excludes = [Opt.Udp] }]),
        Long("broker", Opt.Broker, Takes.Nothing, "", "With -lk, send what each client sends to all others",
            [new() { Needs = [Opt.Listen, Opt.Keep], Excludes = [Opt.Chat, .. s_brokerExcludes] }]),
        Long("chat", Opt.Chat, Takes.Nothing, "", "The same in lines, each with the number of its client",
            [new() { Needs = [Opt.Listen, Opt.Keep], Excludes = s_brokerExcludes }]),
        Long("queue", Opt.Queue, Takes.Value, "size", "Bytes that may wait for one client (1M)",
            [new() { Needs = [Opt.Listen], NeedsOneOf = s_crowd, Excludes = [.. s_programs, Opt.Forward] }]),
        Long("slow", Opt.Slow, Takes.Value, "drop|wait|close", "What is done with a client whose queue is full",
            [new() { Needs = [Opt.Listen], NeedsOneOf = s_crowd, Excludes = [.. s_programs, Opt.Forward] }]),
        Long("grace", Opt.Grace, Takes.Value, "time", "After SIGTERM, let connections end by themselves for this time",
            [
                new() { Needs = [Opt.Listen], NeedsOneOf = [.. s_together, .. s_programs] },
                new() { With = [Opt.Udp], Excludes = s_programs },
            ]),
        Long("workers", Opt.Workers, Takes.Value, "n|auto", "With -lk, serve clients in so many threads, each with a listening socket",
            [
                new()
                {
                    Needs = [Opt.Listen, Opt.Keep],
                    NeedsOneOf = [Opt.Forward, .. s_programs],
                    Excludes = [Opt.Unix, Opt.Vsock, Opt.Activation],
                },
            ]),
        Long("allow", Opt.Allow, Takes.Value, "list", "Serve only these addresses, networks (address/bits) and names",
            s_listRequirements),
        Long("deny", Opt.Deny, Takes.Value, "list", "Refuse these peers, even if they are allowed",
            s_listRequirements),
        Long("allow-file", Opt.AllowFile, Takes.Value, "file", "Like --allow, with the list in a file; SIGHUP reads it again",
            s_listRequirements),
        Long("deny-file", Opt.DenyFile, Takes.Value, "file", "Like --deny, with the list in a file; SIGHUP reads it again",
            s_listRequirements),
        Long("proxy-auth-file", Opt.ProxyAuthFile, Takes.Value, "file|fd:N", "Read user:password for the proxy from the first line",
            [new() { Needs = [Opt.Proxy], Excludes = [Opt.ProxyUser] }]),
        Long("happy-eyeballs", Opt.HappyEyeballs, Takes.Nothing, "", "Try the addresses of the host side by side; the first to connect wins",
            [new() { Excludes = [Opt.Listen, Opt.Udp, Opt.Unix, Opt.Vsock, Opt.Parallel] }]),
        Long("dual", Opt.Dual, Takes.Nothing, "", "Listen for IPv4 and IPv6, or on all addresses of a name",
            [new() { Needs = [Opt.Listen], Excludes = [Opt.Ipv4, Opt.Ipv6, Opt.Unix, Opt.Interface, Opt.MulticastSource, Opt.Vsock, Opt.Activation] }]),
        Long("mptcp", Opt.Mptcp, Takes.Nothing, "", "Use multipath TCP; falls back to TCP if the peer has no other",
            [new() { Excludes = [Opt.Udp, Opt.Unix, Opt.Dccp, Opt.Parallel, Opt.Activation] }]),
        Long("vsock", Opt.Vsock, Takes.Nothing, "", "Connect virtual machines and their host; the host is a CID, host, local or any",
            [
                new()
                {
                    Excludes =
                    [
                        Opt.Ipv4, Opt.Ipv6, Opt.Udp, Opt.Unix, Opt.Dccp, Opt.Mptcp, Opt.Proxy, Opt.TypeOfService, Opt.TimeToLive, Opt.MinimumTimeToLive, Opt.TcpMd5,
                        Opt.ReuseAddress, Opt.ReusePort, Opt.Allow, Opt.Deny, Opt.AllowFile, Opt.DenyFile, Opt.Parallel, Opt.Activation,
                    ],
                },
                new() { Without = [Opt.Listen], Excludes = [Opt.Source, Opt.Port] },
            ]),
        .. TlsAdditions.Options,
        Long("help", Opt.LongHelp, Takes.Nothing, "", "Print this help to stdout"),
        Long("version", Opt.Version, Takes.Nothing, "", "Print the version and dialect to stdout"),
    ];
}
