using System;
using System.IO;
using System.Threading;
using System.Threading.Tasks;
using NetCat.Sharp.IO;
using NetCat.Sharp.Native;
using NetCat.Sharp.Relaying;

namespace NetCat.Sharp;

/// <content>Connections with TLS.</content>
public static partial class SocketRelay
{
    /// <summary>
    /// Moves bytes both ways between descriptors and a TLS connection, on the calling thread. The caller closes the descriptors; their flags are not
    /// changed.
    /// </summary>
    /// <param name="input">The descriptor to read; -1 reads nothing.</param>
    /// <param name="output">The descriptor to write.</param>
    /// <param name="connection">The TLS connection; the caller disposes of it.</param>
    /// <param name="policy">When and how each direction ends.</param>
    /// <returns>
    /// Why the relay ended. <see cref="TlsConnection.Fault"/> and <see cref="TlsConnection.IsTruncated"/> show whether the connection ended in order.
    /// </returns>
    public static RelayEnd Run(int input, int output, TlsConnection connection, RelayPolicy policy)
    {
        ArgumentNullException.ThrowIfNull(connection);
        ArgumentNullException.ThrowIfNull(policy);
        using var relay = new Relay(PlainChannel.Of(input), PlainChannel.Of(output), connection.Channel, policy with { IsUnix = connection.Socket.IsUnix });
        return relay.Run();
    }

    /// <summary>Moves bytes both ways between a plain socket and a TLS connection, on the calling thread. The caller disposes of both.</summary>
    /// <param name="first">A connected socket. For the policy it is the input and the output.</param>
    /// <param name="second">The TLS connection. For the policy it is the socket.</param>
    /// <param name="policy">When and how each direction ends; <see cref="RelayPolicy.Forwarding"/> for a forwarder.</param>
    /// <returns>Why the relay ended.</returns>
    public static RelayEnd Run(NetSocket first, TlsConnection second, RelayPolicy policy)
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        ArgumentNullException.ThrowIfNull(policy);
        using var unblocked = new Unblocked(first.Descriptor, second.Socket.Descriptor);
        using Relay relay = Between(first.Descriptor, second.Channel, policy);
        return relay.Run();
    }

    /// <summary>Moves bytes both ways without blocking a thread of the caller: one background thread runs the relays of all calls.</summary>
    /// <param name="first">As with <see cref="Run(NetSocket, TlsConnection, RelayPolicy)"/>.</param>
    /// <param name="second">As with <see cref="Run(NetSocket, TlsConnection, RelayPolicy)"/>.</param>
    /// <param name="policy">When and how each direction ends.</param>
    /// <param name="cancellation">Shuts down both connections.</param>
    /// <returns>Why the relay ended.</returns>
    /// <exception cref="OperationCanceledException">The relay was cancelled.</exception>
    /// <exception cref="InvalidOperationException">Another relay has one of the sockets.</exception>
    public static async Task<RelayEnd> RunAsync(NetSocket first, TlsConnection second, RelayPolicy policy, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        ArgumentNullException.ThrowIfNull(policy);
        using CancellationTokenRegistration breaking = cancellation.Register(() =>
        {
            _ = Libc.Shutdown(first.Descriptor, Constants.SHUT_RDWR);
            _ = Libc.Shutdown(second.Socket.Descriptor, Constants.SHUT_RDWR);
        });
        using var unblocked = new Unblocked(first.Descriptor, second.Socket.Descriptor);
        RelayEnd end = await OnSharedThread(Between(first.Descriptor, second.Channel, policy), first.Descriptor, second.Socket.Descriptor).ConfigureAwait(false);
        cancellation.ThrowIfCancellationRequested();
        return end;
    }

    /// <summary>
    /// Moves bytes both ways between streams and a TLS connection. The caller disposes of the streams; the output is flushed after each piece.
    /// </summary>
    /// <param name="input">The stream to read to its end. When the relay ends, a pending read is cancelled, and its data is not sent.</param>
    /// <param name="output">The stream for the peer's bytes.</param>
    /// <param name="connection">The TLS connection; the caller disposes of it.</param>
    /// <param name="policy">When and how each direction ends.</param>
    /// <param name="cancellation">Shuts down the connection.</param>
    /// <returns>Why the relay ended.</returns>
    /// <exception cref="OperationCanceledException">The relay was cancelled.</exception>
    /// <exception cref="IOException">A stream failed; a stream may also throw other exceptions.</exception>
    public static Task<RelayEnd> RunAsync(
        Stream input, Stream output, TlsConnection connection, RelayPolicy policy, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(connection);
        return Pump(input, output, connection.Socket, connection.Channel, policy, cancellation);
    }
}
