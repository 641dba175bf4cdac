using System;

namespace NetCat.Sharp.Proxies;

/// <summary>A proxy refused, or did not speak its protocol.</summary>
internal sealed class ProxyFailure(string line) : Exception
{
    /// <summary>The error line of nc.</summary>
    internal string Line => line;

    /// <summary>Another attempt would fail in the same way: the credentials are wrong.</summary>
    internal bool IsLasting { get; init; }

    /// <summary>The proxy does not accept user and password.</summary>
    internal static ProxyFailure Unauthenticated() => new("Proxy authentication failed") { IsLasting = true };
}
