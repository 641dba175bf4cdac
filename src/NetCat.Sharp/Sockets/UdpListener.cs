using System;
using System.Collections.Generic;
using System.Net.Sockets;
using NetCat.Sharp.Sockets;

namespace NetCat.Sharp;

/// <summary>
/// A bound UDP socket (udp(7), RFC 768) for either of two uses: it connects to its first sender and then receives from no other, as nc does;
/// or it stays unconnected, receives from all and answers each.
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
    /// Waits for a datagram and connects to its sender (connect(2)). Datagrams that others had sent before are still received;
    /// later ones the kernel drops, and their senders get ICMP port unreachable.
    /// </summary>
    /// <returns>The sender, now the only peer.</returns>
    /// <exception cref="NetSocketException">The kernel's error.</exception>
    public SockAddr ConnectToFirstSender()
    {
        SockAddr sender = AwaitFirstSender();
        Socket.ConnectTo(sender);
        return sender;
    }

    /// <summary>Receives one datagram of any sender, or of the peer once connected; waits for it (recvfrom(2)).</summary>
    /// <param name="into">Where to; what does not fit is lost.</param>
    /// <param name="sender">Its source address.</param>
    /// <returns>Its length in bytes, which may be 0.</returns>
    /// <exception cref="NetSocketException">The kernel's error.</exception>
    public int ReceiveFrom(Span<byte> into, out SockAddr sender) => Socket.Receive(into, out sender);

    /// <summary>Sends one datagram (sendto(2)).</summary>
    /// <param name="bytes">The datagram.</param>
    /// <param name="receiver">The destination address.</param>
    /// <returns>How many bytes were sent.</returns>
    /// <exception cref="NetSocketException">The kernel's error.</exception>
    public int SendTo(ReadOnlySpan<byte> bytes, SockAddr receiver) => Socket.SendTo(bytes, receiver);

    /// <inheritdoc/>
    public void Dispose() => Socket.Dispose();
}
