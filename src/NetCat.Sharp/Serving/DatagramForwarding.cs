using System;
using System.Collections.Generic;
using NetCat.Sharp.IO;
using NetCat.Sharp.Native;
using NetCat.Sharp.Relaying;
using NetCat.Sharp.Sockets;

namespace NetCat.Sharp.Serving;

/// <summary>Forwards the datagrams of a UDP listener in one loop. Each peer has a session with a socket to the target until it is idle.</summary>
internal sealed class DatagramForwarding : IServing, IEventHandler, IDisposable
{
    /// <summary>The number of datagrams received before other handlers of the loop run.</summary>
    private const int AtOnce = 64;

    /// <summary>The time for which new peers wait when no descriptor is left.</summary>
    private static readonly TimeSpan s_retryEvery = TimeSpan.FromMilliseconds(100);

    private readonly EventLoop _loop;
    private readonly EventLoop.Entry _entry;
    private readonly IDatagramObserver _observer;
    private readonly Mailbox _mailbox;
    private readonly TargetAddresses _addresses;
    private readonly PacketInfo? _info;
    private readonly SockAddr _local;
    private readonly Dictionary<byte[], DatagramSession> _sessions = new(new BytesComparer());
    private readonly Dictionary<byte[], DatagramSession>.AlternateLookup<ReadOnlySpan<byte>> _byKey;
    private readonly byte[] _key = new byte[SockAddr.Room + PacketInfo.MostSource];
    private ServingTotals _gone;
    private bool _awaitsName;
    private bool _isFull;
    private bool _isNoticed;
    private Deadline _exhaustedUntil = Deadline.Now;
    private bool _takesNone;
    private bool _isClosed;

    private DatagramForwarding(EventLoop loop, int listener, ForwardOptions options, IDatagramObserver observer, Mailbox mailbox)
    {
        (_loop, Listener, Options, _observer, _mailbox) = (loop, listener, options, observer, mailbox);
        (_info, _local) = (PacketInfo.Of(listener), SocketAddresses.LocalOf(listener));
        _byKey = _sessions.GetAlternateLookup<ReadOnlySpan<byte>>();
        _addresses = new TargetAddresses(options.Target, options.Family, options.Numeric, mailbox, Transport.Udp);
        Libc.SetNonBlocking(listener);
        _ = loop.Add(mailbox);
        _entry = loop.Add(this);
    }

    /// <inheritdoc/>
    public int SlotCount => 1;

    /// <inheritdoc/>
    public bool IsClosed { get; private set; }

    /// <inheritdoc/>
    public bool IsOver => IsClosed;

    /// <inheritdoc/>
    public ServingTotals Totals
    {
        get
        {
            ServingTotals totals = _gone with { Clients = _sessions.Count };
            foreach (DatagramSession session in _sessions.Values)
            {
                totals += new ServingTotals(0, session.Received, session.Sent);
            }

            return totals;
        }
    }

    /// <summary>How datagrams are forwarded.</summary>
    internal ForwardOptions Options { get; }

    /// <summary>The time without a datagram after which a session ends.</summary>
    internal TimeSpan? IdleTime => Options.Policy.IdleTimeout;

    /// <summary>The socket that receives from all peers and sends the replies.</summary>
    internal int Listener { get; }

    /// <summary>The buffer for a datagram until it is sent.</summary>
    internal byte[] Buffer { get; } = new byte[Movers.LargestDatagram];

    /// <summary>The number of sessions that have not ended.</summary>
    internal int Count => _sessions.Count;

    /// <summary>Starts to forward in a loop; 0 or minus errno.</summary>
    /// <param name="loop">The loop whose thread serves all peers.</param>
    /// <param name="listener">A bound socket; its owner closes it.</param>
    /// <param name="options">How datagrams are forwarded.</param>
    /// <param name="observer">Receives the events.</param>
    /// <param name="forwarding">Null after an error.</param>
    internal static int Open(EventLoop loop, int listener, ForwardOptions options, IDatagramObserver observer, out DatagramForwarding? forwarding)
    {
        int error = Mailbox.Open(out Mailbox? mailbox);
        forwarding = error < 0 ? null : new DatagramForwarding(loop, listener, options, observer, mailbox!);
        return error;
    }

    /// <inheritdoc/>
    public void Close()
    {
        (_takesNone, _isClosed) = (true, true);
        _loop.Wake(_entry);
    }

    /// <inheritdoc/>
    public void Stop()
    {
        Close();
        foreach (DatagramSession session in _sessions.Values)
        {
            session.Stop();
            _loop.Wake(session.Entry!);
        }
    }

    /// <inheritdoc/>
    public bool Arm(Span<PollSlot> slots, out Deadline until)
    {
        until = Deadline.Never;
        slots[0].Watch(_awaitsName ? -1 : Listener, Constants.POLLIN);
        return !_isClosed || _sessions.Count > 0;
    }

    /// <inheritdoc/>
    public void Handle(Span<PollSlot> slots, int answered)
    {
        if (answered == 0)
        {
            return;
        }

        // The old addresses remain in use while they are looked up again.
        _awaitsName = !_addresses.AreKnown(Resume) && _addresses.Found.Count == 0 && _sessions.Count == 0;
        for (int i = 0; i < AtOnce && !_awaitsName; i++)
        {
            int received = Receive(out ReadOnlySpan<byte> key, out int senderLength);
            if (received < 0)
            {
                return;
            }

            if (_byKey.TryGetValue(key, out DatagramSession? session) || (session = Begin(key, senderLength)) is not null)
            {
                session.Send(Buffer.AsSpan(0, received));
            }
        }
    }

    /// <inheritdoc/>
    public void Complete() => IsClosed = true;

    /// <inheritdoc/>
    public void Dispose() => _mailbox.Dispose();

    internal void Refused(DatagramSession session, int errno) => _observer.Refused(session, errno);

    internal void Ending(DatagramSession session) => _observer.Ending(session);

    internal void Ended(DatagramSession session)
    {
        _ = _sessions.Remove(session.Key);
        _gone += new ServingTotals(0, session.Received, session.Sent);
        Options.Limit.Return();
        _isFull = false;
        if (Options.ServesOne)
        {
            Close();
        }
        else if (_isClosed)
        {
            _loop.Wake(_entry);
        }
    }

    private void Resume()
    {
        _awaitsName = false;
        _loop.Wake(_entry);
    }

    /// <summary>Receives the next datagram; returns the number of bytes or minus errno.</summary>
    /// <param name="key">The sender's address, followed by <see cref="PacketInfo.Source"/> if the listener is bound to every address.</param>
    /// <param name="senderLength">The length of the sender's address.</param>
    private int Receive(out ReadOnlySpan<byte> key, out int senderLength)
    {
        Span<byte> sender = _key.AsSpan(0, SockAddr.Room);
        int received = _info is null
            ? Libc.ReceiveFrom(Listener, Buffer, Constants.MSG_DONTWAIT, sender, out senderLength)
            : _info.Receive(Buffer, sender, out senderLength);
        ReadOnlySpan<byte> source = _info is null ? default : _info.Source;
        source.CopyTo(_key.AsSpan(senderLength));
        key = _key.AsSpan(0, senderLength + source.Length);
        return received;
    }

    /// <summary>Creates a session for a peer; null if its datagram is dropped.</summary>
    private DatagramSession? Begin(ReadOnlySpan<byte> key, int senderLength)
    {
        var peer = new SockAddr(key[..senderLength]);
        if (_takesNone || !_exhaustedUntil.IsOver || !_observer.Admits(Listener, peer))
        {
            return null;
        }

        if (!Options.Limit.TryTake())
        {
            if (!_isFull)
            {
                _isFull = true;
                _observer.Full(peer);
            }

            return null;
        }

        var session = new DatagramSession(this, peer, key.ToArray(), _addresses.Found) { Local = _info?.Local ?? _local };
        int error = _addresses.Found.Count == 0 ? _addresses.Error : session.Dial();
        if (error != 0)
        {
            Options.Limit.Return();
            NotBegun(peer, error);
            return null;
        }

        (_takesNone, _isNoticed) = (Options.ServesOne, false);
        _sessions.Add(session.Key, session);
        _observer.Began(session);
        session.Entry = _loop.Add(session);
        return session;
    }

    private void NotBegun(in SockAddr peer, int error)
    {
        if (_addresses.Found.Count > 0 && SystemError.KindOf(-error) == ErrorKind.Exhausted)
        {
            _exhaustedUntil = Deadline.In(s_retryEvery);
            if (!_isNoticed)
            {
                _isNoticed = true;
                _observer.Exhausted(-error);
            }

            return;
        }

        _observer.NoTarget(peer, _addresses.Found.Count > 0 ? -error : error);
    }
}
