using System;
using System.Net.Sockets;
using System.Threading;
using Xunit;

namespace NetCat.Sharp.Tests;

/// <summary>The errno and the system call of a failure, and invalid time limits.</summary>
public sealed class NetSocketExceptionSpecs
{
    [Fact]
    public void An_exception_has_the_errno_its_name_and_the_call()
    {
        using NetSocket first = NetSocket.Listen(SockAddr.Loopback());
        SockAddr taken = first.LocalAddress;
        Assert.Equal((98, "EADDRINUSE", "bind", SocketError.AddressAlreadyInUse), Of(() => NetSocket.Listen(taken)));
        Assert.Equal((98, "EADDRINUSE", "bind", SocketError.AddressAlreadyInUse), Of(() => NetSocket.Connect(SockAddr.Loopback(1), local: taken)));
        Assert.Equal((107, "ENOTCONN", "getpeername", SocketError.NotConnected), Of(() => _ = first.PeerAddress));
        first.Dispose();
        Assert.Equal((111, "ECONNREFUSED", "connect", SocketError.ConnectionRefused), Of(() => NetSocket.Connect(taken)));
        Assert.Equal((97, "EAFNOSUPPORT", "socket", SocketError.AddressFamilyNotSupported), Of(() => NetSocket.Create(9999, Transport.Tcp)));
        Assert.Equal((9, "EBADF", "setsockopt", SocketError.SocketError), Of(() => first.SetOption(SocketOptionKey.Debug, 1)));
    }

    [Fact]
    public void A_name_without_an_address_has_the_code_of_the_resolver()
    {
        NetSocketException failure = Assert.Throws<NetSocketException>(() => NetSocket.Connect("no.such.host.invalid", 1));
        Assert.True(failure.Errno < 0);
        Assert.StartsWith("EAI_", failure.ErrnoName, StringComparison.Ordinal);
        Assert.StartsWith("getaddrinfo: ", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Its_message_is_that_of_perror()
    {
        SocketException failure = Assert.ThrowsAny<SocketException>(() => NetSocket.Connect(SockAddr.Loopback(1)));
        Assert.Equal("connect: Connection refused", failure.Message);
    }

    [Fact]
    public void A_limit_of_time_is_null_or_infinite_for_none_and_never_negative()
    {
        TimeSpan negative = TimeSpan.FromSeconds(-1), tooLong = TimeSpan.FromDays(25);
        RelayPolicy policy = new() { IdleTimeout = Timeout.InfiniteTimeSpan, TotalTimeout = TimeSpan.FromTicks(1), LinePause = TimeSpan.Zero };
        Assert.Equal((null, TimeSpan.FromMilliseconds(1), null, null), (policy.IdleTimeout, policy.TotalTimeout, policy.ReceivesAfterEof, policy.LinePause));
        Assert.Equal(new RelayPolicy { TotalTimeout = TimeSpan.FromMilliseconds(1) }, policy);
        Assert.Throws<ArgumentOutOfRangeException>(() => new RelayPolicy { IdleTimeout = negative });
        Assert.Throws<ArgumentOutOfRangeException>(() => new RelayPolicy { ReceivesAfterEof = tooLong });
        using NetSocket listener = NetSocket.Listen(SockAddr.Loopback());
        Assert.Throws<ArgumentOutOfRangeException>(() => listener.AwaitInput(negative));
        Assert.Throws<ArgumentOutOfRangeException>(() => NetSocket.Connect(listener.LocalAddress, timeout: negative));
        Assert.False(listener.AwaitInput(TimeSpan.Zero));
        using NetSocket client = NetSocket.Connect(listener.LocalAddress, timeout: TimeSpan.FromSeconds(20));
        Assert.True(listener.AwaitInput());
    }

    private static (int, string, string, SocketError) Of(Action call)
    {
        NetSocketException failure = Assert.Throws<NetSocketException>(call);
        return (failure.Errno, failure.ErrnoName, failure.SystemCall, failure.SocketErrorCode);
    }
}
