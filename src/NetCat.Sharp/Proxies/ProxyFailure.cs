using System;

namespace NetCat.Sharp.Proxies;

/// <summary>The proxy refused the request, or did not speak its protocol.</summary>
internal sealed class ProxyFailure(string line) : Exception
{
    /// <summary>The error line of nc.</summary>
    internal string Line => line;

    /// <summary>Whether another attempt would fail in the same way because the credentials are wrong.</summary>
    internal bool IsLasting { get; init; }

    /// <summary>The proxy does not accept the user and the password.</summary>
    internal static ProxyFailure Unauthenticated() => new("Proxy authentication failed") { IsLasting = true };
}
