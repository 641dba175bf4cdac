using NetCat.Sharp.Native;

namespace NetCat.Sharp;

/// <summary>Which mover a lane gets, by what its two descriptors are.</summary>
internal static class Movers
{
    /// <summary>Bytes a stream lane holds at the most.</summary>
    private const int StreamChunk = 256 * 1024;

    /// <summary>nc's own read size: what it sends as one datagram and what it counts as one read.</summary>
    private const int ClassicChunk = 16384;

    /// <summary>No UDP datagram is larger (RFC 768: a length of 16 bits).</summary>
    private const int LargestDatagram = 65536;

    /// <summary>What an unprivileged pipe may hold (pipe(7), pipe-max-size).</summary>
    private const int PipeSize = 1 << 20;

    internal static Mover Outbound(int input, int inputType, RelayPolicy policy)
    {
        if (policy.SendsCrLf || policy.LinePause > 0)
        {
            return new LineMover(policy.Datagrams ? ClassicChunk : StreamChunk, policy.SendsCrLf, policy.LinePause);
        }

        if (policy.Datagrams)
        {
            return new CopyMover(ClassicChunk, wholeChunks: true);
        }

        var copy = new CopyMover(StreamChunk, wholeChunks: false);
        return inputType switch
        {
            Numbers.S_IFREG => new DirectMover(sendsFile: true, copy),
            Numbers.S_IFIFO => ThroughPipe(input, copy),
            _ => copy,
        };
    }

    internal static Mover Inbound(int output, int socket, RelayPolicy policy)
    {
        bool counts = policy.ReadLimit > 0 || policy.ReceivesAfterEof >= 0;
        CopyMover copy = policy.Datagrams
            ? new CopyMover(LargestDatagram, wholeChunks: true)
            : new CopyMover(policy.ReadLimit > 0 ? ClassicChunk : StreamChunk, wholeChunks: false);
        if (policy.AnswersTelnet)
        {
            return new TelnetMover(copy, socket);
        }

        bool splices = !policy.Datagrams && !counts && Libc.FileType(output) == Numbers.S_IFIFO;
        return splices ? ThroughPipe(output, copy) : copy;
    }

    private static DirectMover ThroughPipe(int pipe, CopyMover copy)
    {
        Libc.SetPipeSize(pipe, PipeSize);
        return new DirectMover(sendsFile: false, copy);
    }
}
