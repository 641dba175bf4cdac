using System;
using System.IO;
using System.Net.Sockets;
using System.Threading.Tasks;
using Xunit;

namespace NetCat.Sharp.Tests.RealPrograms;

/// <summary>
/// nc -U as libvirt and others use it at the far end of ssh: both directions at once, large, binary, each direction ended separately.
/// </summary>
public sealed class UnixTransportSpecs
{
    private const int NineMebibytes = 9 << 20;

    // The command that libvirt runs on the remote machine: with or without -q0, depending on nc's message about -q alone.
    private const string LibvirtTransport =
        "set +o pipefail; if $NC -q 2>&1 | grep 'requires an argument' >/dev/null 2>&1; then ARG=-q0; else ARG=; fi; echo \"$ARG\" >chosen; exec $NC $ARG -U socket";

    [NativeFact("sha256sum")]
    public async Task Files_in_both_directions_arrive_and_each_end_receives_the_end_of_the_other()
    {
        using Scratch scratch = new();
        byte[] there = await Fill(scratch, "there", seed: 31);
        byte[] back = await Fill(scratch, "back", seed: 32);
        using Socket listener = Listen(scratch);
        Task<string> running = Pipeline.Run("$NC -N -U socket <there | sha256sum", scratch);
        using Socket peer = await listener.AcceptAsync();
        Task<byte[]> receiving = ReadToEnd(peer);
        await Send(peer, back);
        Assert.Equal(there, await receiving);
        peer.Shutdown(SocketShutdown.Send);
        Assert.Equal(await Pipeline.Run("sha256sum <back", scratch), await running);
    }

    [NativeFact("sha256sum")]
    public async Task An_answer_after_the_clients_FIN_is_received_whole()
    {
        using Scratch scratch = new();
        byte[] there = await Fill(scratch, "there", seed: 33);
        byte[] back = await Fill(scratch, "back", seed: 34);
        using Socket listener = Listen(scratch);
        Task<string> running = Pipeline.Run("cat there | $NC -N -U socket | sha256sum", scratch);
        using Socket peer = await listener.AcceptAsync();
        Assert.Equal(there, await ReadToEnd(peer));
        await Send(peer, back);
        peer.Shutdown(SocketShutdown.Send);
        Assert.Equal(await Pipeline.Run("sha256sum <back", scratch), await running);
    }

    [NativeFact("sha256sum")]
    public async Task A_server_that_half_closed_still_gets_the_whole_file()
    {
        using Scratch scratch = new();
        byte[] there = await Fill(scratch, "there", seed: 35);
        byte[] back = await Fill(scratch, "back", seed: 36);
        using Socket listener = Listen(scratch);
        Task<string> running = Pipeline.Run("$NC -N -U socket <there | sha256sum", scratch);
        using Socket peer = await listener.AcceptAsync();
        await Send(peer, back);
        peer.Shutdown(SocketShutdown.Send);
        Assert.Equal(there, await ReadToEnd(peer));
        Assert.Equal(await Pipeline.Run("sha256sum <back", scratch), await running);
    }

    [NativeFact("grep", "sha256sum")]
    public async Task Calls_and_replies_arrive_as_libvirt_sends_them()
    {
        using Scratch scratch = new();
        using Socket listener = Listen(scratch);
        byte[] call = await Fill(scratch, "call", seed: 37, 70_000);
        await using Pipeline transport = Pipeline.Start("mkfifo in out; (" + LibvirtTransport + ") <in >out; echo $? >code", scratch);
        using Socket server = await Accepted(listener, scratch, out Task<(FileStream In, FileStream Out)> opening);
        (FileStream input, FileStream output) = await opening;
        byte[] heard = new byte[call.Length];
        byte[] reply = new byte[call.Length];
        for (int i = 0; i < 50; i++)
        {
            // Messages of many sizes, one at a time: a byte that is not delivered would stop the exchange.
            int length = 1 + (i * 1399);
            await input.WriteAsync(call.AsMemory(0, length));
            await input.FlushAsync();
            await ReadExactly(server, heard.AsMemory(0, length));
            Assert.True(heard.AsSpan(0, length).SequenceEqual(call.AsSpan(0, length)));
            await Send(server, heard.AsMemory(0, length));
            await output.ReadExactlyAsync(reply.AsMemory(0, length));
            Assert.True(reply.AsSpan(0, length).SequenceEqual(call.AsSpan(0, length)));
        }

        await input.DisposeAsync();
        Assert.Empty(await ReadToEnd(server));
        server.Dispose();
        await transport.Ended.WaitAsync(TimeSpan.FromSeconds(20));
        await output.DisposeAsync();
        Assert.Equal("-q0\n", await File.ReadAllTextAsync(scratch.Path("chosen")));
        Assert.Equal("0\n", await File.ReadAllTextAsync(scratch.Path("code")));
    }

    /// <summary>The client's connection, and the ends of the two pipes that replace ssh.</summary>
    private static Task<Socket> Accepted(Socket listener, Scratch scratch, out Task<(FileStream In, FileStream Out)> opening)
    {
        opening = Task.Run(async () =>
        {
            await Until.Holds(() => File.Exists(scratch.Path("out")));

            // In the order in which the shell opens them, because each open waits for the other side.
            FileStream input = new(scratch.Path("in"), FileMode.Open, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);
            return (input, new FileStream(scratch.Path("out"), FileMode.Open, FileAccess.Read, FileShare.ReadWrite, bufferSize: 0));
        });
        return listener.AcceptAsync();
    }

    private static Socket Listen(Scratch scratch)
    {
        Socket listener = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        listener.Bind(new UnixDomainSocketEndPoint(scratch.Path("socket")));
        listener.Listen();
        return listener;
    }

    private static async Task<byte[]> Fill(Scratch scratch, string name, int seed, int length = NineMebibytes)
        => await File.ReadAllBytesAsync(scratch.Fill(name, length + seed, seed));

    private static async Task Send(Socket peer, ReadOnlyMemory<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            bytes = bytes[await peer.SendAsync(bytes)..];
        }
    }

    private static async Task ReadExactly(Socket peer, Memory<byte> into)
    {
        while (!into.IsEmpty)
        {
            int taken = await peer.ReceiveAsync(into);
            into = taken > 0 ? into[taken..] : throw new EndOfStreamException();
        }
    }

    private static async Task<byte[]> ReadToEnd(Socket peer)
    {
        byte[] piece = new byte[1 << 16];
        MemoryStream all = new();
        int taken;
        while ((taken = await peer.ReceiveAsync(piece)) > 0)
        {
            all.Write(piece, 0, taken);
        }

        return all.ToArray();
    }
}
