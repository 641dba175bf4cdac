using System;
using NetCat.Sharp.Commands.Invocation;
using NetCat.Sharp.Serving;
using NetCat.Sharp.Strings;
using NetCat.Sharp.Tls;

namespace NetCat.Sharp.Commands.CommandLine.Planning;

/// <summary>The options of TLS. Running the plan reads the files that they name.</summary>
internal static class TlsOptionReader
{
    /// <summary>Bytes of data in one record (RFC 6347, section 4.1).</summary>
    private const int MostInRecord = 16384;

    private const int LongestProtocol = 255;

    /// <exception cref="NcExit">A value is not valid.</exception>
    internal static void Read(ParsedOption option, OptionValues draft)
    {
        TlsOptions tls = draft.Tls ?? new TlsOptions();
        if (option.Row.Id is not (Opt.TlsCa or Opt.TlsName or Opt.TlsPin or Opt.TlsInsecure))
        {
            draft.Note(Opt.Tls);
        }

        draft.Tls = option.Row.Id switch
        {
            Opt.TlsSecret => tls with { SecretFile = option.Value == "new" ? throw NewSecret(draft) : FileOf(option) },
            Opt.TlsCa => tls with { CaFile = FileOf(option) },
            Opt.TlsName => tls with { Name = NameOf(option) },
            Opt.TlsPin => tls with { Pin = TlsPin.Parse(option.Value!) ?? throw Invalid(option) },
            Opt.TlsInsecure => tls with { AcceptsAny = true },
            Opt.TlsCertificate => tls with { CertificateFile = FileOf(option) },
            Opt.TlsKey => tls with { KeyFile = FileOf(option) },
            Opt.TlsClientCa => tls with { ClientCaFile = FileOf(option) },
            Opt.TlsStart => tls with { Start = StartOf(option) },
            Opt.TlsAlpn => tls with { Alpn = ProtocolsOf(option) },
            Opt.TlsLowest => tls with { Lowest = VersionOf(option) },
            Opt.TlsHighest => tls with { Highest = VersionOf(option) },
            Opt.TlsCiphers => tls with { Ciphers = option.Value!.Length > 0 ? option.Value : throw Invalid(option) },
            _ => tls,
        };
    }

    /// <summary>The TLS options of nc's own socket. A client's server name is --tls-name or the host operand, never a Unix path.</summary>
    /// <exception cref="NcExit">A datagram may be larger than a record.</exception>
    internal static TlsOptions? Complete(OptionValues draft)
    {
        bool isDatagram = draft.Has(Opt.Udp);
        if (isDatagram && draft.Has(Opt.Tls) && draft.DatagramSize > MostInRecord)
        {
            throw new NcExit(1, "cannot use --tls and --datagram-size above 16384");
        }

        if (!draft.Has(Opt.Listen))
        {
            return draft.Tls is { } tls ? tls with { IsDatagram = isDatagram, Name = tls.Name ?? (draft.IsUnix || tls.SecretFile is not null ? null : draft.Host) } : null;
        }

        return draft.Has(Opt.Tls) ? (draft.Tls ?? new TlsOptions()) with { IsServer = true, IsDatagram = isDatagram, CaFile = null, Name = null, Pin = null, AcceptsAny = false } : null;
    }

    /// <summary>The TLS options of the connection to the target; null without --forward-tls.</summary>
    /// <exception cref="NcExit">The target is a Unix socket, and nothing identifies its server.</exception>
    internal static TlsOptions? OfTarget(OptionValues draft, ForwardTarget target)
    {
        if (!draft.Has(Opt.ForwardTls))
        {
            return null;
        }

        TlsOptions typed = draft.Tls ?? new TlsOptions();
        bool isKnown = !target.IsUnix || typed.Name is not null || typed.Pin is not null || typed.AcceptsAny;
        return isKnown
            ? new TlsOptions { CaFile = typed.CaFile, Name = typed.Name ?? (target.IsUnix ? null : target.Host), Pin = typed.Pin, AcceptsAny = typed.AcceptsAny }
            : throw new NcExit(1, "must use --tls-name, --tls-pin or --tls-insecure with --forward-tls and a Unix socket");
    }

    private static NcExit NewSecret(OptionValues draft) => new(0) { Text = draft.Inputs.NewTlsSecret() + "\n", ToStdout = true };

    private static TlsFile FileOf(ParsedOption option)
    {
        SideTarget target = SideTarget.Read(option.Row.LongName, OptionReader.FileName(option, option.Row.LongName), OptionReader.FirstOwnDescriptor);
        return new TlsFile(target.File, target.Descriptor);
    }

    private static string NameOf(ParsedOption option)
        => option.Value is { Length: > 0 } name && !name.AsSpan().ContainsAny(" \0\n") ? name : throw Invalid(option);

    private static StartProtocol StartOf(ParsedOption option) => option.Value switch
    {
        "smtp" => StartProtocol.Smtp,
        "imap" => StartProtocol.Imap,
        "pop3" => StartProtocol.Pop3,
        "ftp" => StartProtocol.Ftp,
        "ldap" => StartProtocol.Ldap,
        "postgres" => StartProtocol.Postgres,
        "xmpp" => StartProtocol.Xmpp,
        _ => throw Invalid(option),
    };

    private static TlsVersion VersionOf(ParsedOption option) => option.Value switch
    {
        "1.2" => TlsVersion.Tls12,
        "1.3" => TlsVersion.Tls13,
        _ => throw Invalid(option),
    };

    private static string ProtocolsOf(ParsedOption option)
        => Array.TrueForAll(option.Value!.Split(','), static name => name.Length > 0 && System.Text.Encoding.UTF8.GetByteCount(name) <= LongestProtocol)
            ? option.Value
            : throw Invalid(option);

    private static NcExit Invalid(ParsedOption option) => new(1, $"{option.Row.LongName} invalid: {Printable.Of(option.Value!)}");
}
