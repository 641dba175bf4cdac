using static NetCat.Sharp.Commands.CommandLine.OptionRow;

namespace NetCat.Sharp.Commands.CommandLine.Dialects;

/// <summary>Debian's netcat-openbsd 1.219-1: the default.</summary>
internal static class Debian
{
    internal static readonly Dialect Dialect = new()
    {
        Name = "debian",
        Banner = "OpenBSD netcat (Debian patchlevel 1.219-1)",
        HelpTail = "Port numbers can be individual or ranges: lo-hi [inclusive]",
        Usage =
            "usage: nc [-46CDdFhklNnrStUuvZz] [-I length] [-i interval] [-M ttl]\n" +
            "\t  [-m minttl] [-O length] [-P proxy_username] [-p source_port]\n" +
            "\t  [-q seconds] [-s sourceaddr] [-T keyword] [-V rtable] [-W recvlimit]\n" +
            "\t  [-w timeout] [-X proxy_protocol] [-x proxy_address[:port]]\n" +
            "\t  [destination] [port]\n",
        Letters =
        [
            Flag('4', Opt.Ipv4, "Use IPv4"),
            Flag('6', Opt.Ipv6, "Use IPv6"),
            Flag('b', Opt.Broadcast, "Allow broadcast"),
            Flag('C', Opt.CrLf, "Send CRLF as line-ending"),
            Flag('D', Opt.Debug, "Enable the debug socket option"),
            Flag('d', Opt.NoStdin, "Detach from stdin"),
            Flag('F', Opt.PassDescriptor, "Pass socket fd"),
            Flag('h', Opt.Help, "This help text"),
            Valued('I', Opt.ReceiveBuffer, "length", "TCP receive buffer length"),
            Valued('i', Opt.Interval, "interval", "Delay interval for lines sent, ports scanned"),
            Flag('k', Opt.Keep, "Keep inbound sockets open for multiple connects"),
            Flag('l', Opt.Listen, "Listen mode, for inbound connects"),
            Valued('M', Opt.TimeToLive, "ttl", "Outgoing TTL / Hop Limit"),
            Valued('m', Opt.MinimumTimeToLive, "minttl", "Minimum incoming TTL / Hop Limit"),
            Flag('N', Opt.ShutdownOnEof, "Shutdown the network socket after EOF on stdin"),
            Flag('n', Opt.Numeric, "Suppress name/port resolutions"),
            Valued('O', Opt.SendBuffer, "length", "TCP send buffer length"),
            Valued('P', Opt.ProxyUser, "proxyuser", "Username for proxy authentication"),
            Valued('p', Opt.Port, "port", "Specify local port for remote connects"),
            Valued('q', Opt.Quit, "secs", "quit after EOF on stdin and delay of secs"),
            Flag('r', Opt.RandomPorts, "Randomize remote ports"),
            Flag('S', Opt.TcpMd5, "Enable the TCP MD5 signature option"),
            Valued('s', Opt.Source, "sourceaddr", "Local source address"),
            Valued('T', Opt.TypeOfService, "keyword", "TOS value"),
            Flag('t', Opt.Telnet, "Answer TELNET negotiation"),
            Flag('U', Opt.Unix, "Use UNIX domain socket"),
            Flag('u', Opt.Udp, "UDP mode"),
            Valued('V', Opt.RoutingTable, "rtable", "Specify alternate routing table"),
            Flag('v', Opt.Verbose, "Verbose"),
            Valued('W', Opt.ReadLimit, "recvlimit", "Terminate after receiving a number of packets"),
            Valued('w', Opt.Timeout, "timeout", "Timeout for connects and final net reads"),
            Valued('X', Opt.ProxyProtocol, "proto", "Proxy protocol: \"4\", \"5\" (SOCKS) or \"connect\""),
            Valued('x', Opt.Proxy, "addr[:port]", "Specify proxy address and port"),
            Flag('Z', Opt.Dccp, "DCCP mode"),
            Flag('z', Opt.ZeroIo, "Zero-I/O mode [used for scanning]"),
        ],
        OnListen = [new(SocketOptionKey.ReuseAddress, 1), new(SocketOptionKey.ReusePort, 1)],
        OnConnect = [],
        Backlog = 1,
        Conflicts =
        [
            new(draft => draft.IsUnix && draft.Has(Opt.Dccp), "cannot use -Z and -U"),
            new(draft => draft.IsUnix && draft.Ports.Count > 0, "cannot use port with -U"),
            new(draft => draft.IsUnix && draft.Host is null && !draft.IsActivated, "missing socket pathname"),
            new(draft => !draft.IsUnix && draft.Ports.Count == 0 && !draft.IsActivated, "missing port number"),
            new(draft => draft.Has(Opt.Listen) && draft.Has(Opt.ZeroIo), "cannot use -z and -l"),
            new(draft => draft.Has(Opt.Keep) && !draft.Has(Opt.Listen), "must use -l with -k"),
            new(draft => draft.IsUnix && draft.Has(Opt.PassDescriptor), "cannot use -F and -U"),
            new(draft => draft.Proxy is not null && draft.Has(Opt.Udp), "no proxy support for UDP mode"),
            new(draft => draft.Proxy is not null && draft.Has(Opt.Dccp), "no proxy support for DCCP mode"),
            new(draft => draft.Proxy is not null && draft.Has(Opt.Listen) && draft.Forward is null, "no proxy support for listen"),
            new(draft => draft.Proxy is not null && (draft.Forward?.IsUnix ?? draft.IsUnix), "no proxy support for unix sockets"),
        ],
    };
}
