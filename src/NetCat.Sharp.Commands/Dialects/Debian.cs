using NetCat.Sharp.Commands.Options;
using NetCat.Sharp.Commands.Planning;
using static NetCat.Sharp.Commands.Options.OptionRow;

namespace NetCat.Sharp.Commands.Dialects;

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
        Options =
        [
            Flag('4', Opt.Ipv4, "Use IPv4"),
            Flag('6', Opt.Ipv6, "Use IPv6"),
            Flag('b', Opt.Broadcast, "Allow broadcast") with { NotBuilt = true },
            Flag('C', Opt.CrLf, "Send CRLF as line-ending") with { NotBuilt = true },
            Flag('D', Opt.Debug, "Enable the debug socket option") with { NotBuilt = true },
            Flag('d', Opt.NoStdin, "Detach from stdin"),
            Flag('F', Opt.PassDescriptor, "Pass socket fd") with { NotBuilt = true },
            Flag('h', Opt.Help, "This help text"),
            Valued('I', Opt.ReceiveBuffer, "length", "TCP receive buffer length") with { NotBuilt = true },
            Valued('i', Opt.Interval, "interval", "Delay interval for lines sent, ports scanned") with { NotBuilt = true },
            Flag('k', Opt.Keep, "Keep inbound sockets open for multiple connects"),
            Flag('l', Opt.Listen, "Listen mode, for inbound connects"),
            Valued('M', Opt.TimeToLive, "ttl", "Outgoing TTL / Hop Limit") with { NotBuilt = true },
            Valued('m', Opt.MinimumTimeToLive, "minttl", "Minimum incoming TTL / Hop Limit") with { NotBuilt = true },
            Flag('N', Opt.ShutdownOnEof, "Shutdown the network socket after EOF on stdin"),
            Flag('n', Opt.Numeric, "Suppress name/port resolutions"),
            Valued('O', Opt.SendBuffer, "length", "TCP send buffer length") with { NotBuilt = true },
            Valued('P', Opt.ProxyUser, "proxyuser", "Username for proxy authentication") with { NotBuilt = true },
            Valued('p', Opt.Port, "port", "Specify local port for remote connects"),
            Valued('q', Opt.Quit, "secs", "quit after EOF on stdin and delay of secs"),
            Flag('r', Opt.RandomPorts, "Randomize remote ports") with { NotBuilt = true },
            Flag('S', Opt.TcpMd5, "Enable the TCP MD5 signature option") with { NotBuilt = true },
            Valued('s', Opt.Source, "sourceaddr", "Local source address"),
            Valued('T', Opt.TypeOfService, "keyword", "TOS value") with { NotBuilt = true },
            Flag('t', Opt.Telnet, "Answer TELNET negotiation") with { NotBuilt = true },
            Flag('U', Opt.Unix, "Use UNIX domain socket") with { NotBuilt = true },
            Flag('u', Opt.Udp, "UDP mode"),
            Valued('V', Opt.RoutingTable, "rtable", "Specify alternate routing table") with { NotBuilt = true },
            Flag('v', Opt.Verbose, "Verbose"),
            Valued('W', Opt.ReadLimit, "recvlimit", "Terminate after receiving a number of packets") with { NotBuilt = true },
            Valued('w', Opt.Timeout, "timeout", "Timeout for connects and final net reads"),
            Valued('X', Opt.ProxyProtocol, "proto", "Proxy protocol: \"4\", \"5\" (SOCKS) or \"connect\"") with { NotBuilt = true },
            Valued('x', Opt.Proxy, "addr[:port]", "Specify proxy address and port") with { NotBuilt = true },
            Flag('Z', Opt.Dccp, "DCCP mode") with { NotBuilt = true },
            Flag('z', Opt.ZeroIo, "Zero-I/O mode [used for scanning]"),
            .. Additions.Options,
        ],
        OnListen = [new(SocketOptionKey.ReuseAddress, 1), new(SocketOptionKey.ReusePort, 1)],
        OnConnect = [],
        Backlog = 1,
        Refusals =
        [
            new(draft => draft.Ports.Count == 0, "missing port number"),
            new(draft => draft.Has(Opt.Listen) && draft.Has(Opt.ZeroIo), "cannot use -z and -l"),
            new(draft => draft.Has(Opt.Keep) && !draft.Has(Opt.Listen), "must use -l with -k"),
        ],
    };
}
