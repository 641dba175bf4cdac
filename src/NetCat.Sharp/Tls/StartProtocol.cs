namespace NetCat.Sharp.Tls;

/// <summary>A protocol in which a client requests TLS on a connection that begins in plain text.</summary>
internal enum StartProtocol
{
    /// <summary>No protocol: TLS begins at once.</summary>
    None,

    /// <summary>RFC 3207.</summary>
    Smtp,

    /// <summary>RFC 9051, section 6.2.1.</summary>
    Imap,

    /// <summary>RFC 2595, section 4.</summary>
    Pop3,

    /// <summary>RFC 4217.</summary>
    Ftp,

    /// <summary>RFC 4511, section 4.14.</summary>
    Ldap,

    /// <summary>SSLRequest of PostgreSQL's protocol 3.0.</summary>
    Postgres,

    /// <summary>RFC 6120, section 5.</summary>
    Xmpp,
}
