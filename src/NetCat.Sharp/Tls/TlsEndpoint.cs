using System;
using System.Threading;
using System.Threading.Tasks;
using NetCat.Sharp.IO;
using NetCat.Sharp.Native;
using NetCat.Sharp.Tls;

namespace NetCat.Sharp;

/// <summary>
/// A side of TLS 1.3 and 1.2: keys and authorities, read once, for any number of connections, from any thread. OpenSSL 3 is loaded with the first.
/// </summary>
/// <remarks>Connections that are open go on after the endpoint is disposed of; no handshake may be under way then.</remarks>
public sealed class TlsEndpoint : IDisposable
{
    private readonly TlsContext _context;

    private TlsEndpoint(TlsOptions options)
    {
        TlsFailure failure = TlsContext.Create(options, out TlsContext? context);
        _context = context ?? throw new TlsException(failure);
    }

    /// <summary>The pin of the certificate that a server without one has made for itself, for clients to require; otherwise null.</summary>
    public TlsPin? MadePin => _context.MadePin;

    /// <summary>The side of a client. Without a name in the options no name is required of the server's certificate: give one, or a pin.</summary>
    /// <param name="options">By default the authorities of the system are trusted.</param>
    /// <returns>To be disposed of.</returns>
    /// <exception cref="TlsException">OpenSSL is not installed, or a file does not have what it must.</exception>
    /// <exception cref="ArgumentException">The server would be anyone: neither a name, a pin nor a secret is given, and not <see cref="TlsOptions.AcceptsAny"/>.</exception>
    public static TlsEndpoint Client(TlsOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        bool isKnown = options.Name is not null || options.Pin is not null || options.SecretFile is not null || options.AcceptsAny;
        return isKnown ? new TlsEndpoint(options with { IsServer = false }) : throw new ArgumentException("neither a name, a pin nor a secret of the server", nameof(options));
    }

    /// <summary>The side of a server. Without a certificate it makes one for a day, see <see cref="MadePin"/>.</summary>
    /// <param name="options">What concerns the certificates of servers has no effect.</param>
    /// <returns>To be disposed of.</returns>
    /// <exception cref="TlsException">OpenSSL is not installed, or a file does not have what it must.</exception>
    public static TlsEndpoint Server(TlsOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return new TlsEndpoint(options with { IsServer = true, Name = null, Pin = null, CaFile = null, AcceptsAny = false });
    }

    /// <summary>Makes the handshake, on the calling thread.</summary>
    /// <param name="socket">Connected, a stream; made non-blocking. It stays the caller's, and is used through the connection alone.</param>
    /// <param name="timeout">For the whole handshake; null sets no limit.</param>
    /// <returns>To be disposed of before the socket.</returns>
    /// <exception cref="TlsException">The handshake failed.</exception>
    public TlsConnection Open(NetSocket socket, TimeSpan? timeout = null)
    {
        ArgumentNullException.ThrowIfNull(socket);
        Libc.SetNonBlocking(socket.Descriptor);
        var channel = new TlsChannel(socket.Descriptor, _context);
        if (channel.Handshake(Deadline.In(TimeLimit.Checked(timeout))))
        {
            return new TlsConnection(socket, channel);
        }

        channel.Dispose();
        throw new TlsException(channel.Failure);
    }

    /// <summary>The same on a thread of its own.</summary>
    /// <param name="socket">As with <see cref="Open"/>.</param>
    /// <param name="timeout">For the whole handshake; null sets no limit.</param>
    /// <param name="cancellation">Breaks the connection off.</param>
    /// <returns>To be disposed of before the socket.</returns>
    /// <exception cref="TlsException">The handshake failed.</exception>
    /// <exception cref="OperationCanceledException">It was broken off.</exception>
    public async Task<TlsConnection> OpenAsync(NetSocket socket, TimeSpan? timeout = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(socket);
        using CancellationTokenRegistration breaking = cancellation.Register(() => _ = Libc.Shutdown(socket.Descriptor, Constants.SHUT_RDWR));
        try
        {
            return await Task.Factory.StartNew(() => Open(socket, timeout), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default).ConfigureAwait(false);
        }
        catch (TlsException)
        {
            cancellation.ThrowIfCancellationRequested();
            throw;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _context.Dispose();

    internal bool IsServer => _context.Options.IsServer;

    /// <summary>Why a channel of an endpoint did not open.</summary>
    internal static TlsFault FaultOf(Channel channel) => ((TlsChannel)channel).Failure.Fault;

    /// <summary>For a loop that opens it.</summary>
    internal Channel ChannelOf(int socket) => new TlsChannel(socket, _context);
}
