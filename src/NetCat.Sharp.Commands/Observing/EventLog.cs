using System;
using System.Diagnostics;
using NetCat.Sharp.Commands.CommandLine.Planning;
using NetCat.Sharp.Commands.Invocation;
using NetCat.Sharp.IO;
using NetCat.Sharp.Relaying;
using NetCat.Sharp.Sockets;

namespace NetCat.Sharp.Commands.Observing;

/// <summary>What happens, as it happens, one JSON object a line and each line one write(2). The names are those of nc(1).</summary>
internal sealed partial class EventLog
{
    private readonly SideFile _file;
    private readonly string _transport;
    private SockAddr _listener;
    private SockAddr _local;
    private SockAddr _remote;
    private string? _host;
    private int _port;
    private long _connections;
    private long _number;
    private long _began;
    private bool _sawDatagram;

    private EventLog(SideFile file, string transport)
    {
        _file = file;
        _transport = transport;
    }

    /// <exception cref="NcExit">The file cannot be opened, or the descriptor is not open.</exception>
    internal static EventLog Open(ProcessContext call, SideTarget target, NcPlan plan)
    {
        bool datagrams = plan.Transport == Transport.Udp;
        SideFile file = SideFile.Open(call, target, "events", appends: true, waits: false);
        return new EventLog(file, !plan.IsUnix ? Transports.NameOf(plan.Transport) : datagrams ? "unix-datagram" : "unix");
    }

    /// <summary>Waits until the reader has taken all events, or so many milliseconds; -1 sets no limit.</summary>
    internal void Finish(int milliseconds) => _file.Finish(milliseconds);

    internal void Listening(int socket)
    {
        _listener = SocketAddresses.LocalOf(socket);

        // A socket that is never connected to a peer has no other address and no other beginning.
        (_local, _began) = (_listener, Stopwatch.GetTimestamp());
        Write(AtListener("listening"));
    }

    internal void Ready() => Write(AtListener("ready"));

    /// <summary>A connection, or a socket of datagrams with its one peer.</summary>
    /// <param name="socket">Connected.</param>
    /// <param name="peer">Who it is, where that is known: a peer that has left already has no name any more.</param>
    /// <param name="host">The host operand of a client, where there is one.</param>
    /// <param name="port">The port of it.</param>
    internal void Connected(int socket, SockAddr peer = default, string? host = null, int port = 0)
    {
        SockAddr local = SocketAddresses.LocalOf(socket);
        if (SocketAddresses.IsUnset(peer))
        {
            peer = SocketAddresses.PeerOf(socket);
        }

        Connected(local, peer, host, port);
    }

    /// <summary>A connection that is closed already: with -z nothing comes between connect(2) and close(2).</summary>
    internal void Connected(in SockAddr local, in SockAddr peer, string? host = null, int port = 0)
    {
        (_local, _remote, _host, _port) = (local, peer, host, port);
        _number = ++_connections;
        _began = Stopwatch.GetTimestamp();
        Write(OfConnection("connected"));
    }

    /// <summary>An address that did not answer.</summary>
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

    /// <summary>The first sender of a socket that is about to be connected to it.</summary>
    internal void FirstDatagram(in SockAddr sender)
    {
        (_local, _remote) = (_listener, sender);
        _sawDatagram = true;
        JsonLine line = Begin("first-datagram");
        line.Field("connection"u8, _connections + 1);
        line.Address("local"u8, _local);
        line.Address("remote"u8, _remote);
        Write(line);
    }

    /// <summary>An event of a running relay.</summary>
    internal void Saw(RelayEvent moment)
    {
        if (moment == RelayEvent.FirstDatagram)
        {
            if (!_sawDatagram)
            {
                Write(OfConnection("first-datagram"));
            }

            return;
        }

        JsonLine line = OfConnection("eof");
        line.Field("from"u8, moment == RelayEvent.InputEnded ? "stdin" : "peer");
        Write(line);
    }

    /// <summary>A conversation that is over, with what went wrong before it.</summary>
    /// <param name="relay">What was moved.</param>
    /// <param name="end">Why it ended.</param>
    /// <param name="signal">The signal of <see cref="RelayEnd.Interrupted"/>, 0 where it was none.</param>
    internal void Closed(Relay relay, RelayEnd end, int signal)
    {
        bool reset = SystemError.KindOf(relay.SocketFault) == ErrorKind.PeerReset;
        bool refused = SystemError.KindOf(relay.SocketFault) == ErrorKind.Refused;
        Fault("stdin", relay.InputFault);
        Fault("stdout", relay.OutputFault);
        Fault("socket", relay.SocketFault);
        if (end is RelayEnd.IdleTimeout or RelayEnd.TotalTimeout)
        {
            JsonLine line = OfConnection("timeout");
            line.Field("limit"u8, end == RelayEnd.IdleTimeout ? "idle" : "total");
            Write(line);
        }

        bool faulty = relay.InputFault != 0 || relay.OutputFault != 0 || relay.SocketFault != 0;
        Closed(reset ? "reset" : refused ? "refused" : faulty ? "error" : ReasonOf(end), relay.Sent, relay.Received, signal);
    }

    /// <summary>The end of a connection, one without a conversation too.</summary>
    internal void Closed(string reason, long sent = 0, long received = 0, int signal = 0)
    {
        JsonLine line = OfConnection("closed");
        line.Field("sent"u8, sent);
        line.Field("received"u8, received);
        line.Seconds("duration"u8, Stopwatch.GetElapsedTime(_began).Ticks / TimeSpan.TicksPerMicrosecond);
        line.Field("reason"u8, reason);
        Signal(line, signal);
        Write(line);
        _sawDatagram = false;
    }

    /// <summary>What ends the program.</summary>
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

    private void Fault(string where, int errno)
    {
        if (errno == 0)
        {
            return;
        }

        JsonLine line = OfConnection(NameOf(errno));
        line.Field("at"u8, where);
        Reason(line, errno);
        Write(line);
    }
}
