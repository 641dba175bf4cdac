using System;
using System.Collections.Generic;
using System.Net.Sockets;
using NetCat.Sharp.Sockets;

namespace NetCat.Sharp;

/// <summary>
/// A bound UDP socket (udp(7), RFC 768) with two uses. It connects to its first sender and then receives only from that sender, as nc does; or it
/// stays unconnected, receives from all senders and replies to each.
/// </summary>
public sealed partial class UdpListener : IDisposable
{
    private UdpListener(NetSocket socket) => Socket = socket;

    /// <summary>The socket, for its addresses and options, or as an end of a relay.</summary>
    public NetSocket Socket { get; }

    /// <summary>Opens a bound socket with exactly the given options.</summary>
    /// <param name="local">The address to bind to; port 0 lets the kernel choose a free port.</param>
    /// <param name="options">The options to set; null sets none.</param>
    /// <returns>The listener; the caller disposes of it.</returns>
    /// <exception cref="NetSocketException">The kernel's error.</exception>
    public static UdpListener Open(SockAddr local, IReadOnlyList<SocketOptionValue>? options = null)
        => new(NetSocket.Take(Listening.Open(NetSocket.At(local, Transport.Udp), options ?? [], 0), local.Family));

    /// <summary>Waits for a datagram and returns its sender; the datagram stays in the queue (recvfrom(2), MSG_PEEK).</summary>
    /// <returns>The sender.</returns>
    /// <exception cref="NetSocketException">The kernel's error.</exception>
    public SockAddr AwaitFirstSender()
    {
        _ = SocketFailure.Check(FirstSender.Await(Socket.Descriptor, out SockAddr sender), "recvfrom");
        return sender;
    }

    /// <summary>
    /// Waits for a datagram and connects to its sender (connect(2)). Datagrams that other senders sent before are still received. The kernel drops
    /// later ones, and their senders get ICMP port unreachable.
    /// </summary>
    /// <returns>The sender, now the only peer.</returns>
    /// <exception cref="NetSocketException">The kernel's error.</exception>
    public SockAddr ConnectToFirstSender()
    {
        SockAddr sender = AwaitFirstSender();
        Socket.ConnectTo(sender);
        return sender;
    }

    /// <summary>Waits for one datagram and receives it, from any sender, or from the peer if the socket is connected (recvfrom(2)).</summary>
    /// <param name="into">The buffer; the part of the datagram that does not fit is lost.</param>
    /// <param name="sender">The source address of the datagram.</param>
    /// <returns>The length of the datagram in bytes, which may be 0.</returns>
    /// <exception cref="NetSocketException">The kernel's error.</exception>
    public int ReceiveFrom(Span<byte> into, out SockAddr sender) => Socket.Receive(into, out sender);

    /// <summary>Sends one datagram (sendto(2)).</summary>
    /// <param name="bytes">The datagram.</param>
    /// <param name="receiver">The destination address.</param>
    /// <returns>How many bytes were sent.</returns>
    /// <exception cref="NetSocketException">The number of bytes sent.</exception>
    public int SendTo(ReadOnlySpan<byte> bytes, SockAddr receiver) => Socket.SendTo(bytes, receiver);

    /// <inheritdoc/>
    public void Dispose() => Socket.Dispose();
}
