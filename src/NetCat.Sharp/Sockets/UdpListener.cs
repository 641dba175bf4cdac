using System;
using System.Collections.Generic;
using System.Net.Sockets;
using NetCat.Sharp.Sockets;

namespace NetCat.Sharp;

/// <summary>
/// A bound UDP socket that may go either of two ways. It connects to its first sender and from then on hears nobody else, as nc does;
/// or it stays unconnected, hears everybody and answers whom it likes.
/// </summary>
public sealed partial class UdpListener : IDisposable
{
    private UdpListener(NetSocket socket) => Socket = socket;

    /// <summary>The socket, for its addresses, options and for an end of a relay.</summary>
    public NetSocket Socket { get; }

    /// <summary>Binds, with exactly the options asked.</summary>
    /// <param name="local">Where to; port 0 takes a free one.</param>
    /// <param name="options">Exactly what is set; null sets nothing.</param>
    /// <returns>The listener, the caller's to dispose of.</returns>
    /// <exception cref="SocketException">The kernel's error.</exception>
    public static UdpListener Open(SockAddr local, IReadOnlyList<SocketOptionValue>? options = null)
        => new(NetSocket.Take(Listening.Open(NetSocket.At(local, Transport.Udp), options ?? [], 0), local.Family));

    /// <summary>Waits for a datagram and tells who sent it; the datagram stays to be received.</summary>
    /// <returns>The sender.</returns>
    /// <exception cref="SocketException">The kernel's error.</exception>
    public SockAddr AwaitFirstSender()
    {
        _ = SocketFailure.Check(FirstSender.Await(Socket.Descriptor, out SockAddr sender), "recvfrom");
        return sender;
    }

    /// <summary>
    /// Waits for a datagram and connects to its sender. What others had sent before is still received;
    /// what they send from now on the kernel drops, and tells them so (ICMP port unreachable).
    /// </summary>
    /// <returns>The sender, now the only peer.</returns>
    /// <exception cref="SocketException">The kernel's error.</exception>
    public SockAddr ConnectToFirstSender()
    {
        SockAddr sender = AwaitFirstSender();
        Socket.ConnectTo(sender);
        return sender;
    }

    /// <summary>Receives one datagram from anybody, or from the peer once connected; waits for it.</summary>
    /// <param name="into">Where to; what does not fit is lost.</param>
    /// <param name="sender">Who sent it.</param>
    /// <returns>Its length, which may be 0.</returns>
    /// <exception cref="SocketException">The kernel's error.</exception>
    public int ReceiveFrom(Span<byte> into, out SockAddr sender) => Socket.Receive(into, out sender);

    /// <summary>Sends one datagram to anybody.</summary>
    /// <param name="bytes">The datagram.</param>
    /// <param name="receiver">Whom to.</param>
    /// <returns>How many bytes were sent.</returns>
    /// <exception cref="SocketException">The kernel's error.</exception>
    public int SendTo(ReadOnlySpan<byte> bytes, SockAddr receiver) => Socket.SendTo(bytes, receiver);

    /// <inheritdoc/>
    public void Dispose() => Socket.Dispose();
}
