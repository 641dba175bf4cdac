using System;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;

namespace NetCat.Sharp;

/// <content>The calls that wait, without a thread.</content>
public sealed partial class UdpListener
{
    /// <summary>Waits for a datagram and returns its sender; the datagram stays in the queue (recvfrom(2), MSG_PEEK).</summary>
    /// <param name="cancellation">Ends the wait.</param>
    /// <returns>The sender.</returns>
    /// <exception cref="NetSocketException">The kernel's error.</exception>
    /// <exception cref="OperationCanceledException">The call was cancelled.</exception>
    /// <exception cref="ObjectDisposedException">The listener is disposed of.</exception>
    public ValueTask<SockAddr> AwaitFirstSenderAsync(CancellationToken cancellation = default) => Socket.FirstSenderAsync(connects: false, cancellation);

    /// <summary>
    /// Waits for a datagram and connects to its sender (connect(2)). Datagrams that others had sent before are still received;
    /// later ones the kernel drops, and their senders get ICMP port unreachable.
    /// </summary>
    /// <param name="cancellation">Ends the wait; the socket has no peer then.</param>
    /// <returns>The sender, now the only peer.</returns>
    /// <exception cref="NetSocketException">The kernel's error.</exception>
    /// <exception cref="OperationCanceledException">The call was cancelled.</exception>
    /// <exception cref="ObjectDisposedException">The listener is disposed of.</exception>
    public ValueTask<SockAddr> ConnectToFirstSenderAsync(CancellationToken cancellation = default) => Socket.FirstSenderAsync(connects: true, cancellation);

    /// <summary>Receives one datagram of any sender, or of the peer once connected (recvfrom(2)).</summary>
    /// <param name="into">Where to; it must stay valid until the call has ended. What does not fit is lost.</param>
    /// <param name="cancellation">Ends the wait; nothing has been taken from the socket.</param>
    /// <returns>Its length in bytes, which may be 0, and its sender.</returns>
    /// <exception cref="NetSocketException">The kernel's error.</exception>
    /// <exception cref="OperationCanceledException">The call was cancelled.</exception>
    /// <exception cref="ObjectDisposedException">The listener is disposed of.</exception>
    public ValueTask<ReceivedDatagram> ReceiveFromAsync(Memory<byte> into, CancellationToken cancellation = default)
        => Socket.ReceiveFromAsync(into, cancellation);
}
