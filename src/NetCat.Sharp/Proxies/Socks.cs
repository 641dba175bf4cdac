using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.Globalization;
using NetCat.Sharp.Native;
using NetCat.Sharp.Sockets;
using NetCat.Sharp.Strings;

namespace NetCat.Sharp.Proxies;

/// <summary>A client for SOCKS version 5 (RFC 1928), also with user and password (RFC 1929), and for versions 4 and 4A.</summary>
internal static class Socks
{
    private const int LongestName = 255;
    private const byte NoAuthentication = 0;
    private const byte UserAndPassword = 2;
    private const byte NoMethod = 0xff;
    private const byte LoginVersion = 1;

    private static readonly string[] s_errors5 =
    [
        "General SOCKS server failure", "Connection not allowed by ruleset", "Network unreachable", "Host unreachable",
        "Connection refused", "TTL expired", "Command not supported", "Address type not supported",
    ];

    /// <summary>Requests a connection from a version 5 proxy. The proxy resolves a host name.</summary>
    /// <param name="handshake">The exchange with the proxy.</param>
    /// <param name="host">The target host.</param>
    /// <param name="port">The port of the target.</param>
    /// <param name="login">The credentials, sent if the proxy requires them; null offers only "no authentication".</param>
    /// <returns>Whether the proxy has checked the password.</returns>
    /// <exception cref="ProxyFailure">The proxy refused, or did not speak SOCKS.</exception>
    internal static bool Connect5(Handshake handshake, string host, int port, ProxyCredentials? login = null)
    {
        handshake.Write(login is null ? [5, 1, NoAuthentication] : [5, 2, NoAuthentication, UserAndPassword]);
        Span<byte> method = stackalloc byte[2];
        handshake.ReadExactly(method, counted: login is null ? 3 : 2);
        bool logsIn = login is not null && method[1] == UserAndPassword;
        if (method[1] == NoMethod || (login is not null && !logsIn && method[1] != NoAuthentication))
        {
            throw new ProxyFailure("authentication method negotiation failed") { IsLasting = login is not null };
        }

        if (logsIn)
        {
            Authenticate(handshake, login!);
        }

        handshake.Write(Request5(host, port));
        Span<byte> reply = stackalloc byte[4];
        handshake.ReadExactly(reply, counted: 4);
        if (reply[1] != 0)
        {
            string text = reply[1] <= s_errors5.Length ? s_errors5[reply[1] - 1] : "Unknown error";
            throw new ProxyFailure($"connection failed, SOCKSv5 error: {text}");
        }

        // The address that the proxy bound is read and ignored.
        int rest = reply[3] switch
        {
            1 => 4 + 2,
            4 => 16 + 2,
            _ => throw new ProxyFailure("connection failed, unsupported address type"),
        };
        Span<byte> bound = stackalloc byte[18];
        handshake.ReadExactly(bound[..rest], counted: rest);
        return logsIn;
    }

    /// <summary>Requests a connection to an IPv4 address from a version 4 proxy. A host name is resolved locally.</summary>
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
        handshake.Write([4, 1, .. address[2..8], 0]);
        ReadAnswer4(handshake);
    }

    /// <summary>Requests a connection from a version 4A proxy. The proxy resolves a host name; an IPv4 address is sent as in version 4.</summary>
    /// <exception cref="ProxyFailure">The proxy refused, or did not speak SOCKS.</exception>
    internal static void Connect4A(Handshake handshake, string host, int port)
    {
        var found = new List<ResolvedAddress>();
        if (Resolving.Resolve(host, null, new Lookup(Transport.Tcp, Family.Ipv4, Passive: false, NumericHost: true), found) == 0)
        {
            Connect4(handshake, host, port);
            return;
        }

        byte[] name = RawText.Encode(host);
        if (name.Length is 0 or > LongestName)
        {
            throw new ProxyFailure(name.Length == 0 ? "no host name for SOCKS4A" : "host name too long for SOCKS4A") { IsLasting = true };
        }

        // An address 0.0.0.x, where x is not 0, means that a host name follows the empty user.
        handshake.Write([.. WithPort([4, 1], port), 0, 0, 0, 1, 0, .. name, 0]);
        ReadAnswer4(handshake);
    }

    private static void ReadAnswer4(Handshake handshake)
    {
        Span<byte> exchange = stackalloc byte[8];
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

    /// <summary>Authenticates as in RFC 1929. Any status other than 0 is a refusal, whatever the version byte is.</summary>
    private static void Authenticate(Handshake handshake, ProxyCredentials login)
    {
        handshake.Write([LoginVersion, (byte)login.User.Length, .. login.User, (byte)login.Password.Length, .. login.Password]);
        Span<byte> status = stackalloc byte[2];
        handshake.ReadExactly(status, counted: 2);
        if (status[1] != 0)
        {
            throw ProxyFailure.Unauthenticated();
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
