using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Text;
using NetCat.Sharp.IO;
using NetCat.Sharp.Native;
using NetCat.Sharp.Relaying;
using Xunit;

namespace NetCat.Sharp.Tests;

/// <summary>Prints the sender before each datagram, to sinks that take a few bytes at a time.</summary>
public sealed class SenderMoverSpecs
{
    [Fact]
    public void Each_datagram_has_its_sender_and_a_line_end_and_the_tap_has_the_data_alone()
    {
        for (int most = 1; most < 40; most++)
        {
            using NetSocket source = Bound();
            using NetSocket one = Bound();
            using NetSocket other = Bound();
            one.SendTo("first\n"u8, source.LocalAddress);
            other.SendTo("second"u8, source.LocalAddress);
            other.SendTo(default, source.LocalAddress);
            one.SendTo("\n\n"u8, source.LocalAddress);
            List<byte> seen = [];
            Narrow sink = new(most);
            using SenderMover mover = new(100, new LatestSender(replies: false)) { Tap = bytes => seen.AddRange(bytes.ToArray()) };
            long counted = 0;
            while (mover.Fill(PlainChannel.OfSocket(source.Descriptor)) >= 0)
            {
                Assert.False(mover.HasRoom);
                while (!mover.IsEmpty)
                {
                    counted += mover.Drain(sink);
                }
            }

            string label = "127.0.0.1 " + one.LocalAddress.Port + ": ";
            string second = "127.0.0.1 " + other.LocalAddress.Port + ": ";
            Assert.Equal($"{label}first\n{second}second\n{second}\n{label}\n\n", Encoding.UTF8.GetString([.. sink.Taken]));
            Assert.Equal("first\nsecond\n\n", Encoding.UTF8.GetString([.. seen]));
            Assert.Equal(seen.Count, counted);
        }
    }

    [Fact]
    public void Bytes_that_the_sink_does_not_take_wait_and_an_error_is_returned()
    {
        using NetSocket source = Bound();
        source.SendTo("data"u8, source.LocalAddress);
        using SenderMover mover = new(100, new LatestSender(replies: false));
        Assert.Equal(4, mover.Fill(PlainChannel.OfSocket(source.Descriptor)));
        Assert.Equal(-Constants.EPIPE, mover.Drain(new Narrow(-Constants.EPIPE)));
        Assert.False(mover.IsEmpty);
        Assert.Equal(-Constants.EAGAIN, mover.Fill(PlainChannel.OfSocket(source.Descriptor)));
    }

    private static NetSocket Bound()
    {
        NetSocket socket = NetSocket.Create(Constants.AF_INET, Transport.Udp);
        socket.Bind(SockAddr.From(new IPEndPoint(IPAddress.Loopback, 0)));
        return socket;
    }

    /// <summary>Takes at most this many bytes in a write, or returns an error.</summary>
    private sealed class Narrow(int most) : Channel
    {
        internal List<byte> Taken { get; } = [];

        internal override int Descriptor => -1;

        internal override bool IsPlain => false;

        internal override int Read(Span<byte> into) => 0;

        internal override int Write(ReadOnlySpan<byte> from)
        {
            Taken.AddRange(from[..Math.Clamp(most, 0, from.Length)].ToArray());
            return Math.Min(most, from.Length);
        }

        internal override int FinishSending() => 0;

        internal override void StopReceiving()
        {
        }
    }
}
