using System;
using System.Collections.Generic;
using NetCat.Sharp.Native;

namespace NetCat.Sharp.Tls;

/// <content>The certificate of this side, and the trusted authorities for the peer's certificate.</content>
internal sealed partial class TlsContext
{
    private TlsFailure Authenticate()
    {
        if (Options.CertificateFile is not { } file)
        {
            return Options.IsServer && Options.SecretFile is null ? MakeCertificate() : default;
        }

        TlsFailure failure = PemContent.Read(file, TlsFault.CertificateFile, out ReadOnlyMemory<byte> content);
        failure = failure.Fault == TlsFault.None ? UseCertificates(content.Span) : failure;
        return failure.Fault != TlsFault.None ? failure : UseKey(Options.KeyFile ?? file with { Content = content });
    }

    private TlsFailure UseCertificates(ReadOnlySpan<byte> content)
    {
        List<nint> chain = [];
        TlsFailure failure = PemContent.ReadCertificates(content, TlsFault.CertificateFile, chain);
        for (int i = 0; i < chain.Count && failure.Fault == TlsFault.None; i++)
        {
            nint used = i == 0 ? LibSsl.UseCertificate(_context, chain[i]) : LibSsl.AddToChain(_context, chain[i]);
            failure = used == 1 ? failure : TlsErrors.Take(TlsFault.CertificateFile);
        }

        chain.ForEach(LibCrypto.FreeCertificate);
        return failure;
    }

    private TlsFailure UseKey(TlsFile file)
    {
        TlsFailure failure = PemContent.Read(file, TlsFault.KeyFile, out ReadOnlyMemory<byte> content);
        if (failure.Fault != TlsFault.None)
        {
            return failure;
        }

        failure = PemContent.ReadKey(content.Span, Options.AskPassphrase, out nint key);
        if (failure.Fault != TlsFault.None)
        {
            return failure;
        }

        bool used = LibSsl.UseKey(_context, key) == 1;
        LibCrypto.FreeKey(key);
        return !used ? TlsErrors.TakeKeyFailure() : LibSsl.CheckKey(_context) == 1 ? default : new TlsFailure(TlsFault.KeyMismatch);
    }

    private TlsFailure Trust()
    {
        if (Options.SecretFile is { } secret)
        {
            return UseSecret(secret);
        }

        if (Options.IsServer)
        {
            return Options.ClientCaFile is { } clients ? RequireClientCertificates(clients) : default;
        }

        if (Options.AcceptsAny)
        {
            return default;
        }

        if (Options.Pin is not null)
        {
            RequirePin();
            return default;
        }

        LibSsl.SetVerify(_context, TlsConstants.SSL_VERIFY_PEER);
        return Options.CaFile is { } file ? TrustFile(file) : LibSsl.TrustSystem(_context) == 1 ? default : TlsErrors.Take(TlsFault.CaFile);
    }

    private TlsFailure RequireClientCertificates(TlsFile file)
    {
        LibSsl.SetVerify(_context, TlsConstants.SSL_VERIFY_PEER | TlsConstants.SSL_VERIFY_FAIL_IF_NO_PEER_CERT);
        return TrustFile(file);
    }

    private TlsFailure TrustFile(TlsFile file)
    {
        TlsFailure failure = PemContent.Read(file, TlsFault.CaFile, out ReadOnlyMemory<byte> content);
        List<nint> authorities = [];
        failure = failure.Fault == TlsFault.None ? PemContent.ReadCertificates(content.Span, TlsFault.CaFile, authorities) : failure;
        foreach (nint authority in authorities)
        {
            bool added = failure.Fault != TlsFault.None
                || (LibCrypto.AddToStore(LibSsl.StoreOf(_context), authority) == 1 && (!Options.IsServer || LibSsl.AddIssuerName(_context, authority) == 1));
            failure = added ? failure : TlsErrors.Take(TlsFault.CaFile);
            LibCrypto.FreeCertificate(authority);
        }

        return failure;
    }
}
