using System;
using NetCat.Sharp.IO;
using NetCat.Sharp.Native;

namespace NetCat.Sharp.Proxies;

/// <summary>The exchange with a proxy before the session. Each read and write is complete, and each answer has a time limit.</summary>
/// <param name="socket">A blocking or non-blocking socket that is connected to the proxy.</param>
/// <param name="limit">The limit for the whole answer to each request; null sets none.</param>
internal sealed class Handshake(int socket, TimeSpan? limit)
{
    private Deadline _answeredBy = Deadline.In(limit);

    /// <summary>Fills the buffer; returns the number of bytes received before the end, an error or the time limit.</summary>
    internal int Read(Span<byte> into, out int errno)
    {
        int filled = 0;
        errno = 0;
        while (filled < into.Length)
        {
            int taken = Libc.Read(socket, into[filled..]);
            if (taken > 0)
            {
                filled += taken;
                continue;
            }

            if (taken == 0 || !SystemError.IsTransient(-taken) || !Await(Constants.POLLIN))
            {
                // nc reports the end of the stream as EPIPE.
                errno = taken == 0 ? Constants.EPIPE : SystemError.IsTransient(-taken) ? Constants.ETIMEDOUT : -taken;
                return filled;
            }
        }

        return filled;
    }

    /// <summary>Writes all bytes.</summary>
    /// <exception cref="ProxyFailure">The proxy accepts no more data.</exception>
    internal void Write(ReadOnlySpan<byte> from)
    {
        int length = from.Length;
        _answeredBy = Deadline.In(limit);
        while (!from.IsEmpty)
        {
            int given = Libc.Write(socket, from);
            if (given < 0 && (!SystemError.IsTransient(-given) || !Await(Constants.POLLOUT)))
            {
                int errno = SystemError.IsTransient(-given) ? Constants.ETIMEDOUT : -given;
                throw new ProxyFailure($"write failed ({length - from.Length}/{length}): {SystemError.Text(errno)}");
            }

            from = from[Math.Max(given, 0)..];
        }
    }

    /// <summary>Fills the buffer.</summary>
    /// <param name="into">The buffer to fill.</param>
    /// <param name="counted">The number of bytes for the error line.</param>
    /// <exception cref="ProxyFailure">The proxy sent fewer bytes.</exception>
    internal void ReadExactly(Span<byte> into, int counted)
    {
        int filled = Read(into, out int errno);
        if (filled < into.Length)
        {
            throw new ProxyFailure($"read failed ({filled}/{counted}): {SystemError.Text(errno)}");
        }
    }

    private bool Await(short events) => Readiness.Await(socket, events, _answeredBy);
}
