using NetCat.Sharp.IO;
using NetCat.Sharp.Native;

namespace NetCat.Sharp.Relaying;

/// <summary>Chooses the mover of a lane by the kinds of its two channels.</summary>
internal static class Movers
{
    /// <summary>The most bytes that a stream lane holds: of the sizes tried, the largest that stays in the cache of one core.</summary>
    private const int StreamChunk = 128 * 1024;

    /// <summary>The read size of nc; reads are counted in this size.</summary>
    private const int ClassicChunk = 16384;

    /// <summary>The upper bound of a UDP datagram (RFC 768: the length has 16 bits).</summary>
    internal const int LargestDatagram = 65536;

    /// <summary>
    /// The capacity of an unprivileged pipe (pipe(7), pipe-max-size), and so the most that splice(2) moves at once. splice(2) passes pages on and
    /// does not touch the cache.
    /// </summary>
    private const int PipeSize = 1 << 20;

    /// <summary>The number of bytes after which a lane opens a pipe of its own: for fewer bytes, opening it costs more than copying.</summary>
    private const int ShortSession = 64 * 1024;

    internal static Mover Outbound(Channel? input, Channel socket, RelayPolicy policy, LatestSender? latest, ByteTap? tap, RelayPool? pool = null)
    {
        if (policy.SendsCrLf || policy.LinePause is not null)
        {
            return new LineMover(policy.Datagrams ? policy.DatagramSize : StreamChunk, policy.SendsCrLf, policy.LinePause) { Tap = tap };
        }

        if (policy.Datagrams)
        {
            return new DatagramMover(policy.DatagramSize, joins: false, sinkWaits: false) { To = policy.RepliesToLatestSender ? latest : null, Tap = tap };
        }

        if (pool is not null)
        {
            return Forwarded(input!, socket, policy, tap, pool);
        }

        if (policy.Mover == MoverChoice.Copy || tap is not null || input is not { IsPlain: true } || !socket.IsPlain)
        {
            return Stream(tap: tap);
        }

        return (policy.Mover, input.Kind) switch
        {
            (_, DescriptorKind.Pipe) => ThroughPipe(input.Descriptor, policy),
            (MoverChoice.Splice, _) => new SplicePipeMover(Stream(PipeSize), copiesFirst: 0),
            (_, DescriptorKind.File) => new KernelMover(sendsFile: true, Stream()),
            _ => Stream(),
        };
    }

    internal static Mover Inbound(Channel? output, Channel socket, RelayPolicy policy, LatestSender? latest, ByteTap? tap, RelayPool? pool = null)
    {
        if (policy.AnswersTelnet)
        {
            return new TelnetMover(Received(policy, tap), joins: !policy.Datagrams);
        }

        if (policy.NamesSenders)
        {
            return new SenderMover(LargestDatagram, latest!) { Tap = tap };
        }

        if (policy.Datagrams && policy.ReadLimit == 0)
        {
            bool neverWaits = output?.Kind is DescriptorKind.File or DescriptorKind.Null;
            bool joins = tap is null && (neverWaits || output?.Kind == DescriptorKind.Pipe);
            return new DatagramMover(LargestDatagram, joins, sinkWaits: !neverWaits) { From = latest, Tap = tap };
        }

        if (pool is not null && !policy.Datagrams)
        {
            return Forwarded(socket, output!, policy, tap, pool);
        }

        // Reads are counted in pieces of nc's size; splice(2) reports the size of a read only afterwards.
        bool counts = policy.ReadLimit > 0 || policy.ReceivesAfterEof is not null;
        bool isPlain = output is { IsPlain: true } && socket.IsPlain;
        if (policy.Datagrams || counts || policy.Mover == MoverChoice.Copy || tap is not null || !isPlain)
        {
            return Received(policy, tap);
        }

        return (policy.Mover, output!.Kind) switch
        {
            (_, DescriptorKind.Pipe) => ThroughPipe(output.Descriptor, policy),
            (MoverChoice.Splice, _) => new SplicePipeMover(Stream(PipeSize), copiesFirst: 0),
            (_, DescriptorKind.File) => new SplicePipeMover(Stream(PipeSize), ShortSession),
            (_, DescriptorKind.Null) => new SplicePipeMover(Stream(PipeSize), ShortSession) { Gathers = true },
            _ => Received(policy, tap),
        };
    }

    private static ForwardMover Forwarded(Channel source, Channel sink, RelayPolicy policy, ByteTap? tap, RelayPool pool)
        => new(pool, tap is not null || !source.IsPlain || !sink.IsPlain ? MoverChoice.Copy : policy.Mover) { Tap = tap };

    private static CopyMover Stream(int chunk = StreamChunk, ByteTap? tap = null)
        => new(chunk, wholeChunks: false) { Tap = tap };

    private static CopyMover Received(RelayPolicy policy, ByteTap? tap)
        => policy.Datagrams
            ? new CopyMover(LargestDatagram, wholeChunks: true) { Tap = tap }
            : Stream(policy.ReadLimit > 0 ? ClassicChunk : StreamChunk, tap);

    /// <summary>
    /// A Unix socket passes the pages on, so larger pipes are faster. TCP keeps its pages until they are acknowledged; if much data is in flight, the
    /// pages leave the cache before they are used again. With 1 MiB in the pipe the rate fell by a quarter.
    /// </summary>
    private static KernelMover ThroughPipe(int pipe, RelayPolicy policy)
    {
        if (policy.IsUnix)
        {
            Libc.SetPipeSize(pipe, PipeSize);
        }

        return new KernelMover(sendsFile: false, Stream());
    }
}
