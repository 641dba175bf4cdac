using System;
using System.Net.Sockets;
using System.Threading.Tasks;
using NetCat.Sharp.Native;
using NetCat.Sharp.Serving;
using NetCat.Sharp.Testing;
using NetCat.Sharp.Tests.Hostile;
using Xunit;

namespace NetCat.Sharp.Tests.Serving;

/// <summary>A reset on one side is forwarded as RST, not as FIN, which would make the data look complete.</summary>
public sealed class ForwardResetSpecs
{
    [Theory]
    [InlineData(true, false)]
    [InlineData(false, false)]
    [InlineData(true, true)]
    [InlineData(false, true)]
    public async Task A_reset_of_either_side_reaches_the_other(bool byClient, bool afterFin)
    {
        using Socket target = ForwardingRig.Listener();
        using var rig = new ForwardingRig(ForwardingRig.To(target));
        using Socket client = await rig.Connect();
        using Socket served = await target.AcceptAsync();
        (Socket one, Socket other) = byClient ? (client, served) : (served, client);
        Assert.Equal(1, await one.SendAsync(new byte[] { 1 }));
        Assert.Equal(1, await other.ReceiveAsync(new byte[10]));
        if (afterFin)
        {
            one.Shutdown(SocketShutdown.Send);
            Assert.Equal(0, await other.ReceiveAsync(new byte[10]));
        }

        Reset(one);

        // On a socket that has received FIN, a later RST gives EPIPE.
        await Until.Holds(() => ErrorOf(other) == (afterFin ? SocketError.Shutdown : SocketError.ConnectionReset));
        await Until.Holds(() => rig.Count == 0);
    }

    [Fact]
    public async Task What_was_sent_before_the_reset_arrives()
    {
        using Socket target = ForwardingRig.Listener();
        using var rig = new ForwardingRig(ForwardingRig.To(target));
        using Socket client = await rig.Connect();
        using Socket served = await target.AcceptAsync();
        byte[] sent = new SeededRandom(3).Bytes(200_000);
        Assert.Equal(sent.Length, await client.SendAsync(sent));
        await Until.Holds(() => Libc.Unsent((int)client.Handle) == 0);
        Reset(client);
        byte[] got = new byte[sent.Length];
        for (int length = 0; length < got.Length;)
        {
            int taken = await served.ReceiveAsync(got.AsMemory(length));
            Assert.NotEqual(0, taken);
            length += taken;
        }

        Assert.Equal(sent, got);
        SocketException reset = await Assert.ThrowsAsync<SocketException>(async () => await served.ReceiveAsync(new byte[1]));
        Assert.Equal(SocketError.ConnectionReset, reset.SocketErrorCode);
    }

    [Fact]
    public async Task A_target_that_closes_with_unread_data_resets_the_client()
    {
        using Socket target = ForwardingRig.Listener();
        using var rig = new ForwardingRig(ForwardingRig.To(target));
        using Socket client = await rig.Connect();
        Socket served = await target.AcceptAsync();
        await client.SendAsync(new byte[10]);
        await Until.Holds(() => served.Available == 10);
        served.Close();
        await Until.Holds(() => ErrorOf(client) == SocketError.ConnectionReset);
    }

    [Fact]
    public async Task A_unix_target_that_closes_after_its_answer_is_no_reset()
    {
        using Scratch scratch = new();
        using var target = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        target.Bind(new UnixDomainSocketEndPoint(scratch.Path("target")));
        target.Listen();
        using var rig = new ForwardingRig(new ForwardOptions(new ForwardTarget("", 0, scratch.Path("target"))));
        using Socket client = await rig.Connect();
        Socket served = await target.AcceptAsync();
        await served.SendAsync(new byte[] { 7 });
        served.Close();
        Assert.Equal(1, await client.ReceiveAsync(new byte[10]));
        Assert.Equal(0, await client.ReceiveAsync(new byte[10]));
        client.Shutdown(SocketShutdown.Send);
        await Until.Holds(() => rig.Count == 0);
        Assert.Equal(SocketError.Success, ErrorOf(client));
    }

    private static void Reset(Socket socket)
    {
        socket.LingerState = new LingerOption(enable: true, 0);
        socket.Close();
    }

    /// <summary>The pending error, which the kernel keeps until a call reports it.</summary>
    private static SocketError ErrorOf(Socket socket)
        => (SocketError)(int)socket.GetSocketOption(SocketOptionLevel.Socket, SocketOptionName.Error)!;
}
