using System;
using System.Runtime.InteropServices;
using NetCat.Sharp.Native;

namespace NetCat.Sharp.Tls;

/// <content>ALPN on both sides, and the certificate that a server makes if it has none.</content>
internal sealed unsafe partial class TlsContext
{
    private const int Day = 24 * 60 * 60;

    private TlsFailure ChooseProtocols()
    {
        if (Options.Alpn is not { } protocols)
        {
            return default;
        }

        _alpn = WireForm(protocols.Split(','));
        if (!Options.IsServer)
        {
            return LibSsl.OfferAlpn(_context, _alpn) == 0 ? default : new TlsFailure(TlsFault.Library, TlsErrors.Take());
        }

        LibSsl.ChooseAlpn(_context, &Choose, Self());
        return default;
    }

    /// <summary>Checks the pin during the handshake, so that the server receives an alert if it is refused.</summary>
    private void RequirePin()
    {
        LibSsl.SetVerify(_context, TlsConstants.SSL_VERIFY_PEER);
        LibSsl.VerifyWith(_context, &CheckPin, Self());
    }

    [UnmanagedCallersOnly]
    private static int CheckPin(nint storeContext, nint argument)
    {
        var context = (TlsContext)GCHandle.FromIntPtr(argument).Target!;
        nint certificate = LibCrypto.CertificateIn(storeContext);
        TlsPin? seen = certificate == 0 ? null : TlsPin.Of(certificate, context.Options.Pin!.IsOfKey);
        bool fits = seen == context.Options.Pin;
        context.RefusedPin = fits ? null : seen;
        LibCrypto.SetVerifyResult(storeContext, fits ? TlsConstants.X509_V_OK : TlsConstants.X509_V_ERR_APPLICATION_VERIFICATION);
        return fits ? 1 : 0;
    }

    /// <summary>The argument of the callbacks, which refers to this object.</summary>
    private nint Self()
    {
        _self = _self.IsAllocated ? _self : GCHandle.Alloc(this);
        return GCHandle.ToIntPtr(_self);
    }

    /// <summary>Chooses a protocol. A client that offers none of the server's protocols is refused (no_application_protocol, RFC 7301).</summary>
    [UnmanagedCallersOnly]
    private static int Choose(nint ssl, byte** chosen, byte* length, byte* offered, uint offeredLength, nint argument)
    {
        byte[] own = ((TlsContext)GCHandle.FromIntPtr(argument).Target!)._alpn;
        fixed (byte* server = own)
        {
            // The result points into the client's list or into the server's list; the garbage collector may move the server's list.
            byte* found;
            if (LibSsl.SelectProtocol(&found, length, server, (uint)own.Length, offered, offeredLength) != TlsConstants.OPENSSL_NPN_NEGOTIATED)
            {
                return TlsConstants.SSL_TLSEXT_ERR_ALERT_FATAL;
            }

            var name = new ReadOnlySpan<byte>(found, *length);
            var offers = new ReadOnlySpan<byte>(offered, (int)offeredLength);
            for (int at = 0; at < offers.Length; at += offers[at] + 1)
            {
                if (offers[at] == name.Length && offers.Slice(at + 1, name.Length).SequenceEqual(name))
                {
                    *chosen = offered + at + 1;
                    return TlsConstants.SSL_TLSEXT_ERR_OK;
                }
            }
        }

        return TlsConstants.SSL_TLSEXT_ERR_ALERT_FATAL;
    }

    /// <summary>Makes a certificate with an ECDSA key on P-256, for localhost and the name of this host, valid for one day.</summary>
    private TlsFailure MakeCertificate()
    {
        string host = Environment.MachineName;
        string names = "DNS:localhost,IP:127.0.0.1,IP:::1";
        names = IsHostName(host) && host != "localhost" ? $"{names},DNS:{host}" : names;
        nint key = LibCrypto.NewKey();
        nint certificate = key == 0 ? 0 : LibCrypto.NewCertificate(key, "localhost", names, (ulong)Random.Shared.NextInt64(1, long.MaxValue), Day);
        bool used = certificate != 0 && LibSsl.UseCertificate(_context, certificate) == 1 && LibSsl.UseKey(_context, key) == 1;
        MadePin = used ? TlsPin.Of(certificate) : null;
        LibCrypto.FreeCertificate(certificate);
        LibCrypto.FreeKey(key);
        return used ? default : new TlsFailure(TlsFault.Library, TlsErrors.Take());
    }

    internal static bool IsHostName(string name)
        => name.Length is > 0 and < 254 && Array.TrueForAll(name.ToCharArray(), static c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-');
}
