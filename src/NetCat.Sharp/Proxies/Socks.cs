using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.Globalization;
using NetCat.Sharp.Native;
using NetCat.Sharp.Sockets;
using NetCat.Sharp.Strings;

namespace NetCat.Sharp.Proxies;

/// <summary>SOCKS version 5 without authentication (RFC 1928) and version 4, as a client.</summary>
internal static class Socks
{
    private const int LongestName = 255;

    private static readonly string[] s_errors5 =
    [
        "General SOCKS server failure", "Connection not allowed by ruleset", "Network unreachable", "Host unreachable",
        "Connection refused", "TTL expired", "Command not supported", "Address type not supported",
    ];

    /// <summary>Requests a connection from a version 5 proxy, which looks up a name itself.</summary>
    /// <exception cref="ProxyFailure">The proxy refused, or did not speak SOCKS.</exception>
    internal static void Connect5(Handshake handshake, string host, int port)
    {
        handshake.Write([5, 1, 0]);
        Span<byte> method = stackalloc byte[2];
        handshake.ReadExactly(method, counted: 3);
        if (method[1] == 0xff)
        {
            throw new ProxyFailure("authentication method negotiation failed");
        }

        handshake.Write(Request5(host, port));
        Span<byte> reply = stackalloc byte[4];
        handshake.ReadExactly(reply, counted: 4);
        if (reply[1] != 0)
        {
            string text = reply[1] <= s_errors5.Length ? s_errors5[reply[1] - 1] : "Unknown error";
            throw new ProxyFailure($"connection failed, SOCKSv5 error: {text}");
        }

        // The address that the proxy bound is read and not used.
        int rest = reply[3] switch
        {
            1 => 4 + 2,
            4 => 16 + 2,
            _ => throw new ProxyFailure("connection failed, unsupported address type"),
        };
        Span<byte> bound = stackalloc byte[18];
        handshake.ReadExactly(bound[..rest], counted: rest);
    }

    /// <summary>Requests a connection to an IPv4 address from a version 4 proxy; a name is looked up here.</summary>
    /// <exception cref="ProxyFailure">The proxy refused, did not speak SOCKS, or the name has no IPv4 address.</exception>
    internal static void Connect4(Handshake handshake, string host, int port)
    {
        var found = new List<ResolvedAddress>();
        string service = port.ToString(CultureInfo.InvariantCulture);
        int error = Resolving.Resolve(host, service, new Lookup(Transport.Tcp, Family.Ipv4, Passive: false, NumericHost: false), found);
        if (error != 0)
        {
            throw new ProxyFailure($"getaddrinfo(\"{host}\", \"{service}\"): {Libc.ResolveErrorText(error)}");
        }

        ReadOnlySpan<byte> address = found[0].Address.Bytes;
        Span<byte> exchange = [4, 1, .. address[2..8], 0];
        handshake.Write(exchange);
        exchange = exchange[..8];
        handshake.ReadExactly(exchange, counted: 8);
        if (exchange[1] != 90)
        {
            string text = exchange[1] switch
            {
                91 => "Request rejected or failed",
                92 => "SOCKS server cannot connect to identd on the client",
                93 => "Client program and identd report different user-ids",
                _ => "Unknown error",
            };
            throw new ProxyFailure($"connection failed, SOCKSv4 error: {text}");
        }
    }

    private static byte[] Request5(string host, int port)
    {
        var found = new List<ResolvedAddress>();
        if (Resolving.Resolve(host, null, new Lookup(Transport.Tcp, Family.Any, Passive: false, NumericHost: true), found) == 0)
        {
            ReadOnlySpan<byte> bytes = found[0].Address.Bytes;
            bool six = found[0].Family == Constants.AF_INET6;
            return WithPort([5, 1, 0, six ? (byte)4 : (byte)1, .. six ? bytes.Slice(8, 16) : bytes.Slice(4, 4)], port);
        }

        byte[] name = RawText.Encode(host);
        return name.Length <= LongestName
            ? WithPort([5, 1, 0, 3, (byte)name.Length, .. name], port)
            : throw new ProxyFailure("host name too long for SOCKS5");
    }

    private static byte[] WithPort(ReadOnlySpan<byte> request, int port)
    {
        byte[] whole = [.. request, 0, 0];
        BinaryPrimitives.WriteUInt16BigEndian(whole.AsSpan(request.Length), (ushort)port);
        return whole;
    }
}
