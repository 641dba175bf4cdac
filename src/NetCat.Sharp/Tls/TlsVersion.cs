namespace NetCat.Sharp;

/// <summary>A version of TLS; the value is its number in the protocol.</summary>
public enum TlsVersion
{
    /// <summary>The lowest or highest supported version: 1.2 (RFC 5246) and 1.3 (RFC 8446).</summary>
    Any = 0,

    /// <summary>RFC 5246.</summary>
    Tls12 = 0x0303,

    /// <summary>RFC 8446.</summary>
    Tls13 = 0x0304,
}
