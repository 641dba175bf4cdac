using System;
using System.Runtime.InteropServices;
using NetCat.Sharp.Native;

namespace NetCat.Sharp.Tls;

/// <content>A secret that both ends share, in place of certificates: an external PSK of TLS 1.3 with (EC)DHE (RFC 8446, section 2.2).</content>
internal sealed unsafe partial class TlsContext
{
    /// <summary>The suite that determines the digest of the secret, SHA-256.</summary>
    private const int SuiteOfSecret = 0x1301;

    private byte[] _secret = [];

    private static ReadOnlySpan<byte> Identity => "nc"u8;

    /// <summary>Makes a new secret of 64 hexadecimal digits, or returns the failure.</summary>
    internal static TlsFailure NewSecret(out string digits)
    {
        Span<byte> secret = stackalloc byte[TlsSecret.NewLength];
        digits = "";
        try
        {
            bool made = LibCrypto.Randomize(secret);
            digits = Convert.ToHexStringLower(secret);
            return made ? default : new TlsFailure(TlsFault.Library, TlsErrors.Take());
        }
        catch (DllNotFoundException)
        {
            return new TlsFailure(TlsFault.LibraryMissing);
        }
    }

    private TlsFailure UseSecret(TlsFile file)
    {
        TlsFailure failure = PemContent.Read(file, TlsFault.SecretFile, out ReadOnlyMemory<byte> content);
        if (failure.Fault != TlsFault.None || TlsSecret.Parse(content.Span) is not { } secret)
        {
            return failure.Fault != TlsFault.None ? failure : new TlsFailure(TlsFault.SecretFile);
        }

        _secret = secret;
        LibSsl.SetData(_context, Self());
        if (Options.IsDatagram)
        {
            UseDatagramSecret();
            return default;
        }

        _ = LibSsl.ControlContext(_context, TlsConstants.SSL_CTRL_SET_MIN_PROTO_VERSION, TlsConstants.TLS1_3_VERSION, 0);
        if (Options.Ciphers is null)
        {
            _ = LibSsl.SetCipherSuites(_context, "TLS_AES_128_GCM_SHA256:TLS_CHACHA20_POLY1305_SHA256");
        }

        if (Options.IsServer)
        {
            LibSsl.FindSecret(_context, &Find);
        }
        else
        {
            // A server that sends a certificate does not use the secret, so its certificate is verified and refused.
            LibSsl.SetVerify(_context, TlsConstants.SSL_VERIFY_PEER);
            LibSsl.VerifyWith(_context, &RefuseCertificate, 0);
            LibSsl.OfferSecret(_context, &Offer);
        }

        return default;
    }

    [UnmanagedCallersOnly]
    private static int RefuseCertificate(nint storeContext, nint argument)
    {
        LibCrypto.SetVerifyResult(storeContext, TlsConstants.X509_V_ERR_APPLICATION_VERIFICATION);
        return 0;
    }

    /// <summary>Returns 1 and the session with the secret; OpenSSL compares its digest with that of the suite.</summary>
    [UnmanagedCallersOnly]
    private static int Offer(nint ssl, nint digest, byte** identity, nuint* length, nint* session)
    {
        *session = SessionOf(ssl);

        // The identity is constant data in the program's image, which does not move.
        fixed (byte* p = Identity)
        {
            *identity = p;
            *length = (nuint)Identity.Length;
        }

        return *session == 0 ? 0 : 1;
    }

    /// <summary>Returns 1; without a session if the identity is a different one.</summary>
    [UnmanagedCallersOnly]
    private static int Find(nint ssl, byte* identity, nuint length, nint* session)
    {
        *session = new ReadOnlySpan<byte>(identity, (int)length).SequenceEqual(Identity) ? SessionOf(ssl) : 0;
        return 1;
    }

    private static nint SessionOf(nint ssl) => LibSsl.SessionOf(ssl, Of(ssl)._secret, SuiteOfSecret);

    /// <summary>The context of a connection, for callbacks that have no argument for it.</summary>
    private static TlsContext Of(nint ssl) => (TlsContext)GCHandle.FromIntPtr(LibSsl.DataOf(LibSsl.ContextOf(ssl))).Target!;
}
