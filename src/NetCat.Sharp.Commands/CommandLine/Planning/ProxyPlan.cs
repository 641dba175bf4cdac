using System;
using NetCat.Sharp.Commands.Invocation;

namespace NetCat.Sharp.Commands.CommandLine.Planning;

/// <summary>The protocol of a proxy.</summary>
internal enum ProxyProtocol
{
    /// <summary>SOCKS version 5 (RFC 1928).</summary>
    Socks5,

    /// <summary>SOCKS version 4.</summary>
    Socks4,

    /// <summary>SOCKS version 4A: the proxy resolves the name.</summary>
    Socks4A,

    /// <summary>The CONNECT method of HTTP (RFC 9110, 9.3.6).</summary>
    HttpConnect,
}

/// <summary>The proxy between a client and its target.</summary>
/// <param name="Protocol">The protocol.</param>
/// <param name="Host">The host as typed, without brackets.</param>
/// <param name="Port">The port as typed, or the default port of the protocol.</param>
/// <param name="User">The user whose password is requested when an HTTP proxy requires one, or null.</param>
internal sealed record ProxyPlan(ProxyProtocol Protocol, string Host, string Port, string? User)
{
    /// <summary>Where user and password are read from; null uses the environment variable NC_PROXY_AUTH, if it is set.</summary>
    public SideTarget? Auth { get; init; }

    /// <summary>Whether a password can be given in advance: the protocol has passwords, and -P does not request one.</summary>
    internal bool TakesLogin => Protocol is ProxyProtocol.Socks5 or ProxyProtocol.HttpConnect && User is null;

    /// <summary>Reads <c>host</c>, <c>host:port</c> and <c>[address]:port</c>; the last colon separates host and port.</summary>
    /// <exception cref="NcExit">The closing bracket is missing, or something other than a colon follows it.</exception>
    internal static ProxyPlan Read(string text, ProxyProtocol protocol, string? user)
    {
        string usual = protocol == ProxyProtocol.HttpConnect ? "3128" : "1080";
        if (text.StartsWith('['))
        {
            int close = text.IndexOf(']', StringComparison.Ordinal);
            if (close < 0)
            {
                throw new NcExit(1, "missing closing bracket in proxy");
            }

            string rest = text[(close + 1)..];
            if (rest.Length > 0 && rest[0] != ':')
            {
                throw new NcExit(1, "garbage proxy port delimiter");
            }

            return new ProxyPlan(protocol, text[1..close], rest.Length == 0 ? usual : rest[1..], user);
        }

        int colon = text.LastIndexOf(':');
        return colon < 0 ? new ProxyPlan(protocol, text, usual, user) : new ProxyPlan(protocol, text[..colon], text[(colon + 1)..], user);
    }
}
