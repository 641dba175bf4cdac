using System;

namespace NetCat.Sharp.Proxies;

/// <summary>A proxy refused, or did not speak its protocol.</summary>
internal sealed class ProxyFailure(string line) : Exception
{
    /// <summary>The error line of nc.</summary>
    internal string Line => line;
}
