using System;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;

namespace NetCat.Sharp;

/// <content>Asynchronous calls, which do not block a thread.</content>
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
    /// Waits for a datagram and connects to its sender (connect(2)). Datagrams that other senders sent before are still received. The kernel drops
    /// later ones, and their senders get ICMP port unreachable.
    /// </summary>
    /// <param name="cancellation">Ends the wait; the socket then has no peer.</param>
    /// <returns>The sender, now the only peer.</returns>
    /// <exception cref="NetSocketException">The kernel's error.</exception>
    /// <exception cref="OperationCanceledException">The call was cancelled.</exception>
    /// <exception cref="ObjectDisposedException">The listener is disposed of.</exception>
    public ValueTask<SockAddr> ConnectToFirstSenderAsync(CancellationToken cancellation = default) => Socket.FirstSenderAsync(connects: true, cancellation);

    /// <summary>Receives one datagram from any sender, or from the peer if the socket is connected (recvfrom(2)).</summary>
    /// <param name="into">The buffer; it must stay valid until the call has ended. The part of the datagram that does not fit is lost.</param>
    /// <param name="cancellation">Ends the wait; no data has been taken from the socket.</param>
    /// <returns>The length of the datagram in bytes, which may be 0, and its sender.</returns>
    /// <exception cref="NetSocketException">The kernel's error.</exception>
    /// <exception cref="OperationCanceledException">The call was cancelled.</exception>
    /// <exception cref="ObjectDisposedException">The listener is disposed of.</exception>
    public ValueTask<ReceivedDatagram> ReceiveFromAsync(Memory<byte> into, CancellationToken cancellation = default)
        => Socket.ReceiveFromAsync(into, cancellation);
}
