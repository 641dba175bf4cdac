using System;
using NetCat.Sharp.Native;

namespace NetCat.Sharp.Sockets;

/// <summary>accept4(2) on a non-blocking listener. A client that left while it waited is skipped.</summary>
internal readonly struct AcceptAttempt(int family) : ISocketAttempt<NetSocket>
{
    public string SystemCall => "accept";

    public int Pending => Constants.EAGAIN;

    public int Sent => 0;

    public int Try(int descriptor, out NetSocket result)
    {
        int accepted;
        do
        {
            accepted = Libc.Accept(descriptor, Constants.SOCK_NONBLOCK, out _);
        }
        while (accepted is -Constants.EINTR or -Constants.ECONNABORTED);
        result = accepted < 0 ? null! : new NetSocket(accepted, family);
        return accepted;
    }
}

/// <summary>recvfrom(2) without the sender's address.</summary>
internal readonly struct ReceiveAttempt(Memory<byte> into) : ISocketAttempt<int>
{
    public string SystemCall => "recvfrom";

    public int Pending => Constants.EAGAIN;

    public int Sent => 0;

    public int Try(int descriptor, out int result)
    {
        do
        {
            result = Libc.ReceiveFrom(descriptor, into.Span, Constants.MSG_DONTWAIT, default, out _);
        }
        while (result == -Constants.EINTR);
        return result;
    }
}

/// <summary>recvfrom(2) with the sender's address.</summary>
internal readonly struct ReceiveFromAttempt(Memory<byte> into) : ISocketAttempt<ReceivedDatagram>
{
    public string SystemCall => "recvfrom";

    public int Pending => Constants.EAGAIN;

    public int Sent => 0;

    public int Try(int descriptor, out ReceivedDatagram result)
    {
        int received;
        SockAddr sender;
        do
        {
            received = Libc.ReceiveFrom(descriptor, into.Span, Constants.MSG_DONTWAIT, out sender);
        }
        while (received == -Constants.EINTR);
        result = new ReceivedDatagram(received, sender);
        return received;
    }
}

/// <summary>
/// recvfrom(2) with MSG_PEEK, which returns the sender of the first datagram and leaves it in the queue; then, if requested, connect(2) to the
/// sender.
/// </summary>
internal struct FirstSenderAttempt(bool connects) : ISocketAttempt<SockAddr>
{
    private bool _found;

    public readonly string SystemCall => _found ? "connect" : "recvfrom";

    public readonly int Pending => Constants.EAGAIN;

    public readonly int Sent => 0;

    public int Try(int descriptor, out SockAddr result)
    {
        Span<byte> peeked = stackalloc byte[1];
        int received;
        do
        {
            received = Libc.ReceiveFrom(descriptor, peeked, Constants.MSG_PEEK | Constants.MSG_DONTWAIT, out result);
        }
        while (received == -Constants.EINTR);
        _found = received >= 0;
        return _found && connects ? Libc.Connect(descriptor, result) : received;
    }
}
