using NetCat.Sharp.Native;

namespace NetCat.Sharp.Relaying;

/// <summary>
/// How a TCP socket sends a stream that is spliced to it (tcp(7)). A fast stream between three programs costs mostly their wake-ups, and small
/// segments cause more of them. So, while more is to come, the kernel may hold a small segment back until an earlier one is acknowledged, and
/// what it has not sent yet is limited: together a sixth more, on two processors. Options that the user has set stay.
/// </summary>
internal struct BulkSending
{
    /// <summary>
    /// A socket with as many unsent bytes takes no more (TCP_NOTSENT_LOWAT): what waits, waits in the source. Bytes that are sent and not
    /// acknowledged do not count, so that a long path stays full.
    /// </summary>
    internal const int MostUnsent = RelayPool.PipeSize;

    private bool _isPrepared;
    private bool _mayHold;

    /// <summary>TCP_NODELAY is off: the last segment is perhaps not sent.</summary>
    private bool _holds;

    /// <summary>Called before bytes are given to the socket.</summary>
    /// <param name="socket">Of any kind; one that is not TCP is left alone.</param>
    /// <param name="hasMore">More bytes are there, which follow at once.</param>
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

    /// <summary>Called after the socket has taken all bytes before those that are to come. Setting TCP_NODELAY sends what was held back.</summary>
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
