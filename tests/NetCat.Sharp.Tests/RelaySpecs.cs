using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Net;
using System.Threading.Tasks;
using NetCat.Sharp.IO;
using NetCat.Sharp.Native;
using NetCat.Sharp.Relaying;
using Xunit;

namespace NetCat.Sharp.Tests;

/// <summary>The relay between files and a real connection on loopback.</summary>
public sealed class RelaySpecs : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("relay-").FullName;
    private readonly NetSocket _peer;
    private readonly NetSocket _socket;

    public RelaySpecs()
    {
        using NetSocket listener = NetSocket.Listen(SockAddr.From(new IPEndPoint(IPAddress.Loopback, 0)), []);
        _socket = NetSocket.Connect(listener.LocalAddress, Transport.Tcp, []);
        _peer = listener.Accept();
    }

    [Fact]
    public async Task Both_directions_are_complete_and_concurrent()
    {
        byte[] there = Noise(3_000_001, seed: 1);
        byte[] back = Noise(5_000_003, seed: 2);
        Task<byte[]> peer = Task.Run(() => Exchange(back));
        (RelayEnd end, byte[] received) = Run(there, new RelayPolicy { ShutsDownAtEof = true });
        Assert.Equal(RelayEnd.BothDrained, end);
        Assert.Equal(back, received);
        Assert.Equal(there, await peer);
    }

    [Fact]
    public async Task A_file_is_sent_whole_after_the_peer_has_half_closed()
    {
        _peer.FinishSending();
        byte[] there = Noise(2_000_000, seed: 3);
        Task<byte[]> peer = Task.Run(ReadToEnd);
        (RelayEnd end, _) = Run(there, new RelayPolicy { EndsWithPeer = true, ShutsDownAtEof = true });
        Assert.Equal(RelayEnd.BothDrained, end);
        Assert.Equal(there, await peer);
    }

    [Fact]
    public void The_idle_timeout_ends_the_relay()
        => Assert.Equal(RelayEnd.IdleTimeout, Run(null, new RelayPolicy { IdleTimeout = TimeSpan.FromMilliseconds(1) }).End);

    [Fact]
    public void Data_received_before_the_quit_timer_expires_is_written()
    {
        byte[] back = Noise(50_000, seed: 4);
        Assert.Equal(back.Length, _peer.Send(back));
        (RelayEnd end, byte[] received) = Run([], new RelayPolicy { EndsWithPeer = true, ReceivesAfterEof = TimeSpan.Zero });
        Assert.Equal(RelayEnd.QuitTimer, end);
        Assert.Equal(back, received);
    }

    [Fact]
    public void A_read_limit_counts_reads()
    {
        _ = _peer.Send("once"u8);
        (RelayEnd end, byte[] received) = Run(null, new RelayPolicy { ReadLimit = 1 });
        Assert.Equal(RelayEnd.BothDrained, end);
        Assert.Equal("once"u8.ToArray(), received);
    }

    [Fact]
    public async Task Data_for_dev_null_is_counted_and_the_input_is_sent_meanwhile()
    {
        const int Bulk = 64 << 20;
        Assert.Equal(0, Libc.Pipe(out int input, out int feed));
        int output = Libc.Open("/dev/null", Constants.O_WRONLY);
        using var relay = new Relay(PlainChannel.Of(input), PlainChannel.Of(output), PlainChannel.OfSocket(_socket.Descriptor), new RelayPolicy { ShutsDownAtEof = true });
        Libc.SetNonBlocking(_socket.Descriptor);
        Task<RelayEnd> run = Task.Run(relay.Run);
        byte[] bulk = Noise(Bulk / 2, seed: 7);
        _peer.SendAll(bulk);
        _ = Libc.Write(feed, "?"u8);
        byte[] asked = new byte[1];
        Assert.Equal(1, _peer.Receive(asked, out _));
        _peer.SendAll(bulk);
        _peer.FinishSending();
        _ = Libc.Close(feed);
        Assert.Equal(RelayEnd.BothDrained, await run.WaitAsync(TimeSpan.FromSeconds(30)));
        Assert.Equal((byte)'?', asked[0]);
        Assert.Equal(Bulk, relay.Received);
        _ = Libc.Close(input);
        _ = Libc.Close(output);
    }

    [Fact]
    public void A_client_that_half_closed_is_served_and_gets_FIN_if_stdin_is_dev_null()
    {
        _peer.SendAll("all of it"u8);
        _peer.FinishSending();
        int nothing = Libc.Open("/dev/null", Constants.O_RDWR);
        List<RelayEvent> moments = [];
        using var relay = new Relay(
            PlainChannel.Of(nothing), PlainChannel.Of(nothing), PlainChannel.OfSocket(_socket.Descriptor), new RelayPolicy { EndsWithPeer = true, ShutsDownAtEof = true })
        {
            OnEvent = moments.Add,
        };
        Libc.SetNonBlocking(_socket.Descriptor);
        Assert.Equal(RelayEnd.BothDrained, relay.Run());
        Assert.Equal(9, relay.Received);
        Assert.Equal(0, _peer.Receive(new byte[1], out _));
        Assert.Equal([RelayEvent.InputEnded, RelayEvent.PeerEnded], moments.Order());
        _ = Libc.Close(nothing);
    }

    [Fact]
    public void Line_ends_become_crlf_and_one_split_over_reads_is_not_doubled()
    {
        using var mover = new LineMover(chunk: 4, crLf: true, pause: null);
        Assert.Equal("ab\r\ncd\r\n\r\nx\r\ry", Through(mover, "ab\ncd\r\n\nx\r\ry"));
    }

    [Fact]
    public async Task Telnet_options_are_declined_and_the_bytes_pass_unchanged()
    {
        byte[] asked = [255, 253, 24, 65, 255, 251, 1, 255, 255, 66, 255, 254, 3];
        Task<byte[]> peer = Task.Run(() =>
        {
            foreach (byte one in asked)
            {
                _ = _peer.Send([one]);
            }

            _peer.FinishSending();
            return ReadToEnd();
        });
        (_, byte[] received) = Run([], new RelayPolicy { AnswersTelnet = true });
        _socket.Dispose();
        Assert.Equal(asked, received);
        Assert.Equal([255, 252, 24, 255, 254, 1, 255, 252, 3], await peer);
    }

    public void Dispose()
    {
        _peer.Dispose();
        _socket.Dispose();
        Directory.Delete(_directory, recursive: true);
    }

    private static byte[] Noise(int length, int seed)
    {
        byte[] bytes = new byte[length];
        new Random(seed).NextBytes(bytes);
        return bytes;
    }

    private (RelayEnd End, byte[] Received) Run(byte[]? input, RelayPolicy policy)
    {
        string inputPath = Path.Combine(_directory, "in");
        string outputPath = Path.Combine(_directory, "out");
        File.WriteAllBytes(inputPath, input ?? []);
        RelayEnd end;
        using (FileStream source = File.OpenRead(inputPath))
        using (FileStream sink = File.Create(outputPath))
        {
            int descriptor = input is null ? -1 : (int)source.SafeFileHandle.DangerousGetHandle();
            end = SocketRelay.Run(descriptor, (int)sink.SafeFileHandle.DangerousGetHandle(), _socket, policy);
        }

        return (end, File.ReadAllBytes(outputPath));
    }

    private byte[] Exchange(byte[] toSend)
    {
        Task sending = Task.Run(() =>
        {
            ReadOnlySpan<byte> rest = toSend;
            while (!rest.IsEmpty)
            {
                int sent = Libc.Write(_peer.Descriptor, rest);
                if (sent == -Constants.EAGAIN)
                {
                    _ = Readiness.AwaitRoom(_peer.Descriptor);
                }

                rest = rest[Math.Max(sent, 0)..];
            }

            _peer.FinishSending();
        });
        byte[] received = ReadToEnd();
        sending.Wait();
        return received;
    }

    private byte[] ReadToEnd()
    {
        using var all = new MemoryStream();
        byte[] piece = new byte[65536];
        while (true)
        {
            int count = _peer.AwaitInput() ? _peer.Receive(piece, out _) : 0;
            if (count == 0)
            {
                return all.ToArray();
            }

            all.Write(piece, 0, Math.Max(count, 0));
        }
    }

    /// <summary>Moves a text from one file to another.</summary>
    private string Through(Mover mover, string text)
    {
        string inputPath = Path.Combine(_directory, "text");
        string outputPath = Path.Combine(_directory, "crlf");
        File.WriteAllText(inputPath, text);
        using (FileStream source = File.OpenRead(inputPath))
        using (FileStream sink = File.Create(outputPath))
        {
            // Read the handle once: each access resets the file's position to that of the stream.
            int from = (int)source.SafeFileHandle.DangerousGetHandle();
            int to = (int)sink.SafeFileHandle.DangerousGetHandle();
            while (mover.Fill(PlainChannel.OfSocket(from)) > 0)
            {
                _ = mover.Drain(PlainChannel.OfSocket(to));
            }
        }

        return string.Concat(File.ReadAllBytes(outputPath).Select(one => (char)one));
    }
}
