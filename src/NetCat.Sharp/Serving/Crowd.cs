using System;
using System.Collections.Generic;
using NetCat.Sharp.IO;
using NetCat.Sharp.Sockets;

namespace NetCat.Sharp.Serving;

/// <summary>
/// Clients of a listener that are served together in one loop. Their data goes to an output and the input goes to all of them, or the data of one
/// goes to all others. Each client has a bounded queue, so that none delays another.
/// </summary>
internal sealed partial class Crowd : IClientHost, IServing
{
    private readonly EventLoop _loop;
    private readonly ICrowdObserver _observer;
    private readonly List<CrowdMember> _members = [];
    private readonly Acceptor _acceptor;
    private readonly CrowdInput? _input;
    private readonly CrowdOutput? _output;
    private readonly byte[] _piece;
    private CrowdMember? _speaker;
    private long _accepted;
    private int _full;
    private bool _isClosed;
    private bool _isStopped;

    /// <summary>Serves the clients of a listener in a loop.</summary>
    /// <param name="loop">The loop whose thread serves all clients.</param>
    /// <param name="listener">A listening socket; its owner closes it.</param>
    /// <param name="options">How clients are served.</param>
    /// <param name="observer">Receives the events.</param>
    internal Crowd(EventLoop loop, int listener, CrowdOptions options, ICrowdObserver observer)
    {
        (_loop, Options, _observer) = (loop, options, observer);
        _piece = new byte[PieceSize(options.QueueLimit)];
        _output = options.Output < 0 ? null : new CrowdOutput(this, loop);
        _input = options.Input < 0 ? null : new CrowdInput(this, loop);
        _acceptor = new Acceptor(loop, listener, this);
    }

    /// <inheritdoc/>
    public bool HasRoom => !_isClosed && _members.Count < Options.MostClients;

    /// <inheritdoc/>
    public bool IsClosed => _acceptor.IsDone;

    /// <inheritdoc/>
    public bool IsOver => _isClosed && _members.Count == 0 && (_isStopped || _output is null or { IsEmpty: true });

    /// <summary>How clients are served.</summary>
    internal CrowdOptions Options { get; }

    /// <summary>The number of clients that have joined.</summary>
    internal int MemberCount { get; private set; }

    /// <summary>Whether reading is paused until a queue has room again.</summary>
    internal bool IsBlocked => _full > 0;

    /// <summary>The buffer for one read.</summary>
    internal Span<byte> Piece => _piece;

    /// <inheritdoc/>
    public void Close()
    {
        _isClosed = true;
        _acceptor.Close();
    }

    /// <inheritdoc/>
    public void Stop()
    {
        _isStopped = true;
        Close();
        foreach (CrowdMember member in _members)
        {
            member.End(CrowdEnd.Stopped);
        }
    }

    /// <inheritdoc/>
    public bool Prepare() => true;

    /// <inheritdoc/>
    public void Missed()
    {
    }

    /// <inheritdoc/>
    public void Serve(int socket, in SockAddr peer)
    {
        if (!_observer.Admits(socket, peer))
        {
            new OwnedDescriptor(socket).Dispose();
            return;
        }

        var member = new CrowdMember(this, socket, peer, ++_accepted) { Index = _members.Count, Lines = Options.IsChat ? new ChatLines(_accepted) : null };
        _members.Add(member);
        _observer.Accepted(member);
        member.Begin();
        member.Entry = _loop.Add(member);
    }

    /// <inheritdoc/>
    public void Exhausted(int errno) => _observer.Exhausted(errno);

    /// <inheritdoc/>
    public void AcceptFailed(int errno)
    {
        Close();
        _observer.AcceptFailed(errno);
    }

    /// <summary>Calls a client at the next turn of the loop; a client that is not yet in the loop is called in any case.</summary>
    internal void Wake(CrowdMember member)
    {
        if (member.Entry is { } entry)
        {
            _loop.Wake(entry);
        }
    }

    /// <summary>Called when a client has joined.</summary>
    internal void Joined(CrowdMember member)
    {
        MemberCount++;
        _observer.Joined(member);
        Announce(member, SocketAddresses.IsUnset(member.Peer) || SocketAddresses.IsUnix(member.Peer) ? "has joined" : "has joined from " + SocketAddresses.Unmapped(member.Peer));
        _input?.Wake();
    }

    /// <summary>Called with bytes from a client.</summary>
    internal void Came(CrowdMember from, ReadOnlySpan<byte> bytes)
    {
        if (from.Lines is { } lines)
        {
            _speaker = from;
            lines.Take(bytes, SendFromSpeaker);
            return;
        }

        var shared = SharedBytes.Of(bytes);
        if (Options.IsBroker)
        {
            SendToAll(shared, but: from);
        }
        else
        {
            _output?.Send(shared);
            shared.Release();
        }
    }

    /// <summary>Called with bytes from the input.</summary>
    internal void Came(ReadOnlySpan<byte> bytes) => SendToAll(SharedBytes.Of(bytes), but: null);

    /// <summary>Called when a client has finished sending.</summary>
    internal void Finished(CrowdMember member)
    {
        _speaker = member;
        member.Lines?.Finish(SendFromSpeaker);
    }

    /// <summary>Updates the count of clients for which the others wait; when it is zero, reading resumes.</summary>
    internal void Count(CrowdMember member)
    {
        bool isFull = Options.Slow == SlowPolicy.Wait && member.Waiting > Options.QueueLimit - _piece.Length;
        if (isFull != member.IsFull)
        {
            member.IsFull = isFull;
            Block(isFull);
        }
    }

    /// <summary>Called when one more queue cannot take another piece, or one fewer.</summary>
    internal void Block(bool isFull)
    {
        _full += isFull ? 1 : -1;
        if (_full > 0)
        {
            return;
        }

        _input?.Wake();
        foreach (CrowdMember member in _members)
        {
            if (member.IsParked)
            {
                Wake(member);
            }
        }
    }

    /// <summary>Called when the output accepts no more data: there is no reason to serve clients any longer.</summary>
    internal void OutputFailed(int errno)
    {
        Stop();
        _observer.OutputFailed(errno);
    }

    internal void IsSlow(CrowdMember member) => _observer.IsSlow(member);

    internal void Ending(CrowdMember member) => _observer.Ending(member);

    internal void Ended(CrowdMember member)
    {
        bool wasFull = !HasRoom;
        CrowdMember last = _members[^1];
        last.Index = member.Index;
        _members[member.Index] = last;
        _members.RemoveAt(_members.Count - 1);
        _gone += new ServingTotals(0, member.Received, member.Sent);
        if (member.HasJoined)
        {
            MemberCount--;
            Announce(member, "has left");
        }

        if (wasFull || _acceptor.IsExhausted)
        {
            _acceptor.Resume();
        }
    }

    private void SendFromSpeaker(SharedBytes line) => SendToAll(line, but: _speaker);

    private void SendToAll(SharedBytes bytes, CrowdMember? but)
    {
        foreach (CrowdMember member in _members)
        {
            if (member != but)
            {
                member.Send(bytes);
            }
        }

        bytes.Release();
    }

    private void Announce(CrowdMember member, string what)
    {
        if (member.Lines is { } lines)
        {
            SendToAll(lines.Announce(what), but: null);
        }
    }
}
