using System;
using System.Threading;
using System.Threading.Tasks;
using NetCat.Sharp.IO;
using NetCat.Sharp.Native;
using NetCat.Sharp.Tls;

namespace NetCat.Sharp;

/// <summary>
/// One side of TLS 1.3 and 1.2: keys and authorities, which are read once, for any number of connections from any thread. OpenSSL 3 is loaded with
/// the first endpoint.
/// </summary>
/// <remarks>Open connections continue after the endpoint is disposed of; no handshake may be in progress then.</remarks>
public sealed class TlsEndpoint : IDisposable
{
    private readonly TlsContext _context;

    private TlsEndpoint(TlsOptions options)
    {
        TlsFailure failure = TlsContext.Create(options, out TlsContext? context);
        _context = context ?? throw new TlsException(failure);
    }

    /// <summary>The pin of the certificate that a server without one has made for itself, which clients can require; otherwise null.</summary>
    public TlsPin? MadePin => _context.MadePin;

    /// <summary>
    /// Creates the client side. Without a name in the options, the name in the server's certificate is not checked: set a name or a pin.
    /// </summary>
    /// <param name="options">The options; by default the authorities of the system are trusted.</param>
    /// <returns>The endpoint; the caller disposes of it.</returns>
    /// <exception cref="TlsException">OpenSSL is not installed, or a file lacks required content.</exception>
    /// <exception cref="ArgumentException">
    /// Any server would be accepted: there is no name, no pin and no secret, and <see cref="TlsOptions.AcceptsAny"/> is not set.
    /// </exception>
    public static TlsEndpoint Client(TlsOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        bool isKnown = options.Name is not null || options.Pin is not null || options.SecretFile is not null || options.AcceptsAny;
        return isKnown ? new TlsEndpoint(options with { IsServer = false }) : throw new ArgumentException("neither a name, a pin nor a secret of the server", nameof(options));
    }

    /// <summary>Creates the server side. Without a certificate it makes one that is valid for a day, see <see cref="MadePin"/>.</summary>
    /// <param name="options">The options; those for verifying a server have no effect.</param>
    /// <returns>The endpoint; the caller disposes of it.</returns>
    /// <exception cref="TlsException">OpenSSL is not installed, or a file lacks required content.</exception>
    public static TlsEndpoint Server(TlsOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return new TlsEndpoint(options with { IsServer = true, Name = null, Pin = null, CaFile = null, AcceptsAny = false });
    }

    /// <summary>Performs the handshake on the calling thread.</summary>
    /// <param name="socket">
    /// A connected stream socket; it is made non-blocking. The caller disposes of it, and uses it only through the connection.
    /// </param>
    /// <param name="timeout">The time limit of the whole handshake; null sets no limit.</param>
    /// <returns>The connection; the caller disposes of it before the socket.</returns>
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

    /// <summary>Performs the handshake on a new thread.</summary>
    /// <param name="socket">As with <see cref="Open"/>.</param>
    /// <param name="timeout">The time limit of the whole handshake; null sets no limit.</param>
    /// <param name="cancellation">Shuts down the connection.</param>
    /// <returns>The connection; the caller disposes of it before the socket.</returns>
    /// <exception cref="TlsException">The handshake failed.</exception>
    /// <exception cref="OperationCanceledException">The handshake was cancelled.</exception>
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

    /// <summary>Returns why a channel of an endpoint did not open.</summary>
    internal static TlsFault FaultOf(Channel channel) => ((TlsChannel)channel).Failure.Fault;

    /// <summary>Creates a channel for a loop, which opens it.</summary>
    internal Channel ChannelOf(int socket) => new TlsChannel(socket, _context);
}
