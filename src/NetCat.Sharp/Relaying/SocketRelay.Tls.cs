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
    /// <summary>Moves bytes both ways between descriptors and a connection with TLS, on the calling thread. The descriptors stay the caller's and keep their flags.</summary>
    /// <param name="input">A descriptor to read; -1 reads nothing.</param>
    /// <param name="output">A descriptor to write.</param>
    /// <param name="connection">Stays the caller's to dispose of.</param>
    /// <param name="policy">What happens at the edges.</param>
    /// <returns>Why it ended. <see cref="TlsConnection.Fault"/> and <see cref="TlsConnection.IsTruncated"/> tell a good end from others.</returns>
    public static RelayEnd Run(int input, int output, TlsConnection connection, RelayPolicy policy)
    {
        ArgumentNullException.ThrowIfNull(connection);
        ArgumentNullException.ThrowIfNull(policy);
        using var relay = new Relay(PlainChannel.Of(input), PlainChannel.Of(output), connection.Channel, policy with { IsUnix = connection.Socket.IsUnix });
        return relay.Run();
    }

    /// <summary>Moves bytes both ways between a plain socket and a connection with TLS, on the calling thread. Both stay the caller's to dispose of.</summary>
    /// <param name="first">Connected. With respect to the policy it is the input and the output.</param>
    /// <param name="second">With respect to the policy it is the socket.</param>
    /// <param name="policy">What happens at the edges; a forwarder's is <see cref="RelayPolicy.Forwarding"/>.</param>
    /// <returns>Why it ended.</returns>
    public static RelayEnd Run(NetSocket first, TlsConnection second, RelayPolicy policy)
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        ArgumentNullException.ThrowIfNull(policy);
        using var unblocked = new Unblocked(first.Descriptor, second.Socket.Descriptor);
        using Relay relay = Between(first.Descriptor, second.Channel, policy);
        return relay.Run();
    }

    /// <summary>The same without a thread for it: one background thread runs the relays of all calls.</summary>
    /// <param name="first">As with <see cref="Run(NetSocket, TlsConnection, RelayPolicy)"/>.</param>
    /// <param name="second">As with <see cref="Run(NetSocket, TlsConnection, RelayPolicy)"/>.</param>
    /// <param name="policy">What happens at the edges.</param>
    /// <param name="cancellation">Breaks both connections off.</param>
    /// <returns>Why it ended.</returns>
    /// <exception cref="OperationCanceledException">It was broken off.</exception>
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

    /// <summary>Moves bytes both ways between streams and a connection with TLS. The streams stay the caller's; the output is flushed after each piece.</summary>
    /// <param name="input">Read to its end; a read that is under way when the relay ends is cancelled, and what it would have had is not sent.</param>
    /// <param name="output">Where the peer's bytes go.</param>
    /// <param name="connection">Stays the caller's to dispose of.</param>
    /// <param name="policy">What happens at the edges.</param>
    /// <param name="cancellation">Breaks the connection off.</param>
    /// <returns>Why it ended.</returns>
    /// <exception cref="OperationCanceledException">It was broken off.</exception>
    /// <exception cref="IOException">A stream failed; others throw what is theirs.</exception>
    public static Task<RelayEnd> RunAsync(
        Stream input, Stream output, TlsConnection connection, RelayPolicy policy, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(connection);
        return Pump(input, output, connection.Socket, connection.Channel, policy, cancellation);
    }
}
