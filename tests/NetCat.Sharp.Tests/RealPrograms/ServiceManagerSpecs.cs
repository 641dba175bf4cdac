using System;
using System.Net.Sockets;
using System.Text;
using System.Threading.Tasks;
using NetCat.Sharp.Sockets;
using Xunit;

namespace NetCat.Sharp.Tests.RealPrograms;

/// <summary>A listener under a service manager: sd_notify(3) and sd_listen_fds(3), tried with systemd's own program.</summary>
public sealed class ServiceManagerSpecs
{
    [NativeTheory]
    [InlineData("-l 127.0.0.1 0")]
    [InlineData("-lu 127.0.0.1 0")]
    [InlineData("-lU socket")]
    public async Task The_manager_is_notified_that_the_listener_is_ready(string arguments)
    {
        using Scratch scratch = new();
        foreach (string name in new[] { scratch.Path("manager"), "@" + scratch.Path("manager") })
        {
            using Socket manager = Manager(name);

            // Not under timeout(1): a signal that arrives before timeout has started its child ends only timeout.
            await using Pipeline nc = Pipeline.Start($"export NOTIFY_SOCKET={name}; exec {NativeProgram.Path} {arguments} </dev/null", scratch);
            byte[] told = new byte[100];
            int length = await manager.ReceiveAsync(told).WaitAsync(TimeSpan.FromSeconds(20));
            Assert.Equal("READY=1", Encoding.ASCII.GetString(told, 0, length));
            Assert.False(nc.Ended.IsCompleted);
        }
    }

    [NativeFact]
    public async Task A_client_sends_the_manager_nothing()
    {
        using Scratch scratch = new();
        using Socket manager = Manager(scratch.Path("manager"));
        await using Pipeline listener = await Pipeline.Listen("$NC -lvn 127.0.0.1 0 </dev/null", scratch);
        _ = await Pipeline.Run("NOTIFY_SOCKET=$PWD/manager $NC -z 127.0.0.1 $PORT", scratch, listener.Port);
        Assert.Equal(0, manager.Available);
    }

    [NativeFact]
    public async Task A_missing_manager_does_not_stop_the_listener()
    {
        using Scratch scratch = new();
        await using Pipeline listener = await Pipeline.Listen("NOTIFY_SOCKET=$PWD/gone $NC -lvn 127.0.0.1 0 </dev/null", scratch);
        _ = await Pipeline.Run("echo hello | $NC -N 127.0.0.1 $PORT", scratch, listener.Port);
        Assert.Equal("hello\n", await listener.End());
    }

    [NativeFact("systemd-socket-activate")]
    public async Task A_TCP_listener_that_is_passed_in_is_used()
    {
        using Scratch scratch = new();
        int port = Ports.Free();
        await using Pipeline service = Pipeline.Start($"systemd-socket-activate -l 127.0.0.1:$PORT {NativeProgram.Path} -lvn --port-file file 2>said", scratch, port);
        await Ports.ListenedAt(port);
        _ = await Pipeline.Run("echo hello | $NC -N 127.0.0.1 $PORT", scratch, port);
        Assert.Equal("hello\n", await service.End());
        Assert.Contains($"Listening on 127.0.0.1 {port}\n", await Pipeline.Run("cat said", scratch), StringComparison.Ordinal);
        Assert.Equal($"{port}\n", await Pipeline.Run("cat file", scratch));
    }

    [NativeFact("systemd-socket-activate")]
    public async Task A_UDP_socket_that_is_passed_in_is_used()
    {
        using Scratch scratch = new();
        int port = Ports.Free();
        await using Pipeline service = Pipeline.Start($"systemd-socket-activate -d -l 127.0.0.1:$PORT {NativeProgram.Path} -lu -W 1 2>said", scratch, port);
        Assert.True(await Ports.UdpSocketAt(port, 0));
        _ = await Pipeline.Run("echo hello >/dev/udp/127.0.0.1/$PORT", scratch, port);
        Assert.Equal("hello\n", await service.End());
    }

    [NativeFact("systemd-socket-activate")]
    public async Task A_Unix_listener_that_is_passed_in_is_used()
    {
        using Scratch scratch = new();
        await using Pipeline service = Pipeline.Start($"systemd-socket-activate -l $PWD/socket {NativeProgram.Path} -lUv 2>said", scratch);
        Assert.True(await Ports.Taken([], scratch.Root));
        _ = await Pipeline.Run("echo hello | $NC -NU socket", scratch);
        Assert.Equal("hello\n", await service.End());
        Assert.Contains($"Listening on {scratch.Path("socket")}\n", await Pipeline.Run("cat said", scratch), StringComparison.Ordinal);
    }

    [NativeTheory("systemd-socket-activate")]
    [InlineData("-lu", "nc: LISTEN_FDS: not a UDP socket")]
    [InlineData("-lU", "nc: LISTEN_FDS: not a listening Unix socket")]
    public async Task A_socket_of_another_kind_is_refused(string letters, string line)
    {
        using Scratch scratch = new();
        int port = Ports.Free();
        await using Pipeline service = Pipeline.Start($"systemd-socket-activate -l 127.0.0.1:$PORT {NativeProgram.Path} {letters} 2>said; [ $? = 1 ]", scratch, port);
        await Ports.ListenedAt(port);
        _ = await Pipeline.Run(": <>/dev/tcp/127.0.0.1/$PORT", scratch, port);
        _ = await service.End();
        Assert.Contains(line + "\n", await Pipeline.Run("cat said", scratch), StringComparison.Ordinal);
    }

    [NativeTheory]
    [InlineData("LISTEN_PID=$$ LISTEN_FDS=1", "nc: LISTEN_FDS: Socket operation on non-socket")]
    [InlineData("LISTEN_PID=$$ LISTEN_FDS=2", "nc: LISTEN_FDS: 2 sockets are handed in, one is wanted")]
    [InlineData("LISTEN_PID=1 LISTEN_FDS=1", "nc: missing port number")]
    [InlineData("LISTEN_FDS=1", "nc: missing port number")]
    [InlineData("LISTEN_PID=$$ LISTEN_FDS=x", "nc: missing port number")]
    public async Task Descriptors_that_are_not_for_nc_are_not_used(string environment, string line)
    {
        using Scratch scratch = new();
        string output = await Pipeline.Run($"bash -c '{environment} exec {NativeProgram.Path} -l' 2>&1 3</dev/null || echo $?", scratch);
        Assert.Equal($"{line}\n1\n", output);
    }

    private static Socket Manager(string name)
    {
        Socket manager = new(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified);
        manager.Bind(new UnixDomainSocketEndPoint(name[0] == '@' ? "\0" + name[1..] : name));
        return manager;
    }
}
