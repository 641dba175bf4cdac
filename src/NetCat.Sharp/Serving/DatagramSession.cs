using System;
using System.Collections.Generic;
using NetCat.Sharp.IO;
using NetCat.Sharp.Native;
using NetCat.Sharp.Sockets;

namespace NetCat.Sharp.Serving;

/// <summary>
/// A peer of a UDP listener and its own socket to the target, so that replies are sent to the right peer. The session ends when no datagram has
/// passed for the idle time. If the target refuses before it has ever replied, its next address is tried.
/// </summary>
internal sealed class DatagramSession : IEventHandler, IDisposable
{
    /// <summary>The number of datagrams received before other handlers of the loop run.</summary>
    private const int AtOnce = 64;

    /// <summary>The time after which a refusal no longer causes a switch to the next address, because the target was reachable before.</summary>
    private static readonly TimeSpan s_movesWithin = TimeSpan.FromSeconds(1);

    private readonly DatagramForwarding _owner;
    private readonly IReadOnlyList<ResolvedAddress> _addresses;
    private readonly Deadline _movesUntil = Deadline.In(s_movesWithin);
    private OwnedDescriptor? _target;

    /// <summary>
    /// The socket to the previous address, kept open until the loop no longer watches it, so that a new socket cannot get its number.
    /// </summary>
    private OwnedDescriptor? _left;

    /// <summary>
    /// The last datagram, to be sent again to the target's next address; null once the target has replied or if there is no other address.
    /// </summary>
    private byte[]? _unanswered;
    private int _next;
    private bool _hasAnswered;
    private bool _isRefused;
    private bool _isOver;
    private Deadline _idleAt;

    internal DatagramSession(DatagramForwarding owner, in SockAddr peer, byte[] key, IReadOnlyList<ResolvedAddress> addresses)
    {
        (_owner, Peer, Key, _addresses) = (owner, peer, key, addresses);
        _idleAt = Deadline.In(owner.IdleTime);
    }

    /// <inheritdoc/>
    public int SlotCount => 1;

    /// <inheritdoc/>
    public bool ClosesWatched => true;

    /// <summary>The peer's address.</summary>
    internal SockAddr Peer { get; }

    /// <summary>The address to which the peer sent its first datagram.</summary>
    internal SockAddr Local { get; init; }

    /// <summary>The peer's address, followed by the source of replies (<see cref="PacketInfo.Source"/>).</summary>
    internal byte[] Key { get; }

    /// <summary>The address of the target.</summary>
    internal SockAddr Target { get; private set; }

    /// <summary>The number of bytes sent to the peer.</summary>
    internal long Sent { get; private set; }

    /// <summary>The number of bytes from the peer that were sent to the target.</summary>
    internal long Received { get; private set; }

    /// <summary>Whether no datagram has passed for the idle time.</summary>
    internal bool IsIdle { get; private set; }

    /// <summary>Data that an observer attaches to the session.</summary>
    internal object? Note { get; set; }

    /// <summary>The loop entry that wakes the session.</summary>
    internal EventLoop.Entry? Entry { get; set; }

    private bool MayMove => _next + 1 < _addresses.Count && !_hasAnswered && !_movesUntil.IsOver;

    /// <summary>Connects to the first address to which there is a route; 0, or minus errno if there is none.</summary>
    internal int Dial()
    {
        int error = -Constants.EDESTADDRREQ;
        for (; _next < _addresses.Count; _next++)
        {
            error = Connect(_addresses[_next]);
            if (error == 0 || SystemError.KindOf(-error) == ErrorKind.Exhausted)
            {
                break;
            }
        }

        return error;
    }

    /// <summary>Ends the session at the next turn of the loop.</summary>
    internal void Stop() => _isOver = true;

    /// <summary>Sends a datagram of the peer to the target. A datagram that the kernel does not accept is lost.</summary>
    internal void Send(ReadOnlySpan<byte> datagram)
    {
        _idleAt = Deadline.In(_owner.IdleTime);
        if (MayMove)
        {
            _unanswered = datagram.ToArray();
        }

        int sent = Libc.Send(_target!.Number, datagram, Constants.MSG_DONTWAIT);
        if (sent == -Constants.ECONNREFUSED)
        {
            // The error belongs to an earlier datagram; this one was not sent.
            Refused(-sent);
            sent = Libc.Send(_target.Number, datagram, Constants.MSG_DONTWAIT);
        }

        Received += Math.Max(sent, 0);
    }

    /// <inheritdoc/>
    public bool Arm(Span<PollSlot> slots, out Deadline until)
    {
        until = _idleAt;
        slots[0].Watch(_target!.Number, Constants.POLLIN);
        return !_isOver;
    }

    /// <inheritdoc/>
    public void Handle(Span<PollSlot> slots, int answered)
    {
        _left?.Dispose();
        _left = null;
        if (answered > 0)
        {
            Receive();
        }
        else if (_idleAt.IsOver)
        {
            _isOver = IsIdle = true;
        }
    }

    /// <inheritdoc/>
    public void Complete()
    {
        _owner.Ending(this);
        Dispose();
        _owner.Ended(this);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _left?.Dispose();
        _target?.Dispose();
    }

    private void Receive()
    {
        for (int i = 0; i < AtOnce; i++)
        {
            int received = Libc.Read(_target!.Number, _owner.Buffer);
            if (received == -Constants.ECONNREFUSED)
            {
                Refused(-received);
                return;
            }

            if (received < 0)
            {
                return;
            }

            _idleAt = Deadline.In(_owner.IdleTime);
            (_hasAnswered, _isRefused, _unanswered) = (true, false, null);
            Sent += Math.Max(Answer(_owner.Buffer.AsSpan(0, received)), 0);
        }
    }

    private int Answer(ReadOnlySpan<byte> datagram)
    {
        ReadOnlySpan<byte> source = Key.AsSpan(Peer.Bytes.Length);
        return source.IsEmpty ? Libc.SendTo(_owner.Listener, datagram, Peer.Bytes) : PacketInfo.Send(_owner.Listener, datagram, Peer.Bytes, source);
    }

    /// <summary>
    /// Handles a refusal: no socket has the target's port. The target may start later; if there are other addresses, the next one is tried.
    /// </summary>
    private void Refused(int errno)
    {
        OwnedDescriptor? before = _target;
        if (MayMove && _left is null && Moves())
        {
            _left = before;
            if (_unanswered is { } datagram)
            {
                _ = Libc.Send(_target!.Number, datagram, Constants.MSG_DONTWAIT);
            }

            return;
        }

        if (!_isRefused)
        {
            _isRefused = true;
            _owner.Refused(this, errno);
        }
    }

    private bool Moves()
    {
        _next++;
        return Dial() == 0;
    }

    private int Connect(in ResolvedAddress to)
    {
        OpenResult result = Connecting.Prepare(to with { SocketType = to.SocketType | Constants.SOCK_CLOEXEC }, default, _owner.Options.TargetOptions);
        if (!result.Opened)
        {
            return -result.Errno;
        }

        int error = Libc.Connect(result.Descriptor, to.Address);
        if (error < 0)
        {
            Descriptors.Close(result.Descriptor);
            return error;
        }

        (_target, Target) = (new OwnedDescriptor(result.Descriptor), to.Address);
        return 0;
    }
}
