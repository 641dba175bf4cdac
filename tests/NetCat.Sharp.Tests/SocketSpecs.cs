using System;
using System.Net;
using System.Net.Sockets;
using Xunit;

namespace NetCat.Sharp.Tests;

/// <summary>Socket options of the library: exactly the requested options are set.</summary>
public sealed class SocketSpecs
{
    [Theory]
    [InlineData("127.0.0.1", Transport.Tcp)]
    [InlineData("127.0.0.1", Transport.Udp)]
    [InlineData("::1", Transport.Tcp)]
    [InlineData("::1", Transport.Udp)]
    public void Reuse_options_have_exactly_the_values_asked(string address, Transport transport)
    {
        foreach (int reuseAddress in (int[])[0, 1])
        {
            foreach (int reusePort in (int[])[0, 1])
            {
                SocketOptionValue[] asked = [new(SocketOptionKey.ReuseAddress, reuseAddress), new(SocketOptionKey.ReusePort, reusePort)];
                using NetSocket socket = Open(Any(address), transport, asked);
                Assert.Equal(reuseAddress, socket.GetOption(SocketOptionKey.ReuseAddress));
                Assert.Equal(reusePort, socket.GetOption(SocketOptionKey.ReusePort));
            }
        }
    }

    [Theory]
    [InlineData("127.0.0.1", Transport.Tcp)]
    [InlineData("::1", Transport.Udp)]
    public void No_other_option_is_set(string address, Transport transport)
    {
        using NetSocket socket = Open(Any(address), transport, []);
        Assert.Equal(0, socket.GetOption(SocketOptionKey.ReuseAddress));
        Assert.Equal(0, socket.GetOption(SocketOptionKey.ReusePort));
    }

    [Fact]
    public void A_port_in_use_is_a_socket_exception()
    {
        using NetSocket first = NetSocket.Listen(Any("127.0.0.1"), []);
        SocketException refusal = Assert.Throws<NetSocketException>(() => NetSocket.Listen(first.LocalAddress, []));
        Assert.Equal(SocketError.AddressAlreadyInUse, refusal.SocketErrorCode);
    }

    [Fact]
    public void Two_listeners_share_a_port_that_both_want_to_share()
    {
        SocketOptionValue[] shared = [new(SocketOptionKey.ReusePort, 1)];
        using NetSocket first = NetSocket.Listen(Any("127.0.0.1"), shared);
        using NetSocket second = NetSocket.Listen(first.LocalAddress, shared);
        Assert.Equal(first.LocalAddress, second.LocalAddress);
    }

    [Fact]
    public void No_socket_is_inherited_by_children()
    {
        using NetSocket listener = NetSocket.Listen(SockAddr.Loopback());
        using NetSocket client = NetSocket.Connect(listener.LocalAddress);
        using NetSocket server = listener.Accept();
        using NetSocket made = NetSocket.Create(SockAddr.Loopback().Family, Transport.Udp);
        Assert.All(
            new[] { listener, client, server, made },
            static socket => Assert.Contains("flags:\t0200", System.IO.File.ReadAllText($"/proc/self/fdinfo/{socket.Descriptor}"), System.StringComparison.Ordinal));
    }

    [Fact]
    public void A_port_without_a_listener_refuses_the_connection()
    {
        SockAddr gone;
        using (NetSocket listener = NetSocket.Listen(Any("127.0.0.1"), []))
        {
            gone = listener.LocalAddress;
        }

        SocketException refusal = Assert.Throws<NetSocketException>(() => NetSocket.Connect(gone, Transport.Tcp, []));
        Assert.Equal(SocketError.ConnectionRefused, refusal.SocketErrorCode);
    }

    [Fact]
    public void A_udp_listener_that_connects_receives_from_its_first_sender_alone()
    {
        using UdpListener listener = UdpListener.Open(Any("127.0.0.1"), []);
        using NetSocket first = NetSocket.Connect(listener.Socket.LocalAddress, Transport.Udp, []);
        using NetSocket other = NetSocket.Connect(listener.Socket.LocalAddress, Transport.Udp, []);
        _ = first.Send("one"u8);
        _ = other.Send("queued before the connect"u8);
        Assert.Equal(first.LocalAddress, listener.ConnectToFirstSender());
        _ = other.Send("dropped"u8);
        _ = first.Send("two"u8);
        Assert.Equal(["one", "queued before the connect", "two"], [Next(listener), Next(listener), Next(listener)]);
        Assert.Equal(-1, listener.Socket.Receive(new byte[64], out _, waits: false));
        Assert.Throws<NetSocketException>(() => other.Send("refused"u8));
    }

    [Fact]
    public void A_udp_listener_that_does_not_connect_receives_from_all_and_answers_all()
    {
        using UdpListener listener = UdpListener.Open(Any("127.0.0.1"), []);
        foreach (string name in (string[])["first", "second"])
        {
            using NetSocket sender = NetSocket.Connect(listener.Socket.LocalAddress, Transport.Udp, []);
            _ = sender.Send("hello"u8);
            byte[] datagram = new byte[64];
            int length = listener.ReceiveFrom(datagram, out SockAddr from);
            _ = listener.SendTo(datagram.AsSpan(0, length), from);
            Assert.True(sender.AwaitInput(), name);
            Assert.Equal(5, sender.Receive(datagram, out _));
        }
    }

    [Theory]
    [InlineData("127.0.0.1", 80, "127.0.0.1:80")]
    [InlineData("::1", 443, "[::1]:443")]
    [InlineData("fe80::1", 1, "[fe80::1]:1")]
    public void Addresses_go_to_and_from_the_kernels_form(string address, int port, string text)
    {
        var endPoint = new IPEndPoint(IPAddress.Parse(address), port);
        var kernels = SockAddr.From(endPoint);
        Assert.Equal(endPoint, kernels.ToEndPoint());
        Assert.Equal(text, kernels.ToString());
        Assert.Equal(port + 1, kernels.WithPort(port + 1).Port);
    }

    private static SockAddr Any(string address) => SockAddr.From(new IPEndPoint(IPAddress.Parse(address), 0));

    private static NetSocket Open(SockAddr address, Transport transport, SocketOptionValue[] options)
        => transport == Transport.Tcp ? NetSocket.Listen(address, options) : UdpListener.Open(address, options).Socket;

    private static string Next(UdpListener listener)
    {
        byte[] datagram = new byte[64];
        int length = listener.ReceiveFrom(datagram, out _);
        return System.Text.Encoding.ASCII.GetString(datagram, 0, length);
    }
}
