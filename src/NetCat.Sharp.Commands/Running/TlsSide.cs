using System;
using NetCat.Sharp.Commands.CommandLine.Planning;
using NetCat.Sharp.Commands.Invocation;
using NetCat.Sharp.Commands.Texts;
using NetCat.Sharp.IO;
using NetCat.Sharp.Tls;

namespace NetCat.Sharp.Commands.Running;

/// <summary>nc's side of TLS: keys and authorities are read once, and each connection makes its handshake here.</summary>
internal sealed class TlsSide
{
    /// <summary>Milliseconds that a listener without -w waits for a handshake: a client that says nothing must not keep the others out.</summary>
    private const int ListenerPatience = 30_000;

    private readonly RunContext _call;
    private readonly NcPlan _plan;
    private readonly TlsContext _context;

    private TlsSide(RunContext call, NcPlan plan, TlsContext context) => (_call, _plan, _context) = (call, plan, context);

    /// <summary>Null where the connection stays plain.</summary>
    /// <exception cref="NcExit">OpenSSL is not installed, or a file does not have what it must.</exception>
    internal static TlsSide? Of(RunContext call, NcPlan plan)
    {
        if (plan.Tls is not { } options)
        {
            return null;
        }

        TlsFailure failure = TlsContext.Create(options, out TlsContext? context);
        if (context is null)
        {
            throw new NcExit(1, TlsSentences.SetUpFailed(failure, options)) { Reason = ExitReason.Tls };
        }

        if (options.AcceptsAny)
        {
            call.Warn(TlsSentences.Insecure);
        }

        if (context.MadePin is { } pin)
        {
            call.Warn(TlsSentences.Made(pin));
        }

        return new TlsSide(call, plan, context);
    }

    /// <summary>The handshake. The connection has its channel then; null, or why it is refused.</summary>
    /// <exception cref="NcExit">The total time is over.</exception>
    internal NcExit? Secure(Connection connection)
    {
        Descriptors.SetNonBlocking(connection.Socket.Number);
        var channel = new TlsChannel(connection.Socket.Number, _context);
        connection.Channel = channel;
        if (channel.Handshake(_call.Deadline.Within(Limit), _call.Signals is { } signals ? signals.HasCome : null))
        {
            connection.Events?.Secured(channel.Facts!);
            if (_plan.Verbose)
            {
                _call.Say(string.Join('\n', TlsSentences.Report(channel.Facts!, hasOffered: _plan.Tls!.Alpn is not null)));
            }

            return null;
        }

        string line = TlsSentences.Failed(channel.Failure, _plan.Tls!);
        bool isSignal = channel.Failure.Fault == TlsFault.Interrupted;
        connection.Events?.NotSecured(line);
        connection.Events?.Closed(isSignal ? "signal" : "tls-failed", signal: isSignal ? _call.Signals!.Signal : 0);
        _call.EndIfSignalled();
        connection.Dispose();
        _call.Deadline.Check();
        return new NcExit(1, line) { Reason = channel.Failure.Fault == TlsFault.Timeout ? ExitReason.Timeout : ExitReason.Tls };
    }

    private int Limit => _plan.ConnectTimeout > 0 ? _plan.ConnectTimeout : _plan.Relay.IdleMilliseconds > 0 ? _plan.Relay.IdleMilliseconds : _plan.Listens ? ListenerPatience : -1;
}
