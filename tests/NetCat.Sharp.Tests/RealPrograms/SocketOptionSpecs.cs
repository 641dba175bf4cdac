using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Threading.Tasks;
using NetCat.Sharp.Sockets;
using Xunit;

namespace NetCat.Sharp.Tests.RealPrograms;

/// <summary>--socket-option: the values are read from the socket itself, from outside nc.</summary>
public sealed class SocketOptionSpecs
{
    /// <summary>NAME=TYPED and, if it differs, after a blank the value that the kernel then has.</summary>
    private static readonly string[] s_set =
    [
        "SO_REUSEADDR=off", "SO_REUSEPORT=off", "IPV6_V6ONLY=on", "IP_FREEBIND=on", "IPV6_FREEBIND=on", "SO_BROADCAST=on", "SO_DEBUG=on", "IP_TOS=af11 40", "IPV6_TCLASS=0x10 16",
        "SO_RCVBUF=4096 8192", "SO_SNDBUF=8192 16384", "IP_TTL=7", "IPV6_UNICAST_HOPS=8", "IP_MINTTL=3", "IPV6_MINHOPCOUNT=4", "SO_BINDTODEVICE=lo", "SO_BINDTOIFINDEX=lo",
        "SO_MARK=0x20 32", "SO_PRIORITY=5", "SO_DONTROUTE=on", "SO_BUF_LOCK=3", "SO_KEEPALIVE=on", "SO_LINGER=7 7s", "SO_OOBINLINE=on", "SO_RCVLOWAT=2", "SO_RCVTIMEO=1.5s 1500ms",
        "SO_SNDTIMEO=2m 120s", "SO_MAX_PACING_RATE=1000000", "SO_BUSY_POLL=50 50us", "SO_PREFER_BUSY_POLL=on", "SO_INCOMING_CPU=0", "SO_TXREHASH=0",
        "SO_NO_CHECK=on", "SO_TIMESTAMP=on", "SO_RXQ_OVFL=on", "SO_PASSCRED=on", "SO_PASSSEC=on", "TCP_NODELAY=on", "TCP_CORK=on", "TCP_QUICKACK=off", "TCP_KEEPIDLE=1m 60s",
        "TCP_KEEPINTVL=7 7s", "TCP_KEEPCNT=3", "TCP_USER_TIMEOUT=2s 2000ms", "TCP_CONGESTION=reno", "TCP_MAXSEG=700", "TCP_NOTSENT_LOWAT=4096", "TCP_WINDOW_CLAMP=9000",
        "TCP_LINGER2=5 5s", "TCP_THIN_LINEAR_TIMEOUTS=on", "TCP_INQ=on", "TCP_TX_DELAY=100 100us", "TCP_SYNCNT=2", "TCP_FASTOPEN_CONNECT=off", "TCP_FASTOPEN_NO_COOKIE=on",
        "TCP_FASTOPEN=5", "TCP_DEFER_ACCEPT=3 3s", "TCP_SAVE_SYN=1", "IP_TRANSPARENT=on", "IP_BIND_ADDRESS_NO_PORT=on", "IP_LOCAL_PORT_RANGE=40000-40010", "IP_UNICAST_IF=lo",
        "IP_MTU_DISCOVER=probe", "IP_RECVERR=on", "IP_MULTICAST_IF=127.0.0.1", "IP_MULTICAST_TTL=4", "IP_MULTICAST_LOOP=off", "IP_MULTICAST_ALL=off", "IP_PKTINFO=on", "IP_RECVTTL=on",
        "IP_RECVTOS=on", "IP_RECVORIGDSTADDR=on", "IP_CHECKSUM=on", "IPV6_TRANSPARENT=on", "IPV6_UNICAST_IF=lo", "IPV6_MTU_DISCOVER=dont", "IPV6_MTU=1400", "IPV6_DONTFRAG=on",
        "IPV6_RECVERR=on", "IPV6_AUTOFLOWLABEL=off", "IPV6_FLOWINFO_SEND=on", "IPV6_ADDR_PREFERENCES=2", "IPV6_MULTICAST_IF=lo", "IPV6_MULTICAST_HOPS=5", "IPV6_MULTICAST_LOOP=off",
        "IPV6_MULTICAST_ALL=off", "IPV6_RECVPKTINFO=on", "IPV6_RECVHOPLIMIT=on", "IPV6_RECVTCLASS=on", "IPV6_RECVORIGDSTADDR=on", "UDP_SEGMENT=1200", "UDP_GRO=on",
        "UDP_NO_CHECK6_TX=on", "UDP_NO_CHECK6_RX=on",
    ];

    /// <summary>Options that getsockopt(2) does not return, and a protocol that the kernel may lack.</summary>
    private static readonly string[] s_elsewhere = ["SO_BUSY_POLL_BUDGET", "SO_RCVBUFFORCE", "SO_SNDBUFFORCE", "TCP_ULP"];

    [Fact]
    public void The_table_has_at_least_sixty_options_that_can_be_set_and_each_is_tried()
    {
        IEnumerable<string> settable = SocketOption.All.Where(static one => one.CanSet).Select(static one => one.Name);
        Assert.True(settable.Count() >= 60);
        Assert.Equal(settable.Order(), s_set.Select(static one => one.Split('=')[0]).Concat(s_elsewhere).Order());
        Assert.All(SocketOption.All, static one => Assert.NotEmpty(one.Meaning));
        Assert.Equal(SocketOption.All.Count, SocketOption.All.Select(static one => one.Name).Distinct().Count());
    }

    [RootNativeTheory]
    [InlineData("-l 127.0.0.1 PORT", AddressFamily.InterNetwork, Transport.Tcp)]
    [InlineData("-l ::1 PORT", AddressFamily.InterNetworkV6, Transport.Tcp)]
    [InlineData("127.0.0.1 PORT", AddressFamily.InterNetwork, Transport.Tcp)]
    [InlineData("::1 PORT", AddressFamily.InterNetworkV6, Transport.Tcp)]
    [InlineData("-lu 127.0.0.1 PORT", AddressFamily.InterNetwork, Transport.Udp)]
    [InlineData("-lu ::1 PORT", AddressFamily.InterNetworkV6, Transport.Udp)]
    [InlineData("-u 127.0.0.1 PORT", AddressFamily.InterNetwork, Transport.Udp)]
    [InlineData("-u ::1 PORT", AddressFamily.InterNetworkV6, Transport.Udp)]
    [InlineData("-lU SCRATCH/socket", AddressFamily.Unix, Transport.Tcp)]
    [InlineData("-luU SCRATCH/socket", AddressFamily.Unix, Transport.Udp)]
    public async Task Each_option_is_what_getsockopt_returns(string form, AddressFamily family, Transport transport)
    {
        // The kernel refuses IP_UNICAST_IF for a socket that is bound to a device.
        await Try(form, family, transport, static name => !name.StartsWith("SO_BINDTO", StringComparison.Ordinal));
        if (family != AddressFamily.Unix)
        {
            await Try(form, family, transport, static name => name == "SO_BINDTODEVICE");
            await Try(form, family, transport, static name => name == "SO_BINDTOIFINDEX");
        }
    }

    [NativeFact]
    public async Task All_options_are_shown_with_the_requested_value_if_it_differs()
    {
        using Scratch scratch = new();
        const string Line = "$NC -l --port-file port --show-socket-options --events e --socket-option SO_RCVBUF=5000 --socket-option keepalive 127.0.0.1 0 2>err </dev/null >/dev/null & " +
            "until [ -s port ]; do sleep 0.01; done; $NC -z --show-socket-options 127.0.0.1 $(cat port) 2>client; wait; " +
            "grep -cx 'SO_RCVBUF=10000 (asked: 5000)' err; grep -cx SO_KEEPALIVE=on err; grep -x 'SO_RCVBUFFORCE: cannot be read' client; grep -x SO_ACCEPTCONN=.* err; " +
            "grep -o 'SO_RCVBUF.:.10000.\\|asked.:{.SO_RCVBUF.:.5000.}' e | wc -l; grep -c = client";
        string[] lines = (await Pipeline.Run(Line, scratch)).Split('\n');
        Assert.Equal(["2", "2", "SO_RCVBUFFORCE: cannot be read", "SO_ACCEPTCONN=on", "SO_ACCEPTCONN=off", "4"], lines[..6]);
        Assert.True(int.Parse(lines[6], System.Globalization.CultureInfo.InvariantCulture) > 50, lines[6]);
    }

    private static async Task Try(string form, AddressFamily family, Transport transport, Func<string, bool> isTried)
    {

        using Scratch scratch = new();
        bool listens = form.StartsWith("-l", StringComparison.Ordinal);
        int port = Ports.Free();
        string line = form.Replace("PORT", $"{port}", StringComparison.Ordinal).Replace("SCRATCH", scratch.Root, StringComparison.Ordinal);
        (string Name, string Typed, string Read)[] tried = [.. s_set.Select(Parts).Where(one => isTried(one.Name) && IsFor(one.Name, (int)family, transport, listens))];
        IEnumerable<string> options = tried.SelectMany(static one => new[] { "--socket-option", one.Typed });
        using Socket? server = !listens && transport == Transport.Tcp ? Listener(family, port) : null;
        using ChildProcess nc = ChildProcess.Start(NativeProgram.Path, [.. options, .. line.Split(' ')], new ChildOptions { Limit = Until.Patience });
        try
        {
            if (listens && family != AddressFamily.Unix && transport == Transport.Tcp)
            {
                await Until.Holds(() => SocketRow.States(family == AddressFamily.InterNetwork ? "tcp" : "tcp6", port).Contains("LISTEN") || nc.Result.IsCompleted);
            }

            Assert.False(nc.Result.IsCompleted, nc.Result.IsCompleted ? (await nc.Result).StandardError : "");
            using (CopiedSocket copy = await CopiedSocket.Last(nc.ProcessId, 1))
            {
                await AssertSet(copy, tried, one => !(listens ? IsOfConnection(one) : IsOfListener(one)));
            }

            if (listens && transport == Transport.Tcp && family != AddressFamily.Unix)
            {
                using Socket client = new(family, SocketType.Stream, ProtocolType.Tcp);
                await client.ConnectAsync(new IPEndPoint(family == AddressFamily.InterNetwork ? IPAddress.Loopback : IPAddress.IPv6Loopback, port));
                _ = await client.SendAsync("x"u8.ToArray());
                using CopiedSocket accepted = await CopiedSocket.Last(nc.ProcessId, 2);
                await AssertSet(accepted, tried, static one => !IsOfListener(one));
            }
        }
        finally
        {
            _ = nc.Signal(Signals.Kill);
        }
    }

    private static async Task AssertSet(CopiedSocket socket, (string Name, string Typed, string Read)[] tried, Func<string, bool> counts)
    {
        string[] expected = [.. tried.Where(one => counts(one.Name)).Select(static one => $"{one.Name}={one.Read}")];
        string[] found = [];
        _ = await Until.True(() => expected.SequenceEqual(found = Read(socket, tried, counts)), TimeSpan.FromSeconds(5));
        Assert.Equal(expected, found);
    }

    private static string[] Read(CopiedSocket socket, (string Name, string Typed, string Read)[] tried, Func<string, bool> counts)
        => [.. tried.Where(one => counts(one.Name)).Select(one => $"{one.Name}={socket.Read(SocketOption.Find(one.Name)!)}")];

    /// <summary>Options that are set only on accepted sockets.</summary>
    private static bool IsOfConnection(string name) => SocketOption.Find(name)!.When == "connected";

    /// <summary>Options that the kernel keeps for the listener, or overwrites on a connection.</summary>
    private static bool IsOfListener(string name)
        => name is "TCP_FASTOPEN" or "TCP_DEFER_ACCEPT" or "TCP_SAVE_SYN" or "SO_INCOMING_CPU" or "TCP_MAXSEG" or "TCP_WINDOW_CLAMP";

    private static bool IsFor(string name, int family, Transport transport, bool listens)
    {
        SocketOption option = SocketOption.Find(name)!;
        OptionUse use = option.Row.Use;
        return option.IsFor(family, transport) && !use.HasFlag(listens ? OptionUse.Client : OptionUse.Listener);
    }

    private static (string Name, string Typed, string Read) Parts(string one)
    {
        string typed = one.Split(' ')[0];
        return (typed.Split('=')[0], typed, one.Contains(' ', StringComparison.Ordinal) ? one.Split(' ')[1] : typed.Split('=')[1]);
    }

    private static Socket Listener(AddressFamily family, int port)
    {
        Socket socket = new(family, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(family == AddressFamily.InterNetwork ? IPAddress.Loopback : IPAddress.IPv6Loopback, port));
        socket.Listen();
        return socket;
    }
}
