using System;
using System.IO;
using System.Threading;
using System.Threading.Tasks;
using NetCat.Sharp.Native;

namespace NetCat.Sharp;

/// <summary>The relay for other programs: bytes from an input to a socket, and from the socket to an output, until there is a reason to stop.</summary>
public static class Relaying
{
    /// <summary>Moves bytes both ways between descriptors and a socket, on the calling thread. The descriptors stay the caller's and keep their flags.</summary>
    /// <param name="input">A descriptor to read; -1 reads nothing.</param>
    /// <param name="output">A descriptor to write.</param>
    /// <param name="socket">Connected; made non-blocking.</param>
    /// <param name="policy">What happens at the edges.</param>
    /// <returns>Why it ended.</returns>
    public static RelayEnd Run(int input, int output, NetSocket socket, RelayPolicy policy)
    {
        ArgumentNullException.ThrowIfNull(socket);
        ArgumentNullException.ThrowIfNull(policy);
        Libc.SetNonBlocking(socket.Descriptor);
        using var relay = new Relay(KnownDescriptor.Of(input), KnownDescriptor.Of(output), socket.Descriptor, policy);
        return relay.Run();
    }

    /// <summary>Moves bytes both ways between two sockets, on the calling thread. Both stay the caller's to dispose of.</summary>
    /// <param name="first">Connected; made non-blocking. With respect to the policy it is the input and the output.</param>
    /// <param name="second">Connected; made non-blocking. With respect to the policy it is the socket.</param>
    /// <param name="policy">What happens at the edges; a forwarder's is <see cref="RelayPolicy.Forwarding"/>.</param>
    /// <returns>Why it ended.</returns>
    public static RelayEnd Run(NetSocket first, NetSocket second, RelayPolicy policy)
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        ArgumentNullException.ThrowIfNull(policy);
        Libc.SetNonBlocking(first.Descriptor);
        Libc.SetNonBlocking(second.Descriptor);
        var ends = KnownDescriptor.Of(first.Descriptor);
        using var relay = new Relay(ends, ends, second.Descriptor, policy) { OutputSocket = first.Descriptor };
        return relay.Run();
    }

    /// <summary>The same on a thread of its own.</summary>
    /// <param name="first">As with <see cref="Run(NetSocket, NetSocket, RelayPolicy)"/>.</param>
    /// <param name="second">As with <see cref="Run(NetSocket, NetSocket, RelayPolicy)"/>.</param>
    /// <param name="policy">What happens at the edges.</param>
    /// <param name="cancellation">Breaks both connections off.</param>
    /// <returns>Why it ended.</returns>
    /// <exception cref="OperationCanceledException">It was broken off.</exception>
    public static async Task<RelayEnd> RunAsync(NetSocket first, NetSocket second, RelayPolicy policy, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        using CancellationTokenRegistration breaking = cancellation.Register(() =>
        {
            _ = Libc.Shutdown(first.Descriptor, Numbers.SHUT_RDWR);
            _ = Libc.Shutdown(second.Descriptor, Numbers.SHUT_RDWR);
        });
        RelayEnd end = await OnThreadOfItsOwn(() => Run(first, second, policy)).ConfigureAwait(false);
        cancellation.ThrowIfCancellationRequested();
        return end;
    }

    /// <summary>Moves bytes both ways between streams and a socket. The streams stay the caller's; the output is flushed after each piece.</summary>
    /// <param name="input">Read to its end; a read that is under way when the relay ends is cancelled, and what it would have had is not sent.</param>
    /// <param name="output">Where the peer's bytes go.</param>
    /// <param name="socket">Connected; made non-blocking.</param>
    /// <param name="policy">What happens at the edges.</param>
    /// <param name="cancellation">Breaks the connection off.</param>
    /// <returns>Why it ended.</returns>
    /// <exception cref="OperationCanceledException">It was broken off.</exception>
    /// <exception cref="IOException">A stream failed; others throw what is theirs.</exception>
    public static async Task<RelayEnd> RunAsync(
        Stream input, Stream output, NetSocket socket, RelayPolicy policy, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(output);
        ArgumentNullException.ThrowIfNull(socket);
        using CancellationTokenRegistration breaking = cancellation.Register(() => _ = Libc.Shutdown(socket.Descriptor, Numbers.SHUT_RDWR));
        using StreamPump from = StreamPump.From(input);
        using StreamPump to = StreamPump.To(output);
        RelayEnd end = await OnThreadOfItsOwn(() => Run(from.Descriptor, to.Descriptor, socket, policy)).ConfigureAwait(false);
        await to.Finish().ConfigureAwait(false);
        await from.Leave().ConfigureAwait(false);
        cancellation.ThrowIfCancellationRequested();
        return end;
    }

    /// <summary>A relay waits in poll(2) for as long as it takes: no thread of the pool is for that.</summary>
    private static Task<RelayEnd> OnThreadOfItsOwn(Func<RelayEnd> relay)
        => Task.Factory.StartNew(relay, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
}
