using System;
using System.Linq;
using NetCat.Sharp.Commands.CommandLine.Planning;
using NetCat.Sharp.Commands.Invocation;
using NetCat.Sharp.Commands.Observing;
using NetCat.Sharp.Commands.Texts;
using NetCat.Sharp.IO;
using NetCat.Sharp.Tls;

namespace NetCat.Sharp.Commands.Running;

/// <summary>nc's side of TLS: keys and authorities are read once, and each connection makes its handshake here.</summary>
internal sealed class TlsSide
{
    /// <summary>For a handshake with a listener without -w: a client that says nothing must not keep the others out.</summary>
    private static readonly TimeSpan s_listenerTimeout = TimeSpan.FromSeconds(30);

    private readonly RunContext _call;
    private readonly NcPlan _plan;
    private readonly TlsContext _context;
    private readonly bool _isOfTarget;
    private TlsChannel? _verifying;

    private TlsSide(RunContext call, NcPlan plan, TlsContext context, bool isOfTarget)
        => (_call, _plan, _context, _isOfTarget) = (call, plan, context, isOfTarget);

    /// <summary>The side of nc's own sockets; null where they stay plain.</summary>
    /// <exception cref="NcExit">OpenSSL is not installed, or a file does not have what it must.</exception>
    internal static TlsSide? Of(RunContext call, NcPlan plan) => Of(call, plan, plan.Tls, isOfTarget: false);

    /// <summary>The side of the sockets to the target of --forward; null where they stay plain.</summary>
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

    /// <summary>A new secret for --tls-secret.</summary>
    /// <exception cref="NcExit">OpenSSL is not installed.</exception>
    internal static string NewSecret()
    {
        TlsFailure failure = TlsContext.NewSecret(out string secret);
        return failure.Fault == TlsFault.None ? secret : throw new NcExit(1, TlsSentences.SetUpFailed(failure, new TlsOptions())) { Reason = ExitReason.Tls };
    }

    /// <summary>The limit of a handshake; null sets none.</summary>
    internal TimeSpan? Limit
        => _plan.ConnectTimeout ?? (_plan.Relay.IdleTimeout is { Ticks: > 0 } idle ? idle : _plan.Listens ? s_listenerTimeout : null);

    /// <summary>TLS on a non-blocking socket, for a loop that opens it.</summary>
    internal Channel ChannelOf(int socket) => new TlsChannel(socket, _context);

    /// <summary>A handshake is complete: its event, and with -v its lines.</summary>
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

    /// <summary>A handshake failed: its event. The line is the caller's to print.</summary>
    internal string Failed(SessionEvents? events, Channel channel)
    {
        string line = TlsSentences.Failed(((TlsChannel)channel).Failure, _context.Options);
        events?.NotSecured(line, _isOfTarget);
        return line;
    }

    /// <summary>The line about a session that TLS did not end in order; null where it did.</summary>
    internal string? EndOf(Channel channel) => EndOf(channel, _context.Options);

    /// <inheritdoc cref="EndOf(Channel)"/>
    internal static string? EndOf(Channel channel, TlsOptions options) => channel switch
    {
        TlsChannel { Failure.Fault: not TlsFault.None } failed => TlsSentences.Failed(failed.Failure, options),
        TlsChannel { IsTruncated: true } => TlsSentences.Truncated,
        _ => null,
    };

    /// <summary>Looks at the first datagram of an unconnected socket: true where its sender has shown that it has its address.</summary>
    internal bool Verifies(int socket)
    {
        _verifying ??= new TlsChannel(socket, _context);
        return _verifying.Verify();
    }

    /// <summary>The handshake of the one connection that is served now. The connection has its channel then; null, or why it is refused.</summary>
    /// <exception cref="NcExit">The total time is over.</exception>
    /// <param name="connection">Its socket.</param>
    /// <param name="keepsSocket">A failure leaves the socket open.</param>
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
