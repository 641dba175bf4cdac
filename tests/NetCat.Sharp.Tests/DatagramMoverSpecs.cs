using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using NetCat.Sharp.IO;
using NetCat.Sharp.Native;
using NetCat.Sharp.Relaying;
using Xunit;

namespace NetCat.Sharp.Tests;

/// <summary>Many datagrams in one turn of the loop: their boundaries are kept, and an end or an error after them is not lost.</summary>
public sealed class DatagramMoverSpecs : IDisposable
{
    private const int Largest = 16384;

    private readonly NetSocket _sender = Bound();
    private readonly NetSocket _source = Bound();
    private readonly NetSocket _sink = Bound();
    private readonly NetSocket _receiver = Bound();

    public DatagramMoverSpecs()
    {
        _sender.ConnectTo(_source.LocalAddress);
        _sink.ConnectTo(_receiver.LocalAddress);
        Libc.SetNonBlocking(_source.Descriptor);
        Libc.SetNonBlocking(_sink.Descriptor);
    }

    public void Dispose()
    {
        _sender.Dispose();
        _source.Dispose();
        _sink.Dispose();
        _receiver.Dispose();
    }

    [Fact]
    public void Datagram_boundaries_are_kept()
    {
        byte[][] sent = [.. Enumerable.Range(1, 150).Select(length => Enumerable.Repeat((byte)length, length).ToArray())];
        using DatagramMover mover = new(Largest, joins: false, sinkWaits: false);
        foreach (byte[] datagram in sent)
        {
            _ = _sender.Send(datagram);
        }

        int turns = 0;
        while (mover.Fill(PlainChannel.OfSocket(_source.Descriptor)) > 0)
        {
            turns++;
            while (!mover.IsEmpty)
            {
                Assert.True(mover.Drain(PlainChannel.OfSocket(_sink.Descriptor)) > 0);
            }
        }

        Assert.InRange(turns, 2, 10);
        Assert.Equal(sent, Received());
    }

    [Fact]
    public void A_stream_gets_the_datagrams_together_and_in_order()
    {
        Assert.Equal(0, Libc.Pipe(out int reader, out int writer));
        using DatagramMover mover = new(Largest, joins: true, sinkWaits: true);
        _ = _sender.Send("one,"u8);
        _ = _sender.Send("two,"u8);
        _ = _sender.Send("three"u8);
        Assert.Equal(13, mover.Fill(PlainChannel.OfSocket(_source.Descriptor)));
        Assert.Equal(13, mover.Drain(PlainChannel.OfSocket(writer)));
        Assert.True(mover.IsEmpty);
        byte[] got = new byte[64];
        Assert.Equal("one,two,three"u8.ToArray(), got[..Libc.Read(reader, got)]);
        _ = Libc.Close(reader);
        _ = Libc.Close(writer);
    }

    [Fact]
    public void An_error_of_the_sink_after_some_bytes_is_returned_next()
    {
        using DatagramMover mover = new(Largest, joins: false, sinkWaits: false);
        _receiver.Dispose();
        _ = _sender.Send("refused"u8);
        _ = _sender.Send("and this one learns it"u8);
        _ = mover.Fill(PlainChannel.OfSocket(_source.Descriptor));
        Assert.Equal(7, mover.Drain(PlainChannel.OfSocket(_sink.Descriptor)));
        Assert.False(mover.IsEmpty);
        Assert.Equal(-Constants.ECONNREFUSED, mover.Drain(PlainChannel.OfSocket(_sink.Descriptor)));
    }

    [Fact]
    public void An_end_after_datagrams_is_not_lost()
    {
        Assert.Equal(0, Libc.Pipe(out int reader, out int writer));
        _ = Libc.Write(writer, "last"u8);
        _ = Libc.Close(writer);
        using DatagramMover mover = new(Largest, joins: false, sinkWaits: false);
        Assert.Equal(4, mover.Fill(PlainChannel.OfSocket(reader)));
        Assert.True(mover.SourceEnded);
        Assert.False(mover.IsEmpty);
        _ = Libc.Close(reader);
    }

    [Fact]
    public void An_error_after_datagrams_is_not_lost()
    {
        using NetSocket listener = NetSocket.Listen(SockAddr.From(new IPEndPoint(IPAddress.Loopback, 0)), []);
        using NetSocket ours = NetSocket.Connect(listener.LocalAddress, Transport.Tcp, []);
        using NetSocket peer = listener.Accept();
        _ = peer.Send("last words"u8);
        peer.Abort();
        using DatagramMover mover = new(Largest, joins: false, sinkWaits: false);
        Assert.Equal(10, mover.Fill(PlainChannel.OfSocket(ours.Descriptor)));
        Assert.Equal(Constants.ECONNRESET, mover.SourceFault);
    }

    private static NetSocket Bound()
    {
        NetSocket socket = NetSocket.Create(Constants.AF_INET, Transport.Udp);
        socket.Bind(SockAddr.From(new IPEndPoint(IPAddress.Loopback, 0)));
        return socket;
    }

    private List<byte[]> Received()
    {
        List<byte[]> received = [];
        byte[] into = new byte[Largest];
        while (_receiver.Receive(into, out _, waits: false) is >= 0 and int length)
        {
            received.Add(into[..length]);
        }

        return received;
    }
}
