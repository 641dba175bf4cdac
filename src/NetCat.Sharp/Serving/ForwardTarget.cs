using System;
using System.Collections.Generic;
using System.Globalization;
using NetCat.Sharp.Native;
using NetCat.Sharp.Sockets;

namespace NetCat.Sharp.Serving;

/// <summary>The target to which clients are forwarded.</summary>
/// <param name="Host">A name or an address; empty for a Unix socket.</param>
/// <param name="Port">1 to 65535; 0 for a Unix socket.</param>
/// <param name="Path">The path of a Unix socket, or <c>@name</c>; otherwise empty.</param>
internal sealed record ForwardTarget(string Host, int Port, string Path)
{
    private const string UnixPrefix = "unix:";

    /// <summary>Whether the target is a Unix socket (unix(7)).</summary>
    internal bool IsUnix => Path.Length > 0;

    /// <summary>Parses <c>host:port</c>, <c>[v6]:port</c>, <c>unix:/path</c> or <c>unix:@name</c>; null if the text is none of these.</summary>
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
            // Without brackets, the last group of an IPv6 address cannot be distinguished from a port.
            host = "";
        }

        return host.Length > 0 ? new ForwardTarget(host, port, "") : null;
    }

    /// <summary>The target in the form that the user wrote.</summary>
    public override string ToString()
        => IsUnix ? UnixPrefix + Path : string.Create(CultureInfo.InvariantCulture, $"{(Host.Contains(':', StringComparison.Ordinal) ? "[" + Host + "]" : Host)}:{Port}");

    /// <summary>Resolves the target; 0 or an EAI_ code (getaddrinfo(3)). Resolving a name may block.</summary>
    /// <param name="family">The families that are used.</param>
    /// <param name="transport">The transport for an IPv4 or IPv6 address.</param>
    /// <param name="numeric">Whether a host name is an error; nothing is looked up then.</param>
    /// <param name="into">Receives the addresses in the resolver's order.</param>
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
