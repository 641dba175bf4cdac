using static NetCat.Sharp.Commands.CommandLine.OptionRow;

namespace NetCat.Sharp.Commands.CommandLine.Dialects;

/// <summary>
/// The options of TLS. Each of them implies --tls, whose row is last, so that an error line names the option that was typed. With
/// --forward-tls, the options of a client apply to the connection to the target.
/// </summary>
internal static class TlsAdditions
{
    /// <summary>TLS needs a stream that nc relays, or datagrams between two connected sockets. A Unix path is not a server name.</summary>
    private static readonly Requirement[] s_always =
    [
        new()
        {
            With = [Opt.Udp],
            Excludes =
            [
                Opt.Keep, Opt.Unix, Opt.UdpConnect, Opt.UdpVerdict, Opt.From, Opt.Interface, Opt.MulticastSource, Opt.Retry, Opt.Exec, Opt.ShellExec, Opt.Forward,
                Opt.ForwardTls,
            ],
        },
        new() { Excludes = [Opt.Dccp, Opt.PassDescriptor, Opt.Parallel] },
        new() { With = [Opt.Unix], Without = [Opt.Listen], NeedsOneOf = [Opt.TlsName, Opt.TlsPin, Opt.TlsSecret, Opt.TlsInsecure] },
    ];

    /// <summary>Only version 1.2 of DTLS is supported, so a range of versions has no effect.</summary>
    private static readonly Requirement s_stream = new() { Excludes = [Opt.Udp] };

    /// <summary>The secret replaces certificates, their names and their authorities, and works with one version of TLS.</summary>
    private static readonly Requirement[] s_secret =
    [
        new() { Excludes = [Opt.TlsCertificate, Opt.TlsKey, Opt.TlsClientCa, Opt.TlsLowest, Opt.TlsHighest] },
        new() { Without = [Opt.ForwardTls], Excludes = [Opt.TlsCa, Opt.TlsName, Opt.TlsPin, Opt.TlsInsecure] },
    ];

    private static readonly Requirement s_client = new() { With = [Opt.Listen], Needs = [Opt.ForwardTls] };

    internal static readonly OptionRow[] Options =
    [
        Tls("tls-secret", Opt.TlsSecret, "file|fd:N|new", "Both ends have this secret, and no certificates; new prints one", s_secret),
        Tls("tls-ca", Opt.TlsCa, "file|fd:N", "Trust the authorities in this PEM file, not those of the system",
            [s_client, new() { Excludes = [Opt.TlsPin, Opt.TlsInsecure] }]),
        Tls("tls-name", Opt.TlsName, "name", "Name of the server: sent to it, and required in its certificate", [s_client]),
        Tls("tls-pin", Opt.TlsPin, "pin", "Accept this certificate alone: sha256:HEX or sha256-spki:BASE64",
            [s_client, new() { Excludes = [Opt.TlsInsecure] }]),
        Long("tls-insecure", Opt.TlsInsecure, Takes.Nothing, "", "Accept any certificate", [.. s_always, s_client]),
        Tls("tls-cert", Opt.TlsCertificate, "file|fd:N", "Own certificate, with the chain to its authority, in PEM", []),
        Tls("tls-key", Opt.TlsKey, "file|fd:N", "Key of the own certificate, if it is not in the same file", [new() { Needs = [Opt.TlsCertificate] }]),
        Tls("tls-client-ca", Opt.TlsClientCa, "file|fd:N", "Listener: require a certificate of these authorities from clients", [new() { Needs = [Opt.Listen] }]),
        Tls("tls-start", Opt.TlsStart, "smtp|imap|pop3|ftp|ldap|postgres|xmpp", "Client: begin in plain text, and start TLS as this protocol does",
            [new() { Excludes = [Opt.Listen, Opt.Udp] }]),
        Tls("tls-alpn", Opt.TlsAlpn, "list", "Protocols for ALPN, separated by commas, the preferred one first", []),
        Tls("tls-min", Opt.TlsLowest, "1.2|1.3", "Lowest version of TLS (1.2)", [s_stream]),
        Tls("tls-max", Opt.TlsHighest, "1.2|1.3", "Highest version of TLS (1.3)", [s_stream, new() { Value = "1.2", Excludes = [Opt.TlsLowest] }]),
        Tls("tls-ciphers", Opt.TlsCiphers, "list", "Cipher suites by OpenSSL's names, separated by colons", []),
        Long("tls", Opt.Tls, Takes.Nothing, "", "Protect the connection with TLS; the server's certificate is verified", s_always),
    ];

    private static OptionRow Tls(string name, Opt id, string valueName, string help, Requirement[] requirements)
        => Long(name, id, Takes.Value, valueName, help, [.. s_always, .. requirements]);
}
