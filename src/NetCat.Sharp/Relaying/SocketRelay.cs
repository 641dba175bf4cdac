using System;
using System.IO;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;
using NetCat.Sharp.IO;
using NetCat.Sharp.Native;
using NetCat.Sharp.Relaying;
using NetCat.Sharp.Sockets;

namespace NetCat.Sharp;

/// <summary>Runs a relay: moves bytes from an input to a socket, and from the socket to an output, until the policy ends it.</summary>
public static partial class SocketRelay
{
    /// <summary>
    /// Moves bytes both ways between descriptors and a socket, on the calling thread. The caller closes the descriptors; their flags are not changed.
    /// </summary>
    /// <param name="input">The descriptor to read; -1 reads nothing.</param>
    /// <param name="output">The descriptor to write.</param>
    /// <param name="socket">A connected socket; it is made non-blocking.</param>
    /// <param name="policy">When and how each direction ends.</param>
    /// <returns>Why the relay ended.</returns>
    public static RelayEnd Run(int input, int output, NetSocket socket, RelayPolicy policy)
    {
        ArgumentNullException.ThrowIfNull(socket);
        ArgumentNullException.ThrowIfNull(policy);
        Libc.SetNonBlocking(socket.Descriptor);
        using var relay = new Relay(PlainChannel.Of(input), PlainChannel.Of(output), PlainChannel.OfSocket(socket.Descriptor), policy with { IsUnix = socket.IsUnix });
        return relay.Run();
    }

    /// <summary>
    /// Moves bytes both ways between two descriptors, such as sockets or terminals, on the calling thread. Both are read and written. The caller
    /// closes them; their flags are restored at the end.
    /// </summary>
    /// <param name="first">For the policy, the input and the output.</param>
    /// <param name="second">For the policy, the socket.</param>
    /// <param name="policy">When and how each direction ends.</param>
    /// <returns>Why the relay ended.</returns>
    public static RelayEnd Run(int first, int second, RelayPolicy policy)
    {
        ArgumentNullException.ThrowIfNull(policy);
        using var unblocked = new Unblocked(first, second);
        using Relay relay = Between(first, second, policy);
        return relay.Run();
    }

    /// <summary>Moves bytes both ways between two sockets, on the calling thread. The caller disposes of both.</summary>
    /// <param name="first">A connected socket. For the policy it is the input and the output.</param>
    /// <param name="second">A connected socket. For the policy it is the socket.</param>
    /// <param name="policy">When and how each direction ends; <see cref="RelayPolicy.Forwarding"/> for a forwarder.</param>
    /// <returns>Why the relay ended.</returns>
    public static RelayEnd Run(NetSocket first, NetSocket second, RelayPolicy policy)
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        return Run(first.Descriptor, second.Descriptor, policy);
    }

    /// <summary>Moves bytes both ways without blocking a thread of the caller: one background thread runs the relays of all calls.</summary>
    /// <param name="first">As with <see cref="Run(NetSocket, NetSocket, RelayPolicy)"/>.</param>
    /// <param name="second">As with <see cref="Run(NetSocket, NetSocket, RelayPolicy)"/>.</param>
    /// <param name="policy">When and how each direction ends.</param>
    /// <param name="cancellation">Shuts down both connections.</param>
    /// <returns>Why the relay ended.</returns>
    /// <exception cref="OperationCanceledException">The relay was cancelled.</exception>
    /// <exception cref="InvalidOperationException">Another relay has one of the sockets.</exception>
    /// <exception cref="NetSocketException">No descriptor is free for the thread (EMFILE); only the first call needs one.</exception>
    public static async Task<RelayEnd> RunAsync(NetSocket first, NetSocket second, RelayPolicy policy, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        using CancellationTokenRegistration breaking = cancellation.Register(() =>
        {
            _ = Libc.Shutdown(first.Descriptor, Constants.SHUT_RDWR);
            _ = Libc.Shutdown(second.Descriptor, Constants.SHUT_RDWR);
        });
        using var unblocked = new Unblocked(first.Descriptor, second.Descriptor);
        RelayEnd end = await OnSharedThread(Between(first.Descriptor, second.Descriptor, policy), first.Descriptor, second.Descriptor).ConfigureAwait(false);
        cancellation.ThrowIfCancellationRequested();
        return end;
    }

    /// <summary>
    /// Moves bytes both ways between streams and a socket. The caller disposes of the streams; the output is flushed after each piece.
    /// </summary>
    /// <param name="input">The stream to read to its end. When the relay ends, a pending read is cancelled, and its data is not sent.</param>
    /// <param name="output">The stream for the peer's bytes.</param>
    /// <param name="socket">A connected socket; it is made non-blocking.</param>
    /// <param name="policy">When and how each direction ends.</param>
    /// <param name="cancellation">Shuts down the connection.</param>
    /// <returns>Why the relay ended.</returns>
    /// <exception cref="OperationCanceledException">The relay was cancelled.</exception>
    /// <exception cref="IOException">A stream failed; a stream may also throw other exceptions.</exception>
    public static Task<RelayEnd> RunAsync(
        Stream input, Stream output, NetSocket socket, RelayPolicy policy, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(socket);
        return Pump(input, output, socket, PlainChannel.OfSocket(socket.Descriptor), policy, cancellation);
    }

    /// <summary>
    /// Moves bytes both ways between two streams. Both are read and written. The relay does not close them, since a stream has no half-close; the
    /// caller disposes of them.
    /// </summary>
    /// <param name="first">For the policy, the input and the output.</param>
    /// <param name="second">For the policy, the socket.</param>
    /// <param name="policy">
    /// When and how each direction ends; with <see cref="RelayPolicy.Forwarding"/> the relay ends when both streams have ended.
    /// </param>
    /// <param name="cancellation">Ends the relay.</param>
    /// <returns>Why the relay ended.</returns>
    /// <exception cref="NetSocketException">No descriptor is free (socketpair(2), EMFILE).</exception>
    /// <exception cref="OperationCanceledException">The relay was cancelled.</exception>
    /// <exception cref="IOException">A stream failed; a stream may also throw other exceptions.</exception>
    public static async Task<RelayEnd> RunAsync(Stream first, Stream second, RelayPolicy policy, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        _ = SocketFailure.Check(Libc.SocketPair(out int one, out int other), "socketpair");
        using var near = new NetSocket(one, Constants.AF_UNIX);
        using var far = new NetSocket(other, Constants.AF_UNIX);
        Task<RelayEnd> beyond = RunAsync(second, second, far, RelayPolicy.Forwarding, cancellation);
        RelayEnd end;
        try
        {
            end = await RunAsync(first, first, near, policy, cancellation).ConfigureAwait(false);
        }
        finally
        {
            // The other relay keeps its socket until it has seen the end of this one.
            near.Dispose();
            await ((Task)beyond).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        _ = await beyond.ConfigureAwait(false);
        return end;
    }

    private static async Task<RelayEnd> Pump(Stream input, Stream output, NetSocket socket, Channel channel, RelayPolicy policy, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(output);
        ArgumentNullException.ThrowIfNull(policy);
        using CancellationTokenRegistration breaking = cancellation.Register(() => _ = Libc.Shutdown(socket.Descriptor, Constants.SHUT_RDWR));
        using StreamPump from = StreamPump.From(input);
        using StreamPump to = StreamPump.To(output);
        Libc.SetNonBlocking(socket.Descriptor);
        var relay = new Relay(from.Channel, to.Channel, channel, policy with { IsUnix = socket.IsUnix });
        RelayEnd end = await OnSharedThread(relay, from.Channel.Descriptor, to.Channel.Descriptor, socket.Descriptor).ConfigureAwait(false);
        await to.Finish().ConfigureAwait(false);
        await from.Leave().ConfigureAwait(false);
        cancellation.ThrowIfCancellationRequested();
        return end;
    }

    /// <summary>A relay between two non-blocking descriptors that are both read and written.</summary>
    private static Relay Between(int first, int second, RelayPolicy policy) => Between(first, PlainChannel.OfSocket(second), policy);

    private static Relay Between(int first, Channel second, RelayPolicy policy)
    {
        var near = new PlainChannel(first, Libc.KindOf(first), isNonBlocking: true);
        return new Relay(near, near, second, policy) { FinishesOutput = true };
    }

    private static Task<RelayEnd> OnSharedThread(Relay relay, params int[] descriptors)
    {
        int error = RelayThread.Shared(out RelayThread? thread);
        if (error < 0)
        {
            relay.Dispose();
            _ = SocketFailure.Check(error, "epoll_create");
        }

        return thread!.Run(relay, descriptors);
    }

    /// <summary>Makes two descriptors non-blocking until it is disposed of.</summary>
    private sealed class Unblocked : IDisposable
    {
        private readonly (int Descriptor, bool Blocks)[] _both;

        internal Unblocked(int first, int second)
        {
            _both = [(first, Libc.Blocks(first)), (second, Libc.Blocks(second))];
            Libc.SetNonBlocking(first);
            Libc.SetNonBlocking(second);
        }

        public void Dispose()
        {
            foreach ((int descriptor, bool blocks) in _both)
            {
                if (blocks)
                {
                    Libc.SetBlocking(descriptor);
                }
            }
        }
    }
}
