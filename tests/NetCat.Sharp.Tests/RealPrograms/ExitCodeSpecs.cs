using System;
using System.Net;
using System.Net.Sockets;
using System.Threading.Tasks;
using NetCat.Sharp.Tests.Async;
using Xunit;

namespace NetCat.Sharp.Tests.RealPrograms;

/// <summary>--exit-codes: the exit status names the failure; without it, it is 0 or 1 as before.</summary>
public sealed class ExitCodeSpecs
{
    [NativeTheory]
    [InlineData("-y", 2)]
    [InlineData("", 2)]
    [InlineData("-w x 127.0.0.1 1", 2)]
    [InlineData("-lz 1", 2)]
    [InlineData("-z 127.0.0.1 0", 2)]
    [InlineData("-z nowhere.invalid 1", 3)]
    [InlineData("-l 127.0.0.1 nothing-known", 3)]
    [InlineData("-z 127.0.0.1 1", 4)]
    [InlineData("-z 127.0.0.1 1 2", 4)]
    [InlineData("-U nowhere", 4)]
    [InlineData("-x 127.0.0.1:1 host 1", 4)]
    [InlineData("-l 192.0.2.1 1", 1)]
    [InlineData("-h", 0)]
    public async Task A_command_that_fails_alone(string arguments, int status)
    {
        Assert.Equal($"{status}", await Status($"$NC --exit-codes {arguments}"));
        Assert.Equal(status == 0 ? "0" : "1", await Status($"$NC {arguments}"));
    }

    [NativeFact]
    public async Task A_port_in_use()
    {
        using Socket taken = Bound(listens: true);
        using Socket takenUdp = BoundUdp();
        Assert.Equal("6", await Status("$NC --exit-codes -l 127.0.0.1 $PORT", taken));
        Assert.Equal("6", await Status("$NC --exit-codes -p $PORT 127.0.0.1 1", taken));
        Assert.Equal("6", await Status("$NC --exit-codes -lu --reuse-addr=off --reuse-port=off 127.0.0.1 $PORT", takenUdp));
    }

    [NativeFact]
    public async Task A_connect_that_gets_no_answer()
    {
        using Socket full = Bound(listens: true);
        using Socket one = Connected(full);
        using Socket two = Connected(full);
        Assert.Equal("5", await Status("$NC --exit-codes -z -w 1 127.0.0.1 $PORT", full));
        Assert.Equal("1", await Status("$NC -z -w 1 127.0.0.1 $PORT", full));
    }

    [NativeTheory]
    [InlineData("-w 1", "0", "5")]
    [InlineData("-z", "0", "0")]
    public async Task A_peer_that_says_nothing(string arguments, string before, string status)
    {
        using Socket silent = Bound(listens: true, backlog: 10);
        Assert.Equal(status, await Status($"$NC --exit-codes {arguments} 127.0.0.1 $PORT </dev/null", silent));
        Assert.Equal(before, await Status($"$NC {arguments} 127.0.0.1 $PORT </dev/null", silent));
    }

    [NativeTheory]
    [InlineData("printf x | $NC --exit-codes 127.0.0.1 $PORT", "7")]
    [InlineData("printf x | $NC 127.0.0.1 $PORT", "0")]
    [InlineData("printf x | $NC --exit-codes -q 1 127.0.0.1 $PORT", "7")]
    public async Task A_peer_that_breaks_off(string line, string status)
    {
        using NetSocket listener = NetSocket.Listen(SockAddr.From(new IPEndPoint(IPAddress.Loopback, 0)), []);
        Task<string> running = Status(line, port: listener.LocalAddress.Port);
        using NetSocket peer = await Task.Run(listener.Accept);
        Assert.True(peer.AwaitInput());
        Assert.Equal(1, peer.Receive(new byte[10], out _));
        peer.Abort();
        Assert.Equal(status, await running);
    }

    [NativeTheory]
    [InlineData("</dev/null >/dev/full", "9", "0")]
    [InlineData("</ >/dev/null", "9", "0")]
    [InlineData("</dev/null >/dev/null", "0", "0")]
    public async Task Stdin_and_stdout(string redirections, string status, string before)
    {
        using Socket listener = Bound(listens: true);
        foreach ((string option, string expected) in new[] { ("--exit-codes", status), ("", before) })
        {
            Task<string> running = Status($"$NC {option} -N 127.0.0.1 $PORT {redirections}", listener);
            using (Socket peer = await listener.AcceptAsync())
            {
                _ = await peer.SendAsync(new byte[] { (byte)'x' });
                peer.Shutdown(SocketShutdown.Send);
                Assert.Equal(0, await peer.ReceiveAsync(new byte[10]));
            }

            Assert.Equal(expected, await running);
        }
    }

    [NativeFact]
    public async Task A_proxy_that_refuses()
    {
        using Socket proxy = Bound(listens: true);
        Task<string> running = Status("$NC --exit-codes -x 127.0.0.1:$PORT host 1 2>/dev/null", proxy);
        using (Socket client = await proxy.AcceptAsync())
        {
            _ = await client.ReceiveAsync(new byte[3]);
            _ = await client.SendAsync(new byte[] { 5, 0xFF });
        }

        Assert.Equal("8", await running);
    }

    [NativeFact]
    public async Task A_UDP_port_that_is_closed()
    {
        using Socket taken = BoundUdp();
        int port = ((IPEndPoint)taken.LocalEndPoint!).Port;
        taken.Dispose();
        using Scratch scratch = new();
        Assert.Equal("4\n", await Pipeline.Run("printf x | $NC --exit-codes -u -w 5 127.0.0.1 $PORT; echo $?", scratch, port));
    }

    private static Task<string> Status(string line, Socket at) => Status(line, ((IPEndPoint)at.LocalEndPoint!).Port);

    private static async Task<string> Status(string line, int port = 0)
    {
        using Scratch scratch = new();
        return (await Pipeline.Run(line + " 2>/dev/null; echo $?", scratch, port)).Split('\n')[^2];
    }

    private static Socket Bound(bool listens, int backlog = 1)
    {
        Socket socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Unspecified);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        if (listens)
        {
            socket.Listen(backlog);
        }

        return socket;
    }

    private static Socket BoundUdp()
    {
        Socket socket = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return socket;
    }

    private static Socket Connected(Socket to)
    {
        Socket socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Connect(to.LocalEndPoint!);
        return socket;
    }
}
