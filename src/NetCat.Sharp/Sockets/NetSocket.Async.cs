using System;
using System.Collections.Generic;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;
using NetCat.Sharp.Native;
using NetCat.Sharp.Sockets;

namespace NetCat.Sharp;

/// <content>
/// Asynchronous calls, which do not block a thread. A call that can complete at once does so. Otherwise one background thread of the process waits
/// for all sockets (epoll(7)). Calls in one direction complete in the order in which they were made. A cancelled call takes no data from the socket,
/// and the socket stays usable.
/// </content>
public sealed partial class NetSocket
{
    /// <summary>Connects without blocking a thread (connect(2)).</summary>
    /// <param name="remote">The peer.</param>
    /// <param name="transport">TCP or UDP; connecting UDP fixes the peer and sends nothing.</param>
    /// <param name="options">The options to set; null sets none.</param>
    /// <param name="local">The local address; with the default the kernel chooses it.</param>
    /// <param name="timeout">The limit of connect(2), rounded up to milliseconds, at least one; null waits as long as the kernel does.</param>
    /// <param name="cancellation">Ends the wait and closes the socket.</param>
    /// <returns>A connected, non-blocking socket; the caller disposes of it.</returns>
    /// <exception cref="NetSocketException">The kernel's error; <see cref="SocketError.TimedOut"/> when the time is over.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The time limit is negative, or more than 2,147,483,647 milliseconds.</exception>
    /// <exception cref="OperationCanceledException">The call was cancelled.</exception>
    public static ValueTask<NetSocket> ConnectAsync(
        SockAddr remote,
        Transport transport = Transport.Tcp,
        IReadOnlyList<SocketOptionValue>? options = null,
        SockAddr local = default,
        TimeSpan? timeout = null,
        CancellationToken cancellation = default)
        => OpenAsync(At(remote, transport), options ?? [], local, ConnectLimit(timeout), cancellation);

    /// <summary>Connects by TCP to the first address of a host that accepts, without blocking the caller's thread.</summary>
    /// <param name="host">A host name or an address. getaddrinfo(3) has no asynchronous form, so a thread of the pool waits for it.</param>
    /// <param name="port">1 to 65535.</param>
    /// <param name="timeout">The limit for each address, not for the lookup; null waits as long as the kernel does.</param>
    /// <param name="options">The options to set; null sets none.</param>
    /// <param name="cancellation">Ends the wait. A lookup that is in progress continues, and its result is ignored.</param>
    /// <returns>A connected, non-blocking socket; the caller disposes of it.</returns>
    /// <exception cref="NetSocketException">
    /// The error of the last address; <see cref="SocketError.TimedOut"/> if its time was over, <see cref="SocketError.HostNotFound"/> if the host has
    /// no address.
    /// </exception>
    /// <exception cref="ArgumentOutOfRangeException">The port or the time limit is out of range.</exception>
    /// <exception cref="OperationCanceledException">The call was cancelled.</exception>
    public static ValueTask<NetSocket> ConnectAsync(
        string host, int port, TimeSpan? timeout = null, IReadOnlyList<SocketOptionValue>? options = null, CancellationToken cancellation = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(host);
        ArgumentOutOfRangeException.ThrowIfLessThan(port, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(port, ushort.MaxValue);
        return OpenAsync(host, port, options ?? [], ConnectLimit(timeout), cancellation);
    }

    /// <summary>
    /// Accepts the next connection, which is non-blocking (accept4(2)). The listener becomes non-blocking; <see cref="Accept"/> still waits.
    /// </summary>
    /// <param name="cancellation">Ends the wait; a client that connects afterwards stays in the backlog.</param>
    /// <returns>The connection; the caller disposes of it.</returns>
    /// <exception cref="NetSocketException">
    /// The kernel's error; <see cref="SocketError.TooManyOpenSockets"/> (EMFILE, ENFILE) if no descriptor is free: the client stays in the backlog.
    /// </exception>
    /// <exception cref="OperationCanceledException">The call was cancelled.</exception>
    /// <exception cref="ObjectDisposedException">The listener is disposed of.</exception>
    public ValueTask<NetSocket> AcceptAsync(CancellationToken cancellation = default)
    {
        _pending.SetNonBlocking();
        return _pending.Read<AcceptAttempt, NetSocket>(new AcceptAttempt(_family), cancellation);
    }

    /// <summary>Receives from the connected peer (recvfrom(2)).</summary>
    /// <param name="into">The buffer; it must stay valid until the call has ended. The part of a datagram that does not fit is lost.</param>
    /// <param name="cancellation">Ends the wait; no data has been taken from the socket.</param>
    /// <returns>The number of bytes received, 0 at the end of a stream.</returns>
    /// <exception cref="NetSocketException">The kernel's error.</exception>
    /// <exception cref="OperationCanceledException">The call was cancelled.</exception>
    /// <exception cref="ObjectDisposedException">The socket is disposed of.</exception>
    public ValueTask<int> ReceiveAsync(Memory<byte> into, CancellationToken cancellation = default)
        => _pending.Read<ReceiveAttempt, int>(new ReceiveAttempt(into), cancellation);

    /// <summary>Receives one datagram with the address of its sender (recvfrom(2)).</summary>
    /// <param name="into">The buffer; it must stay valid until the call has ended. The part of the datagram that does not fit is lost.</param>
    /// <param name="cancellation">Ends the wait; no data has been taken from the socket.</param>
    /// <returns>The length of the datagram in bytes, which may be 0, and its sender.</returns>
    /// <exception cref="NetSocketException">The kernel's error.</exception>
    /// <exception cref="OperationCanceledException">The call was cancelled.</exception>
    /// <exception cref="ObjectDisposedException">The socket is disposed of.</exception>
    public ValueTask<ReceivedDatagram> ReceiveFromAsync(Memory<byte> into, CancellationToken cancellation = default)
        => _pending.Read<ReceiveFromAttempt, ReceivedDatagram>(new ReceiveFromAttempt(into), cancellation);

    /// <summary>Sends all bytes to the connected peer, and waits while the socket is full (send(2)).</summary>
    /// <param name="bytes">A piece of the stream, or one datagram; it must stay valid until the call has ended.</param>
    /// <param name="cancellation">Ends the wait for room.</param>
    /// <returns>A task that completes when the kernel has taken all bytes.</returns>
    /// <exception cref="NetSocketException">The kernel's error. Bytes that were sent before the error stay sent.</exception>
    /// <exception cref="SendCanceledException">The call was cancelled after a part was sent; the exception has the length of that part.</exception>
    /// <exception cref="OperationCanceledException">The call was cancelled, and nothing was sent.</exception>
    /// <exception cref="ObjectDisposedException">The socket is disposed of.</exception>
    public async ValueTask SendAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellation = default)
        => _ = await _pending.Write<SendAttempt, int>(new SendAttempt(bytes), cancellation).ConfigureAwait(false);

    internal ValueTask<SockAddr> FirstSenderAsync(bool connects, CancellationToken cancellation)
        => _pending.Read<FirstSenderAttempt, SockAddr>(new FirstSenderAttempt(connects), cancellation);

    private static async ValueTask<NetSocket> OpenAsync(
        string host, int port, IReadOnlyList<SocketOptionValue> options, TimeSpan? limit, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        Task<List<ResolvedAddress>> lookup = Task.Run(() => AddressesOf(host), CancellationToken.None);
        List<ResolvedAddress> addresses = await lookup.WaitAsync(cancellation).ConfigureAwait(false);
        for (int at = 0; ; at++)
        {
            try
            {
                ResolvedAddress to = At(addresses[at].Address.WithPort(port), Transport.Tcp);
                return await OpenAsync(to, options, default, limit, cancellation).ConfigureAwait(false);
            }
            catch (NetSocketException) when (at < addresses.Count - 1)
            {
                // The next address may accept.
            }
        }
    }

    private static async ValueTask<NetSocket> OpenAsync(
        ResolvedAddress to, IReadOnlyList<SocketOptionValue> options, SockAddr local, TimeSpan? limit, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        NetSocket socket = Take(Connecting.Prepare(to, local, options), to.Family);
        try
        {
            using CancellationTokenSource? timer = limit is null ? null : CancellationTokenSource.CreateLinkedTokenSource(cancellation);
            timer?.CancelAfter(limit!.Value);
            _ = await socket._pending.Write<ConnectAttempt, int>(new ConnectAttempt(to), timer?.Token ?? cancellation).ConfigureAwait(false);
            return socket;
        }
        catch (OperationCanceledException)
        {
            socket.Dispose();
            cancellation.ThrowIfCancellationRequested();
            throw SocketFailure.Of(Constants.ETIMEDOUT, "connect");
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
