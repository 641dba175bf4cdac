using System;
using System.Collections.Generic;
using System.Net.Sockets;
using NetCat.Sharp.IO;
using NetCat.Sharp.Native;
using NetCat.Sharp.Sockets;

namespace NetCat.Sharp;

/// <content>Connects by name, sends whole pieces of a stream, and converts to .NET's types.</content>
public sealed partial class NetSocket
{
    /// <summary>Connects to the first address of a host that accepts; the socket is non-blocking.</summary>
    /// <param name="host">A host name or an address (getaddrinfo(3)).</param>
    /// <param name="port">1 to 65535.</param>
    /// <param name="timeout">The limit for each address; null waits as long as the kernel does.</param>
    /// <param name="options">The options to set; null sets none.</param>
    /// <returns>The socket; the caller disposes of it.</returns>
    /// <exception cref="NetSocketException">
    /// The error of the last address; <see cref="SocketError.TimedOut"/> if its time was over, <see cref="SocketError.HostNotFound"/> if the host has
    /// no address.
    /// </exception>
    /// <exception cref="ArgumentOutOfRangeException">The port or the time limit is out of range.</exception>
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

    /// <summary>Sends all bytes to the connected peer, and waits while the socket is full.</summary>
    /// <param name="bytes">A piece of the stream.</param>
    /// <exception cref="NetSocketException">The kernel's error. Bytes that were sent before the error stay sent.</exception>
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

    /// <summary>
    /// Transfers the descriptor to .NET's types. Asynchronous calls that are waiting for it end with <see cref="ObjectDisposedException"/>.
    /// </summary>
    /// <returns>A handle that owns the descriptor.</returns>
    public SafeSocketHandle Detach()
    {
        return new SafeSocketHandle(Leave(), ownsHandle: true);
    }

    /// <summary>Transfers the connection to a .NET stream.</summary>
    /// <returns>A stream that owns the descriptor.</returns>
    /// <exception cref="SocketException">.NET does not accept the descriptor.</exception>
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
