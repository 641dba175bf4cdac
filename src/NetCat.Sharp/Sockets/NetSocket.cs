using System;
using System.Collections.Generic;
using System.Net.Sockets;
using System.Threading;
using NetCat.Sharp.IO;
using NetCat.Sharp.Native;
using NetCat.Sharp.Sockets;

namespace NetCat.Sharp;

/// <summary>
/// A native socket with exactly the options that the caller sets. No option is set by default, unlike with <see cref="Socket"/>, whose Bind sets
/// SO_REUSEADDR on TCP. Every failure is a <see cref="NetSocketException"/>, which is a <see cref="SocketException"/> with errno and the system call
/// that failed.
/// </summary>
public sealed partial class NetSocket : IDisposable
{
    private readonly int _family;
    private readonly PendingOperations _pending;
    private int _descriptor;

    internal NetSocket(int descriptor, int family)
    {
        // Child processes of the program inherit none of the library's sockets, as with the sockets of .NET.
        Libc.CloseOnExec(descriptor);
        _descriptor = descriptor;
        _family = family;
        _pending = new PendingOperations(descriptor);
    }

    /// <summary>The file descriptor, or -1 after the socket is disposed of or detached.</summary>
    public int Descriptor => _descriptor;

    internal bool IsUnix => _family == Constants.AF_UNIX;

    /// <summary>The address to which the socket is bound (getsockname(2)).</summary>
    /// <exception cref="NetSocketException">The kernel's error.</exception>
    public SockAddr LocalAddress
    {
        get
        {
            _ = SocketFailure.Check(Libc.LocalAddress(_descriptor, out SockAddr address), "getsockname");
            return address;
        }
    }

    /// <summary>The address of the peer (getpeername(2)).</summary>
    /// <exception cref="NetSocketException">The kernel's error; ENOTCONN if the socket has no peer.</exception>
    public SockAddr PeerAddress
    {
        get
        {
            _ = SocketFailure.Check(Libc.PeerAddress(_descriptor, out SockAddr address), "getpeername");
            return address;
        }
    }

    /// <summary>Creates a blocking socket that is not bound (socket(2)).</summary>
    /// <param name="family">The address family, as in <see cref="SockAddr.Family"/>.</param>
    /// <param name="transport">TCP or UDP.</param>
    /// <returns>The socket; the caller disposes of it.</returns>
    /// <exception cref="NetSocketException">The kernel's error.</exception>
    public static NetSocket Create(int family, Transport transport)
    {
        int socket = Libc.Socket(family, Transports.SocketType(transport), family == Constants.AF_UNIX ? 0 : Transports.ProtocolOf(transport));
        return new NetSocket(SocketFailure.Check(socket, "socket"), family);
    }

    /// <summary>Opens a TCP listener: sets the options, then calls bind(2) and listen(2), and does nothing else.</summary>
    /// <param name="local">The address at which to listen; port 0 lets the kernel choose a free port.</param>
    /// <param name="options">The options to set; null sets none.</param>
    /// <param name="backlog">The length of the kernel's queue of connections.</param>
    /// <returns>The listener; the caller disposes of it.</returns>
    /// <exception cref="NetSocketException">The kernel's error.</exception>
    public static NetSocket Listen(SockAddr local, IReadOnlyList<SocketOptionValue>? options = null, int backlog = 128)
        => Take(Listening.Open(At(local, Transport.Tcp), options ?? [], backlog), local.Family);

    /// <summary>Opens a connected, non-blocking socket.</summary>
    /// <param name="remote">The peer.</param>
    /// <param name="transport">TCP or UDP; connecting UDP fixes the peer and sends nothing.</param>
    /// <param name="options">The options to set; null sets none.</param>
    /// <param name="local">The local address; with the default the kernel chooses it.</param>
    /// <param name="timeout">The limit of connect(2), rounded up to milliseconds, at least one; null waits as long as the kernel does.</param>
    /// <returns>The socket; the caller disposes of it.</returns>
    /// <exception cref="NetSocketException">The kernel's error; <see cref="SocketError.TimedOut"/> when the time is over.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The time limit is negative, or more than 2,147,483,647 milliseconds.</exception>
    public static NetSocket Connect(
        SockAddr remote, Transport transport = Transport.Tcp, IReadOnlyList<SocketOptionValue>? options = null, SockAddr local = default, TimeSpan? timeout = null)
        => Take(Connecting.Open(At(remote, transport), local, options ?? [], Deadline.In(ConnectLimit(timeout))), remote.Family);

    /// <summary>Sets one option (setsockopt(2)).</summary>
    /// <param name="key">The option.</param>
    /// <param name="value">In the unit that <see cref="SocketOptionKey"/> states.</param>
    /// <exception cref="NetSocketException">The kernel's error; EINVAL if the socket's family has no such option.</exception>
    public void SetOption(SocketOptionKey key, int value) => _ = SocketFailure.Check(SocketOptions.Write(_descriptor, _family, key, value), "setsockopt");

    /// <summary>Reads one option (getsockopt(2)).</summary>
    /// <param name="key">The option.</param>
    /// <returns>The value in the kernel.</returns>
    /// <exception cref="NetSocketException">The kernel's error; EINVAL if the socket's family has no such option.</exception>
    public int GetOption(SocketOptionKey key)
    {
        _ = SocketFailure.Check(SocketOptions.Read(_descriptor, _family, key, out int value), "getsockopt");
        return value;
    }

    /// <summary>Binds the socket to a local address (bind(2)).</summary>
    /// <param name="local">The address; port 0 lets the kernel choose a free port.</param>
    /// <exception cref="NetSocketException">The kernel's error, for example EADDRINUSE.</exception>
    public void Bind(SockAddr local) => _ = SocketFailure.Check(Libc.Bind(_descriptor, local), "bind");

    /// <summary>Starts listening (listen(2)).</summary>
    /// <param name="backlog">The length of the kernel's queue of connections.</param>
    /// <exception cref="NetSocketException">The kernel's error.</exception>
    public void StartListening(int backlog = 128) => _ = SocketFailure.Check(Libc.Listen(_descriptor, backlog), "listen");

    /// <summary>Connects, and waits as long as the kernel does. A UDP socket can be connected again, to another peer (connect(2)).</summary>
    /// <param name="remote">The peer.</param>
    /// <exception cref="NetSocketException">The kernel's error.</exception>
    public void ConnectTo(SockAddr remote) => _ = SocketFailure.Check(Libc.Connect(_descriptor, remote), "connect");

    /// <summary>Waits for the next connection (accept(2)). It is non-blocking, as a relay requires.</summary>
    /// <returns>The connection; the caller disposes of it.</returns>
    /// <exception cref="NetSocketException">The kernel's error.</exception>
    public NetSocket Accept() => new(SocketFailure.Check(Listening.Accept(_descriptor, out _), "accept"), _family);

    /// <summary>Sends to the connected peer (write(2)).</summary>
    /// <param name="bytes">A piece of the stream, or one datagram.</param>
    /// <returns>The number of bytes sent; for a stream perhaps fewer than given.</returns>
    /// <exception cref="NetSocketException">The kernel's error.</exception>
    public int Send(ReadOnlySpan<byte> bytes) => SocketFailure.Check(Libc.Write(_descriptor, bytes), "write");

    /// <summary>Sends one datagram to an address (sendto(2)).</summary>
    /// <param name="bytes">The datagram.</param>
    /// <param name="remote">The address of the receiver.</param>
    /// <returns>The number of bytes sent.</returns>
    /// <exception cref="NetSocketException">The kernel's error.</exception>
    public int SendTo(ReadOnlySpan<byte> bytes, SockAddr remote) => SocketFailure.Check(Libc.SendTo(_descriptor, bytes, remote), "sendto");

    /// <summary>Receives (recvfrom(2)).</summary>
    /// <param name="into">The buffer; the part of a datagram that does not fit is lost.</param>
    /// <param name="sender">The source address of a datagram.</param>
    /// <param name="waits">Whether to wait until data is available.</param>
    /// <returns>The number of bytes received, 0 at the end of a stream, -1 if there was no data and <paramref name="waits"/> is false.</returns>
    /// <exception cref="NetSocketException">The kernel's error.</exception>
    public int Receive(Span<byte> into, out SockAddr sender, bool waits = true)
    {
        int received = Libc.ReceiveFrom(_descriptor, into, waits ? 0 : Constants.MSG_DONTWAIT, out sender);
        while (waits && received is -Constants.EAGAIN or -Constants.EINTR)
        {
            _ = AwaitInput();
            received = Libc.ReceiveFrom(_descriptor, into, 0, out sender);
        }

        return received == -Constants.EAGAIN ? -1 : SocketFailure.Check(received, "recvfrom");
    }

    /// <summary>Waits until data or a connection is available, or the peer has closed (poll(2)).</summary>
    /// <param name="timeout">The time limit, rounded up to milliseconds; zero does not wait, null waits without limit.</param>
    /// <returns>False when the time is over.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The time limit is negative, or more than 2,147,483,647 milliseconds.</exception>
    public bool AwaitInput(TimeSpan? timeout = null) => Readiness.AwaitInput(_descriptor, Deadline.In(TimeLimit.Checked(timeout)));

    /// <summary>Ends the sending direction: the peer reads the end of the stream (shutdown(2), SHUT_WR).</summary>
    /// <exception cref="NetSocketException">The kernel's error.</exception>
    public void FinishSending() => _ = SocketFailure.Check(Libc.Shutdown(_descriptor, Constants.SHUT_WR), "shutdown");

    /// <summary>Closes the socket (close(2)). Asynchronous calls that are waiting for it end with <see cref="ObjectDisposedException"/>.</summary>
    public void Dispose()
    {
        int descriptor = Leave();
        if (descriptor >= 0)
        {
            _ = Libc.Close(descriptor);
        }
    }

    /// <summary>Takes the descriptor from the socket and ends all asynchronous calls that could use it; returns -1 in later calls.</summary>
    private int Leave()
    {
        int descriptor = Interlocked.Exchange(ref _descriptor, -1);
        _pending.End();
        return descriptor;
    }

    /// <summary>The limit is at least a millisecond: a connection on this host needs no wait, but poll(2) must run once.</summary>
    private static TimeSpan? ConnectLimit(TimeSpan? timeout)
        => TimeLimit.Checked(timeout) is { } limit ? TimeSpan.FromMilliseconds(Math.Max(limit.Ticks / TimeSpan.TicksPerMillisecond, 1)) : null;

    internal static ResolvedAddress At(in SockAddr address, Transport transport)
        => new(address.Family, Transports.SocketType(transport), Transports.ProtocolOf(transport), address);

    internal static NetSocket Take(in OpenResult result, int family)
        => result.Opened ? new NetSocket(result.Descriptor, family) : throw SocketFailure.Of(result);
}
