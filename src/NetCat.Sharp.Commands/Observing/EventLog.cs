using System.Diagnostics;
using NetCat.Sharp.Commands.CommandLine.Planning;
using NetCat.Sharp.Commands.Invocation;
using NetCat.Sharp.IO;
using NetCat.Sharp.Sockets;

namespace NetCat.Sharp.Commands.Observing;

/// <summary>--events: writes one JSON object for each event when it occurs, as one line and in one write(2). nc(1) describes the names.</summary>
internal sealed partial class EventLog
{
    private readonly SideFile _file;
    private readonly string _transport;
    private readonly bool _isDual;
    private SockAddr _listener;
    private long _listensSince;
    private long _connections;

    private EventLog(SideFile file, string transport, bool isDual)
    {
        _file = file;
        _transport = transport;
        _isDual = isDual;
    }

    /// <exception cref="NcExit">The file cannot be opened, or the descriptor is not open.</exception>
    internal static EventLog Open(ProcessContext call, SideTarget target, NcPlan plan)
    {
        bool datagrams = plan.Transport == Transport.Udp;
        SideFile file = SideFile.Open(call, target, "events", appends: true, waits: false);
        return new EventLog(file, !plan.IsUnix ? Transports.NameOf(plan.Transport) : datagrams ? "unix-datagram" : "unix", plan.IsDual);
    }

    /// <summary>Waits until the reader has read all events, or until the deadline.</summary>
    internal void Finish(Deadline until) => _file.Finish(until);

    /// <summary>A socket is bound and, unless it is a datagram socket, listening.</summary>
    internal void Listening(int socket)
    {
        SockAddr local = SocketAddresses.LocalOf(socket);
        _listener = SocketAddresses.IsUnset(_listener) ? local : _listener;
        _listensSince = Stopwatch.GetTimestamp();
        JsonLine line = Begin("listening");
        line.Address("local"u8, local);
        Write(line);
    }

    /// <summary>A listener is a member of a multicast group.</summary>
    /// <param name="group">Its address.</param>
    /// <param name="source">The only sender, or empty.</param>
    /// <param name="name">The interface, or empty if the kernel chose it.</param>
    internal void Joined(in SockAddr group, string source, string name)
    {
        JsonLine line = Begin("joined");
        line.Address("group"u8, group);
        line.Field("source"u8, source.Length > 0 ? source : null);
        line.Field("interface"u8, name.Length > 0 ? name : null);
        Write(line);
    }

    /// <summary>--port-file and --ready-fd are written.</summary>
    internal void Ready() => Write(AtListener("ready"));

    /// <summary>A connection, or a datagram socket that is connected to its peer.</summary>
    /// <param name="socket">The connected socket.</param>
    /// <param name="peer">The address of the peer, if known: getpeername(2) fails if the peer has already disconnected.</param>
    /// <param name="host">The host operand of a client, or null.</param>
    /// <param name="port">The port of the host.</param>
    /// <param name="afterDatagram">The peer's first datagram is already in the log.</param>
    /// <param name="isForwarded">The peer is forwarded to a target.</param>
    internal SessionEvents Connected(int socket, SockAddr peer = default, string? host = null, int port = 0, bool afterDatagram = false, bool isForwarded = false)
    {
        SockAddr local = SocketAddresses.LocalOf(socket);
        if (SocketAddresses.IsUnset(peer))
        {
            peer = SocketAddresses.PeerOf(socket);
        }

        return Connected(local, peer, host, port, afterDatagram, isForwarded);
    }

    /// <summary>A connection that is already closed: with -z nothing happens between connect(2) and close(2).</summary>
    internal SessionEvents Connected(in SockAddr local, in SockAddr peer, string? host = null, int port = 0, bool afterDatagram = false, bool isForwarded = false)
    {
        var facts = new SessionFacts(++_connections, Shown(local), Shown(peer), host, port, Stopwatch.GetTimestamp());
        Write(Begin("connected", facts));
        return new SessionEvents(this, facts, afterDatagram) { IsForwarded = isForwarded };
    }

    /// <summary>A session of an unconnected socket that receives from all senders. It has the listener's address and start time.</summary>
    internal SessionEvents Unconnected() => new(this, new SessionFacts(0, _listener, default, null, 0, _listensSince));

    /// <summary>A session of a client with an unconnected socket. The kernel chooses the local address when the first datagram is sent.</summary>
    internal SessionEvents Sending(int socket, in SockAddr remote, string host, int port)
    {
        var facts = new SessionFacts(++_connections, SocketAddresses.LocalOf(socket), remote, host, port, Stopwatch.GetTimestamp());
        Write(Begin("sending", facts));
        return new SessionEvents(this, facts);
    }

    /// <summary>A failed attempt to connect to an address.</summary>
    internal void NotConnected(string host, in SockAddr remote, in OpenResult result)
    {
        bool late = result.Step == OpenStep.ConnectTimeout;
        JsonLine line = Begin(late ? "timeout" : NameOf(result.Errno));
        line.Address("remote"u8, remote);
        line.Field("host"u8, host);
        line.Field("port"u8, remote.Port);
        if (late)
        {
            line.Field("limit"u8, "connect");
        }

        Reason(line, result.Errno);
        Write(line);
    }

    /// <summary>The first datagram of a socket, before the socket is connected to its sender.</summary>
    internal void FirstDatagram(in SockAddr sender)
    {
        JsonLine line = Begin("first-datagram");
        line.Field("connection"u8, _connections + 1);
        line.Address("local"u8, _listener);
        line.Address("remote"u8, Shown(sender));
        Write(line);
    }

    /// <summary>A peer that --allow and --deny do not admit.</summary>
    internal void NotAdmitted(in SockAddr peer)
    {
        JsonLine line = Begin("refused");
        line.Address("local"u8, _listener);
        line.Address("remote"u8, Shown(peer));
        line.Field("errno"u8, (string?)null);
        line.Field("text"u8, "not allowed");
        Write(line);
    }

    /// <summary>With --dual an IPv4-mapped address is shown as an IPv4 address, as with an IPv4 listener.</summary>
    private SockAddr Shown(in SockAddr address) => _isDual ? SocketAddresses.Unmapped(address) : address;

    /// <summary>An error that ends the program.</summary>
    internal void Failed(NcExit exit)
    {
        if (exit.Line is null)
        {
            return;
        }

        JsonLine line = Begin(NameOf(exit.Errno));
        Reason(line, exit.Errno);
        line.Field("message"u8, exit.Line);
        Write(line);
    }
}
