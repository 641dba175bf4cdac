using System;
using System.Diagnostics;
using NetCat.Sharp.Commands.Texts;
using NetCat.Sharp.IO;
using NetCat.Sharp.Relaying;
using NetCat.Sharp.Tls;

namespace NetCat.Sharp.Commands.Observing;

/// <summary>Writes the events of one session, each with its number and addresses. Several sessions write to one log.</summary>
internal sealed class SessionEvents
{
    /// <summary>The reason for a client that is closed because another one is served.</summary>
    internal const string NotServed = "not-served";

    private readonly EventLog _log;
    private readonly SessionFacts _facts;
    private bool _hasFirstDatagram;

    /// <param name="log">The log.</param>
    /// <param name="facts">The facts that every line of the session states.</param>
    /// <param name="hasFirstDatagram">The first datagram is already in the log.</param>
    internal SessionEvents(EventLog log, in SessionFacts facts, bool hasFirstDatagram = false)
        => (_log, _facts, _hasFirstDatagram) = (log, facts, hasFirstDatagram);

    /// <summary>Whether the other side of the relay is the target of --forward, not standard input and output.</summary>
    internal bool IsForwarded { get; init; }

    private string Input => IsForwarded ? "target" : "stdin";

    private string Output => IsForwarded ? "target" : "stdout";

    /// <summary>An event of the relay while it runs.</summary>
    internal void Saw(RelayEvent moment)
    {
        if (moment == RelayEvent.FirstDatagram)
        {
            if (!_hasFirstDatagram)
            {
                _hasFirstDatagram = true;
                _log.Write(Begin("first-datagram"));
            }

            return;
        }

        JsonLine line = Begin("eof");
        line.Field("from"u8, moment == RelayEvent.InputEnded ? Input : "peer");
        _log.Write(line);
    }

    /// <summary>The end of a session that was relayed, after a line for each error.</summary>
    /// <param name="relay">What was moved.</param>
    /// <param name="end">Why it ended.</param>
    /// <param name="signal">The signal of <see cref="RelayEnd.Interrupted"/>, or 0.</param>
    internal void Closed(Relay relay, RelayEnd end, int signal)
    {
        bool reset = SystemError.KindOf(relay.SocketFault) == ErrorKind.PeerReset;
        bool refused = SystemError.KindOf(relay.SocketFault) == ErrorKind.Refused;
        Fault(Input, relay.InputFault);
        Fault(Output, relay.OutputFault == relay.InputFault && IsForwarded ? 0 : relay.OutputFault);
        Fault("socket", relay.SocketFault);
        if (end is RelayEnd.IdleTimeout or RelayEnd.TotalTimeout)
        {
            JsonLine line = Begin("timeout");
            line.Field("limit"u8, end == RelayEnd.IdleTimeout ? "idle" : "total");
            _log.Write(line);
        }

        bool faulty = relay.IsBroken;
        Closed(reset ? "reset" : refused ? "refused" : faulty ? "error" : ReasonOf(end), relay.Sent, relay.Received, signal);
    }

    /// <summary>The TLS handshake with the peer or the target is complete. Fields of a certificate are null if there is none.</summary>
    /// <param name="facts">The result of the handshake.</param>
    /// <param name="verified">How the peer was verified.</param>
    /// <param name="isOfTarget">Whether the connection is the one to the target of --forward.</param>
    internal void Secured(TlsFacts facts, string verified, bool isOfTarget)
    {
        TlsCertificate? certificate = facts.Certificate;
        JsonLine line = Begin("tls");
        line.Field("with"u8, isOfTarget ? "target" : "peer");
        line.Field("version"u8, facts.Version);
        line.Field("cipher"u8, facts.Cipher);
        line.Field("alpn"u8, facts.Alpn);
        line.Field("verified"u8, verified);
        line.Field("subject"u8, certificate?.Subject);
        line.Field("issuer"u8, certificate?.Issuer);
        line.Field("names"u8, certificate?.Names);
        line.Field("not-before"u8, TlsSentences.Date(certificate?.NotBefore));
        line.Field("not-after"u8, TlsSentences.Date(certificate?.NotAfter));
        line.Field("pin"u8, certificate?.Pin.ToString());
        line.Field("key-pin"u8, certificate?.KeyPin.ToString());
        line.OpenList("chain"u8);
        foreach (TlsCertificate issuer in facts.Chain)
        {
            line.OpenElement();
            line.Field("subject"u8, issuer.Subject);
            line.Field("issuer"u8, issuer.Issuer);
            line.Field("not-before"u8, TlsSentences.Date(issuer.NotBefore));
            line.Field("not-after"u8, TlsSentences.Date(issuer.NotAfter));
            line.Close();
        }

        line.CloseList();
        _log.Write(line);
    }

    /// <summary>The TLS handshake failed.</summary>
    internal void NotSecured(string text, bool isOfTarget)
    {
        JsonLine line = Begin("tls-failed");
        line.Field("with"u8, isOfTarget ? "target" : "peer");
        line.Field("text"u8, text);
        _log.Write(line);
    }

    /// <summary>The end of a session that the relay did not end by itself.</summary>
    internal void Closed(RelayEnd end, long sent = 0, long received = 0, int signal = 0) => Closed(ReasonOf(end), sent, received, signal);

    /// <summary>The end of a session, also of one without a relay.</summary>
    internal void Closed(string reason, long sent = 0, long received = 0, int signal = 0)
    {
        JsonLine line = Begin("closed");
        line.Field("sent"u8, sent);
        line.Field("received"u8, received);
        line.Seconds("duration"u8, Microseconds);
        line.Field("reason"u8, reason);
        EventLog.Signal(line, signal);
        _log.Write(line);
    }

    /// <summary>The queue of the client is full.</summary>
    internal void IsSlow() => _log.Write(Begin("slow"));

    /// <summary>The client has a connection to the target of --forward.</summary>
    internal void Forwarded(in SockAddr target)
    {
        JsonLine line = Begin("forwarded");
        line.Address("target"u8, target);
        _log.Write(line);
    }

    /// <summary>The connection to the target of --forward failed: the client is closed.</summary>
    /// <param name="target">As typed.</param>
    /// <param name="error">errno or, below zero, an EAI_ code.</param>
    internal void NotForwarded(string target, int error)
    {
        JsonLine line = Begin(EventLog.NameOf(error));
        line.Field("at"u8, "target");
        line.Field("target"u8, target);
        EventLog.Reason(line, error);
        _log.Write(line);
        Closed("no-target");
    }

    /// <summary>The proxy to the target of --forward cannot be reached, or refuses: the client is closed.</summary>
    internal void NotForwarded(string target, string text)
    {
        JsonLine line = Begin("error");
        line.Field("at"u8, "proxy");
        line.Field("target"u8, target);
        line.Field("text"u8, text);
        _log.Write(line);
        Closed("no-target");
    }

    /// <summary>The end of a session that a program served; without TLS only the program knows how many bytes it moved.</summary>
    /// <param name="status">The program's exit status; null if a signal or the total timeout ends nc while the program still runs.</param>
    /// <param name="signal">That signal, or 0.</param>
    /// <param name="relay">The relay of a TLS connection, whose bytes nc moves; otherwise null.</param>
    internal void ProgramEnded(int? status, int signal = 0, Relay? relay = null)
    {
        JsonLine line = Begin("closed");
        if (relay is null)
        {
            line.Field("sent"u8, (string?)null);
            line.Field("received"u8, (string?)null);
        }
        else
        {
            line.Field("sent"u8, relay.Sent);
            line.Field("received"u8, relay.Received);
        }

        line.Seconds("duration"u8, Microseconds);
        line.Field("reason"u8, status is not null ? "program-ended" : ReasonOf(signal != 0 ? RelayEnd.Interrupted : RelayEnd.TotalTimeout));
        if (status is { } code)
        {
            line.Field("status"u8, code);
        }

        EventLog.Signal(line, signal);
        _log.Write(line);
    }

    private static string ReasonOf(RelayEnd end) => end switch
    {
        RelayEnd.IdleTimeout => "idle-timeout",
        RelayEnd.TotalTimeout => "total-timeout",
        RelayEnd.QuitTimer => "quit-timer",
        RelayEnd.PeerDone => "peer-done",
        RelayEnd.Interrupted => "signal",
        RelayEnd.OutputsClosed => "nowhere-to-write",
        _ => "done",
    };

    private long Microseconds => Stopwatch.GetElapsedTime(_facts.Began).Ticks / TimeSpan.TicksPerMicrosecond;

    private void Fault(string where, int errno)
    {
        if (errno == 0)
        {
            return;
        }

        JsonLine line = Begin(EventLog.NameOf(errno));
        line.Field("at"u8, where);
        EventLog.Reason(line, errno);
        _log.Write(line);
    }

    private JsonLine Begin(string name) => _log.Begin(name, _facts);
}
