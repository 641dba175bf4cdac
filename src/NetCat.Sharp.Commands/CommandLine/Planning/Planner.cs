using System;
using System.Collections.Generic;
using NetCat.Sharp.Commands.CommandLine.Dialects;
using NetCat.Sharp.Commands.Invocation;
using NetCat.Sharp.Sockets;

namespace NetCat.Sharp.Commands.CommandLine.Planning;

/// <summary>Makes a complete and checked plan from a parsed command line. It opens no socket.</summary>
internal static class Planner
{
    private static readonly TimeSpan s_defaultProbeTime = TimeSpan.FromSeconds(3);

    /// <summary>The most programs at a time without --max-conns.</summary>
    private const int MostPrograms = 100;

    /// <summary>At --max-conns further clients wait in the listen backlog, which the kernel limits to net.core.somaxconn.</summary>
    private const int ManyBacklog = 4096;

    /// <param name="given">The command line.</param>
    /// <param name="dialect">The dialect of the command line.</param>
    /// <param name="path">The program as it was called, for getopt's messages.</param>
    /// <param name="inputs">What the planner may look up.</param>
    /// <exception cref="NcExit">A page is to be printed, or the command line is not valid.</exception>
    internal static NcPlan Plan(ParsedArguments given, Dialect dialect, string path, PlannerInputs inputs)
    {
        var draft = new OptionValues { Inputs = inputs, Rest = given.Rest };
        if (inputs.IsActivated)
        {
            draft.Note(Opt.Activation);
        }

        foreach (ParsedOption option in given.Options)
        {
            OptionReader.Read(option, draft, dialect);
        }

        if (given.Fault is { } fault)
        {
            throw new NcExit(1) { Text = $"{path}: {fault}\n{dialect.Usage}" };
        }

        bool placed = PlaceOperands(given.Operands, draft);
        if (draft.Has(Opt.Exec) && given.Operands.Count < 2 && (!placed || draft.LacksPlace))
        {
            throw new NcExit(1, "--exec takes the rest of the line: options, host and port come before it");
        }

        if (!placed)
        {
            throw new NcExit(1) { Text = dialect.Usage };
        }

        MulticastPlan.SplitHost(draft);
        foreach (Conflict conflict in dialect.Conflicts)
        {
            if (conflict.Fits(draft))
            {
                throw new NcExit(1, conflict.Line);
            }
        }

        if (given.HasLongNames)
        {
            RequirementCheck.Check(given, draft, dialect);
        }

        return Complete(draft, dialect);
    }

    /// <summary>Assigns the operands; false if there are too many or too few for the options.</summary>
    private static bool PlaceOperands(List<string> operands, OptionValues draft)
    {
        bool listens = draft.Has(Opt.Listen);
        bool hasLocal = draft.LocalPort is not null || draft.LocalHost is not null;

        // The client of a Unix datagram socket may have a local path in addition to the path of its peer.
        bool localIsPath = draft.IsUnix && draft.Has(Opt.Udp) && !listens && draft.LocalPort is null;
        switch (operands.Count)
        {
            case 0 when listens:
                draft.Host = draft.LocalHost;
                draft.Ports = draft.LocalPort is { } port ? [port] : [];
                return true;
            case 1 when draft.IsUnix && (!hasLocal || localIsPath):
                draft.Host = operands[0];
                return true;
            case 1 when !hasLocal:
                draft.Ports = listens ? operands : [];
                return true;
            case >= 2 when !listens || (!hasLocal && operands.Count == 2):
                draft.Host = operands[0];
                draft.Ports = operands.GetRange(1, operands.Count - 1);
                return true;
            default:
                return false;
        }
    }

    private static NcPlan Complete(OptionValues draft, Dialect dialect)
    {
        DualPlan.Check(draft);
        bool listens = draft.Has(Opt.Listen);
        Transport transport = TransportOf(draft);
        ProxyPlan? proxy = ProxyOf(draft);
        List<int> ports = listens ? [] : PortList.Read(draft.Ports, transport, draft.Has(Opt.RandomPorts), draft.Inputs.PortOfService);
        TimeSpan? connectTimeout = draft.Has(Opt.ConnectTimeout) || draft.IsUnix ? draft.ConnectTimeout : draft.Timeout;
        return new NcPlan
        {
            Listens = listens,
            Keeps = draft.Has(Opt.Keep),
            Transport = transport,

            // A listener on every address uses IPv4 by default.
            Family = DualPlan.IsOneSocket(draft) ? Family.Ipv6 : listens && draft.Host is null && draft.Family == Family.Any ? Family.Ipv4 : draft.Family,
            Host = draft.Host,
            ListenPort = draft.Ports.Count > 0 ? draft.Ports[0] : "",
            Ports = ports,
            Proxy = proxy,
            Parallel = Scans(draft, ports.Count) ? draft.Parallel : 1,
            PassesDescriptor = draft.Has(Opt.PassDescriptor),
            LocalHost = listens ? null : draft.LocalHost,
            LocalPort = listens ? null : draft.LocalPort,
            Numeric = draft.Has(Opt.Numeric),
            Verbose = draft.Has(Opt.Verbose),
            ZeroIo = draft.Has(Opt.ZeroIo),
            ReadsStdin = !draft.Has(Opt.NoStdin),
            ConnectTimeout = connectTimeout is { Ticks: > 0 } ? connectTimeout : null,
            RetryTime = draft.Retry,
            Replies = draft.Replies,
            TellsVerdict = draft.Has(Opt.UdpVerdict),
            Strict = draft.Has(Opt.Strict),
            TotalTimeout = draft.TotalTimeout,
            AcceptTimeout = draft.AcceptTimeout,
            ProbeTime = connectTimeout ?? s_defaultProbeTime,
            QuitDelay = draft.Quit,
            Events = draft.Events,
            Inspection = InspectionOf(draft),
            ExitCodesTell = draft.Has(Opt.ExitCodes),
            IsActivated = draft.IsActivated,
            Program = draft.Program is { } words ? new ProgramPlan(words, draft.MostAtOnce > 0 ? draft.MostAtOnce : MostPrograms) : null,
            Forward = ForwardPlan.Of(draft),
            Crowd = CrowdPlan.Of(draft),
            Grace = draft.Grace,
            Workers = draft.Workers,
            Access = draft.Allowed.Count + draft.Denied.Count > 0 ? new AccessPlan(draft.Allowed, draft.Denied) : null,
            HappyEyeballs = draft.Has(Opt.HappyEyeballs),
            IsDual = draft.Has(Opt.Dual),
            Announcement = new Announcement(draft.PortFile, draft.ReadyDescriptor),
            Backlog = draft.Program is null && draft.Forward is null && CrowdPlan.Of(draft) is null ? dialect.Backlog : Math.Max(dialect.Backlog, ManyBacklog),
            SocketOptions = SocketOptionPlan.Of(draft, transport, listens ? dialect.OnListen : dialect.OnConnect),
            Multicast = draft.Interface is not null || draft.Has(Opt.MulticastSource) ? new MulticastPlan(draft.Interface, draft.MulticastSource) : null,
            ShowsSocketOptions = draft.Has(Opt.ShowSocketOptions),
            Tls = TlsOptionReader.Complete(draft),
            Relay = PolicyOf(draft, transport),
        };
    }

    private static Transport TransportOf(OptionValues draft)
        => draft.Has(Opt.Udp) ? Transport.Udp
            : draft.Has(Opt.Dccp) ? Transport.Dccp
            : draft.Has(Opt.Mptcp) ? Transport.Mptcp
            : draft.Has(Opt.Vsock) ? Transport.Vsock
            : Transport.Tcp;

    /// <summary>Whether ports can be tried in parallel: nothing follows the connect, and each socket can have its own local port.</summary>
    private static bool Scans(OptionValues draft, int ports)
        => ports > 1 && draft.Has(Opt.ZeroIo) && !draft.Has(Opt.Retry) && draft.Tls is null && !draft.Has(Opt.ShowSocketOptions) && !draft.Has(Opt.Mptcp) && !draft.Has(Opt.HappyEyeballs) && !draft.Has(Opt.Udp) && !draft.Has(Opt.PassDescriptor)
            && draft.Proxy is null && draft.LocalPort is null && !draft.IsUnix && !draft.Has(Opt.Listen);

    private static ProxyPlan? ProxyOf(OptionValues draft)
    {
        if (draft.Proxy is null)
        {
            return null;
        }

        ProxyPlan proxy = ProxyPlan.Read(draft.Proxy, draft.ProxyProtocol, draft.ProxyUser) with { Auth = draft.ProxyAuth };
        return proxy.Auth is null || proxy.TakesLogin
            ? proxy
            : throw new NcExit(1, $"cannot use --proxy-auth-file and -X {(proxy.Protocol == ProxyProtocol.Socks4 ? "4" : "4a")}");
    }

    private static InspectionPlan? InspectionOf(OptionValues draft)
        => draft.Has(Opt.Progress) || draft.HexDump is not null || draft.Hash is not null
            ? new InspectionPlan(draft.Has(Opt.Progress), draft.HexDump, draft.Hash)
            : null;

    private static RelayPolicy PolicyOf(OptionValues draft, Transport transport)
    {
        bool listens = draft.Has(Opt.Listen);
        bool datagrams = transport == Transport.Udp;
        bool endless = datagrams && listens && draft.Has(Opt.Keep);
        return new RelayPolicy
        {
            // With -luk, nc restarts its loop when -w expires, so the timeout has no effect.
            IdleTimeout = draft.Has(Opt.IdleTimeout) ? draft.IdleTimeout : datagrams && draft.Forward is not null ? draft.Timeout ?? ForwardPlan.SessionTime : endless ? null : draft.Timeout,
            ShutsDownAtEof = draft.Has(Opt.ShutdownOnEof) || draft.Forward is not null,
            EndsWithPeer = listens && !draft.Has(Opt.Drain) && draft.Forward is null,

            // The peer of a TCP client ends the session by closing. Other sessions need a timer.
            ReceivesAfterEof = draft.Linger ?? (listens || datagrams ? draft.Quit : null),
            RestartsOnReceive = draft.Linger is not null,
            Datagrams = datagrams,
            FromAnySender = endless || draft.NeverConnects,
            RepliesToLatestSender = draft.NeverConnects && listens,
            DatagramSize = draft.DatagramSize,
            NamesSenders = draft.Has(Opt.From),
            ReadLimit = endless ? 0 : Math.Max(draft.ReadLimit, draft.Replies),
            SendsCrLf = draft.Has(Opt.CrLf),
            LinePause = draft.Interval,
            AnswersTelnet = draft.Has(Opt.Telnet),
            IsUnix = draft.IsUnix,
        };
    }
}
