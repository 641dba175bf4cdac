using System;
using System.Collections.Generic;
using System.Globalization;
using NetCat.Sharp.Native;
using NetCat.Sharp.Sockets;

namespace NetCat.Sharp.Serving;

/// <summary>Where clients are forwarded to, as people write it.</summary>
/// <param name="Host">A name or an address; empty for a Unix socket.</param>
/// <param name="Port">1 to 65535; 0 for a Unix socket.</param>
/// <param name="Path">The path of a Unix socket, or <c>@name</c>; otherwise empty.</param>
internal sealed record ForwardTarget(string Host, int Port, string Path)
{
    private const string UnixPrefix = "unix:";

    /// <summary>A socket of unix(7).</summary>
    internal bool IsUnix => Path.Length > 0;

    /// <summary><c>host:port</c>, <c>[v6]:port</c>, <c>unix:/path</c> or <c>unix:@name</c>; null where it is none of these.</summary>
    internal static ForwardTarget? Parse(string text)
    {
        if (text.StartsWith(UnixPrefix, StringComparison.Ordinal))
        {
            string path = text[UnixPrefix.Length..];
            return path.Length > 0 && UnixSockets.Check(path) == 0 ? new ForwardTarget("", 0, path) : null;
        }

        int colon = text.LastIndexOf(':');
        if (colon <= 0 || !ushort.TryParse(text.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out ushort port) || port == 0)
        {
            return null;
        }

        string host = text[..colon];
        if (host is ['[', .. var inner, ']'])
        {
            host = inner.Contains(':', StringComparison.Ordinal) ? inner : "";
        }
        else if (host.Contains(':', StringComparison.Ordinal))
        {
            // Without brackets the last group of the address cannot be told from a port.
            host = "";
        }

        return host.Length > 0 ? new ForwardTarget(host, port, "") : null;
    }

    /// <summary>As it was written.</summary>
    public override string ToString()
        => IsUnix ? UnixPrefix + Path : string.Create(CultureInfo.InvariantCulture, $"{(Host.Contains(':', StringComparison.Ordinal) ? "[" + Host + "]" : Host)}:{Port}");

    /// <summary>0 and the addresses of the target, or an EAI_ code (getaddrinfo(3)). A name may take its time.</summary>
    /// <param name="family">Which addresses are welcome.</param>
    /// <param name="transport">Of an IPv4 or IPv6 address.</param>
    /// <param name="numeric">A name is an error; nothing is looked up.</param>
    /// <param name="into">Where they go, in the resolver's order.</param>
    internal int Resolve(Family family, Transport transport, bool numeric, List<ResolvedAddress> into)
    {
        if (!IsUnix)
        {
            string port = Port.ToString(CultureInfo.InvariantCulture);
            return Resolving.Resolve(Host, port, new Lookup(transport, family, Passive: false, numeric), into);
        }

        _ = UnixSockets.AddressOf(Path, out SockAddr address);
        into.Add(new ResolvedAddress(Constants.AF_UNIX, Constants.SOCK_STREAM, 0, address));
        return 0;
    }
}
