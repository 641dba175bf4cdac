using System;
using System.Runtime.InteropServices;
using System.Text;
using NetCat.Sharp.Native;

namespace NetCat.Sharp.Tls;

/// <summary>
/// The configuration that all connections of one side share (SSL_CTX_new(3)): keys, authorities, versions. OpenSSL is loaded with the first context.
/// </summary>
internal sealed partial class TlsContext : IDisposable
{
    private readonly nint _context;
    private GCHandle _self;
    private byte[] _alpn = [];

    private TlsContext(nint context, TlsOptions options)
    {
        _context = context;
        Options = options;
    }

    internal TlsOptions Options { get; }

    /// <summary>The pin of the certificate that the server made for itself, or null.</summary>
    internal TlsPin? MadePin { get; private set; }

    /// <summary>The pin of the last certificate that was refused because of its pin, or null.</summary>
    internal TlsPin? RefusedPin { get; private set; }

    internal nint Handle => _context;

    /// <summary>Creates a context, or returns the failure.</summary>
    internal static TlsFailure Create(TlsOptions options, out TlsContext? context)
    {
        context = null;
        try
        {
            nint handle = options.IsDatagram ? LibSsl.NewDatagramContext() : LibSsl.NewContext();
            if (handle == 0)
            {
                return new TlsFailure(TlsFault.Library, TlsErrors.Take());
            }

            var created = new TlsContext(handle, options);
            TlsFailure failure = created.Configure();
            if (failure.Fault != TlsFault.None)
            {
                created.Dispose();
                LibCrypto.ClearErrors();
                return failure;
            }

            context = created;
            return default;
        }
        catch (DllNotFoundException)
        {
            return new TlsFailure(TlsFault.LibraryMissing);
        }
    }

    /// <summary>Frees the context; connections that were created from it continue.</summary>
    public void Dispose()
    {
        LibSsl.FreeContext(_context);
        if (_self.IsAllocated)
        {
            _self.Free();
        }
    }

    private TlsFailure Configure()
    {
        LibCrypto.ClearErrors();
        _ = LibSsl.ControlContext(_context, TlsConstants.SSL_CTRL_MODE, TlsConstants.SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER, 0);
        _ = LibSsl.SetOptions(_context, TlsConstants.SSL_OP_NO_COMPRESSION | TlsConstants.SSL_OP_NO_RENEGOTIATION | TlsConstants.SSL_OP_NO_TICKET);

        // Sessions are not resumed. A ticket that arrives after the peer has closed would make the kernel reset the connection.
        _ = LibSsl.SetTickets(_context, 0);
        _ = LibSsl.ControlContext(_context, TlsConstants.SSL_CTRL_SET_SESS_CACHE_MODE, TlsConstants.SSL_SESS_CACHE_OFF, 0);
        if (Options.IsDatagram)
        {
            _ = LibSsl.SetOptions(_context, TlsConstants.SSL_OP_NO_QUERY_MTU);
            _ = LibSsl.ControlContext(_context, TlsConstants.SSL_CTRL_SET_MIN_PROTO_VERSION, TlsConstants.DTLS1_2_VERSION, 0);
            return First(ChooseCiphers, Authenticate, Trust, ChooseProtocols, UseCookies);
        }

        // One read(2) can read several records; without this OpenSSL needs two for each record.
        _ = LibSsl.ControlContext(_context, TlsConstants.SSL_CTRL_SET_READ_AHEAD, 1, 0);
        LibSsl.SetReadBuffer(_context, (nuint)TlsChannel.MostOf(TlsChannel.BufferSize));
        int lowest = Options.Lowest == TlsVersion.Any ? TlsConstants.TLS1_2_VERSION : (int)Options.Lowest;
        _ = LibSsl.ControlContext(_context, TlsConstants.SSL_CTRL_SET_MIN_PROTO_VERSION, lowest, 0);
        _ = LibSsl.ControlContext(_context, TlsConstants.SSL_CTRL_SET_MAX_PROTO_VERSION, (int)Options.Highest, 0);
        return First(ChooseCiphers, Authenticate, Trust, ChooseProtocols);
    }

    /// <summary>Returns the first failure of several steps.</summary>
    private static TlsFailure First(params ReadOnlySpan<Func<TlsFailure>> steps)
    {
        foreach (Func<TlsFailure> step in steps)
        {
            if (step() is { Fault: not TlsFault.None } failure)
            {
                return failure;
            }
        }

        return default;
    }

    private TlsFailure ChooseCiphers()
    {
        if (Options.Ciphers is not { } ciphers)
        {
            return default;
        }

        string[] names = ciphers.Split(':', StringSplitOptions.RemoveEmptyEntries);
        if (Options.SecretFile is not null && !Array.TrueForAll(names, FitsSecret))
        {
            return new TlsFailure(TlsFault.Ciphers);
        }

        string suites = string.Join(':', Array.FindAll(names, static name => name.StartsWith("TLS_", StringComparison.Ordinal)));
        string list = string.Join(':', Array.FindAll(names, static name => !name.StartsWith("TLS_", StringComparison.Ordinal)));

        // If all listed suites are for one version, the other version is disabled: a suite that was not named must not be used.
        bool known = LibSsl.SetCipherSuites(_context, suites) == 1 && (list.Length == 0 || LibSsl.SetCipherList(_context, list) == 1);
        int only = Options.IsDatagram ? 0 : list.Length == 0 ? TlsConstants.SSL_CTRL_SET_MIN_PROTO_VERSION : suites.Length == 0 ? TlsConstants.SSL_CTRL_SET_MAX_PROTO_VERSION : 0;
        _ = only == 0 ? 0 : LibSsl.ControlContext(_context, only, list.Length == 0 ? TlsConstants.TLS1_3_VERSION : TlsConstants.TLS1_2_VERSION, 0);
        return known && names.Length > 0 ? default : new TlsFailure(TlsFault.Ciphers, TlsErrors.Take());
    }

    /// <summary>
    /// Whether a suite authenticates with a secret: in TLS 1.3 the suites with the secret's digest, in DTLS 1.2 those with PSK in their name.
    /// </summary>
    private bool FitsSecret(string name)
        => Options.IsDatagram
            ? name.Contains("PSK", StringComparison.Ordinal)
            : name.StartsWith("TLS_", StringComparison.Ordinal) && name.EndsWith("_SHA256", StringComparison.Ordinal);

    /// <summary>The list of protocols in the format of RFC 7301, each preceded by a length byte.</summary>
    private static byte[] WireForm(string[] protocols)
    {
        using var list = new System.IO.MemoryStream();
        foreach (string protocol in protocols)
        {
            byte[] name = Encoding.UTF8.GetBytes(protocol);
            list.WriteByte((byte)name.Length);
            list.Write(name);
        }

        return list.ToArray();
    }
}
