using System;
using System.Collections.Generic;
using System.Net.Sockets;
using NetCat.Sharp.IO;
using NetCat.Sharp.Native;
using NetCat.Sharp.Sockets;

namespace NetCat.Sharp;

/// <content>Connections by name, whole pieces of a stream, and the way over to .NET's own types.</content>
public sealed partial class NetSocket
{
    /// <summary>A connected, non-blocking socket to the first address of a host that answers.</summary>
    /// <param name="host">A name or an address (getaddrinfo(3)).</param>
    /// <param name="port">1 to 65535.</param>
    /// <param name="timeout">The limit for each address; null waits as long as the kernel does.</param>
    /// <param name="options">Exactly what is set; null sets nothing.</param>
    /// <returns>The socket, the caller's to dispose of.</returns>
    /// <exception cref="NetSocketException">
    /// The error of the last address; <see cref="SocketError.TimedOut"/> when its time was over, <see cref="SocketError.HostNotFound"/> where there is none.
    /// </exception>
    /// <exception cref="ArgumentOutOfRangeException">The port or the limit.</exception>
    public static NetSocket Connect(string host, int port, TimeSpan? timeout = null, IReadOnlyList<SocketOptionValue>? options = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(host);
        ArgumentOutOfRangeException.ThrowIfLessThan(port, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(port, ushort.MaxValue);
        TimeSpan? limit = ConnectLimit(timeout);
        OpenResult result = default;
        foreach (ResolvedAddress address in AddressesOf(host))
        {
            SockAddr remote = address.Address.WithPort(port);
            result = Connecting.Open(At(remote, Transport.Tcp), default, options ?? [], Deadline.In(limit));
            if (result.Opened)
            {
                return Take(result, remote.Family);
            }
        }

        throw SocketFailure.Of(result);
    }

    /// <summary>Sends all of it to the connected peer, waiting for room where there is none.</summary>
    /// <param name="bytes">A piece of the stream.</param>
    /// <exception cref="NetSocketException">The kernel's error; what had been sent before it is sent.</exception>
    public void SendAll(ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            int sent = Libc.Write(_descriptor, bytes);
            if (sent == -Constants.EAGAIN)
            {
                _ = Readiness.AwaitRoom(_descriptor);
            }
            else if (sent != -Constants.EINTR)
            {
                bytes = bytes[SocketFailure.Check(sent, "write")..];
            }
        }
    }

    /// <summary>Hands the descriptor over to .NET's own types. Asynchronous calls that wait for it end with <see cref="ObjectDisposedException"/>.</summary>
    /// <returns>A handle that owns it from now on.</returns>
    public SafeSocketHandle Detach()
    {
        return new SafeSocketHandle(Leave(), ownsHandle: true);
    }

    /// <summary>Hands the connection over as a .NET stream.</summary>
    /// <returns>A stream that owns the descriptor from now on.</returns>
    /// <exception cref="SocketException">.NET refuses the descriptor.</exception>
    public NetworkStream DetachStream()
    {
        Libc.SetBlocking(_descriptor);
        return new NetworkStream(new Socket(Detach()), ownsSocket: true);
    }

    private static List<ResolvedAddress> AddressesOf(string host)
    {
        var addresses = new List<ResolvedAddress>();
        int error = Resolving.Resolve(host, null, new Lookup(Transport.Tcp, Family.Any, Passive: false, NumericHost: false), addresses);
        return error == 0 && addresses.Count > 0 ? addresses : throw SocketFailure.Unresolved(error);
    }
}
