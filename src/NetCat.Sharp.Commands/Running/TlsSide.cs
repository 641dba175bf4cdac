using System;
using System.Linq;
using NetCat.Sharp.Commands.CommandLine.Planning;
using NetCat.Sharp.Commands.Invocation;
using NetCat.Sharp.Commands.Observing;
using NetCat.Sharp.Commands.Texts;
using NetCat.Sharp.IO;
using NetCat.Sharp.Tls;

namespace NetCat.Sharp.Commands.Running;

/// <summary>The TLS side of nc. It reads keys and authorities once and performs the handshake of each connection.</summary>
internal sealed class TlsSide
{
    /// <summary>The limit of a handshake with a listener without -w, so that a silent client does not block others.</summary>
    private static readonly TimeSpan s_listenerTimeout = TimeSpan.FromSeconds(30);

    private readonly RunContext _call;
    private readonly NcPlan _plan;
    private readonly TlsContext _context;
    private readonly bool _isOfTarget;
    private TlsChannel? _verifying;

    private TlsSide(RunContext call, NcPlan plan, TlsContext context, bool isOfTarget)
        => (_call, _plan, _context, _isOfTarget) = (call, plan, context, isOfTarget);

    /// <summary>The TLS side of nc's own sockets; null for plain text.</summary>
    /// <exception cref="NcExit">OpenSSL is not installed, or the content of a file is not valid.</exception>
    internal static TlsSide? Of(RunContext call, NcPlan plan) => Of(call, plan, plan.Tls, isOfTarget: false);

    /// <summary>The TLS side of the sockets to the target of --forward; null for plain text.</summary>
    /// <exception cref="NcExit">As with <see cref="Of(RunContext, NcPlan)"/>.</exception>
    internal static TlsSide? OfTarget(RunContext call, NcPlan plan) => Of(call, plan, plan.Forward?.Tls, isOfTarget: true);

    private static TlsSide? Of(RunContext call, NcPlan plan, TlsOptions? options, bool isOfTarget)
    {
        if (options is null)
        {
            return null;
        }

        options = options with { AskPassphrase = () => TlsFiles.AskPassphrase(options) };
        TlsLibrary.StartAlone(ReadsKey(plan.Tls) || ReadsKey(plan.Forward?.Tls));
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

        return new TlsSide(call, plan, context, isOfTarget);
    }

    private static bool ReadsKey(TlsOptions? options) => options is { KeyFile: not null } or { CertificateFile: not null };

    /// <summary>Creates a secret for --tls-secret.</summary>
    /// <exception cref="NcExit">OpenSSL is not installed.</exception>
    internal static string NewSecret()
    {
        TlsFailure failure = TlsContext.NewSecret(out string secret);
        return failure.Fault == TlsFault.None ? secret : throw new NcExit(1, TlsSentences.SetUpFailed(failure, new TlsOptions())) { Reason = ExitReason.Tls };
    }

    /// <summary>The limit of a handshake; null sets none.</summary>
    internal TimeSpan? Limit
        => _plan.ConnectTimeout ?? (_plan.Relay.IdleTimeout is { Ticks: > 0 } idle ? idle : _plan.Listens ? s_listenerTimeout : null);

    /// <summary>Creates a TLS channel on a non-blocking socket; a loop performs the handshake.</summary>
    internal Channel ChannelOf(int socket) => new TlsChannel(socket, _context);

    /// <summary>Writes the event of a complete handshake and, with -v, prints its lines.</summary>
    internal void Opened(SessionEvents? events, Channel channel)
    {
        if (events is null && !_plan.Verbose)
        {
            return;
        }

        TlsFacts facts = ((TlsChannel)channel).Facts!;
        events?.Secured(facts, TlsSentences.VerifiedBy(_context.Options), _isOfTarget);
        if (_plan.Verbose)
        {
            string before = _isOfTarget ? "target " : "";
            _call.Say(string.Join('\n', TlsSentences.Report(facts, _context.Options).Select(line => before + line)));
        }
    }

    /// <summary>Writes the event of a failed handshake and returns the line, which the caller prints.</summary>
    internal string Failed(SessionEvents? events, Channel channel)
    {
        string line = TlsSentences.Failed(((TlsChannel)channel).Failure, _context.Options);
        events?.NotSecured(line, _isOfTarget);
        return line;
    }

    /// <summary>The line about a session whose TLS did not end properly; null if it did.</summary>
    internal string? EndOf(Channel channel) => EndOf(channel, _context.Options);

    /// <inheritdoc cref="EndOf(Channel)"/>
    internal static string? EndOf(Channel channel, TlsOptions options) => channel switch
    {
        TlsChannel { Failure.Fault: not TlsFault.None } failed => TlsSentences.Failed(failed.Failure, options),
        TlsChannel { IsTruncated: true } => TlsSentences.Truncated,
        _ => null,
    };

    /// <summary>Checks the first datagram of an unconnected socket: true if the sender has proved that it receives at its address.</summary>
    internal bool Verifies(int socket)
    {
        _verifying ??= new TlsChannel(socket, _context);
        return _verifying.Verify();
    }

    /// <summary>Performs the handshake of a connection and sets its channel. Returns null, or the error.</summary>
    /// <exception cref="NcExit">The total timeout is over.</exception>
    /// <param name="connection">The connection.</param>
    /// <param name="keepsSocket">Whether a failure leaves the socket open.</param>
    internal NcExit? Secure(Connection connection, bool keepsSocket = false)
    {
        Descriptors.SetNonBlocking(connection.Socket.Number);
        TlsChannel channel = _verifying ?? new TlsChannel(connection.Socket.Number, _context);
        _verifying = null;
        connection.Channel = channel;
        if (channel.Handshake(_call.Limit.Within(Limit), _call.Signals is { } signals ? signals.HasCome : null))
        {
            Opened(connection.Events, channel);
            return null;
        }

        string line = Failed(connection.Events, channel);
        bool isSignal = channel.Failure.Fault == TlsFault.Interrupted;
        connection.Events?.Closed(isSignal ? "signal" : "tls-failed", signal: isSignal ? _call.Signals!.Signal : 0);
        _call.EndIfSignalled();
        (keepsSocket ? (IDisposable)channel : connection).Dispose();
        _call.Limit.Check();
        return new NcExit(1, line) { Reason = channel.Failure.Fault == TlsFault.Timeout ? ExitReason.Timeout : ExitReason.Tls };
    }
}
