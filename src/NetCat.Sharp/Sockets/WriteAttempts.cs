using System;
using NetCat.Sharp.Native;

namespace NetCat.Sharp.Sockets;

/// <summary>connect(2) on a non-blocking socket. When the socket is writable, a second call returns the result of the connection attempt.</summary>
internal readonly struct ConnectAttempt(ResolvedAddress to) : ISocketAttempt<int>
{
    public string SystemCall => "connect";

    public int Pending => Constants.EINPROGRESS;

    public int Sent => 0;

    public int Try(int descriptor, out int result)
    {
        result = Libc.Connect(descriptor, to.Address);
        return result switch
        {
            -Constants.EINPROGRESS or -Constants.EALREADY or -Constants.EINTR => -Constants.EINPROGRESS,
            0 or -Constants.EISCONN => to.SocketType == Constants.SOCK_STREAM && SelfConnection.Is(descriptor, to.Address) ? -Constants.ECONNREFUSED : 0,
            _ => result,
        };
    }
}

/// <summary>
/// send(2) until all bytes are sent. It stops after a few megabytes, so that a fast peer does not cause the lock to be held for a long time.
/// </summary>
internal struct SendAttempt(ReadOnlyMemory<byte> bytes) : ISocketAttempt<int>
{
    private const int LargestPiece = 1 << 20;
    private const int PiecesPerTurn = 4;

    public readonly string SystemCall => "send";

    public readonly int Pending => Constants.EAGAIN;

    public int Sent { get; private set; }

    public int Try(int descriptor, out int result)
    {
        for (int piece = 0; piece < PiecesPerTurn; piece++)
        {
            ReadOnlySpan<byte> left = bytes.Span[Sent..];
            result = Libc.Send(descriptor, left[..Math.Min(left.Length, LargestPiece)], Constants.MSG_DONTWAIT);
            if (result < 0 && result != -Constants.EINTR)
            {
                return result;
            }

            Sent += Math.Max(result, 0);
            if (Sent == bytes.Length && result >= 0)
            {
                return result;
            }
        }

        result = 0;
        return -Constants.EAGAIN;
    }
}
