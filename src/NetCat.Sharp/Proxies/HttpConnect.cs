using System;
using System.Buffers;
using System.Collections.Generic;
using System.Globalization;
using System.Text;
using NetCat.Sharp.IO;
using NetCat.Sharp.Strings;

namespace NetCat.Sharp.Proxies;

/// <summary>A client for the CONNECT method of HTTP (RFC 9110, 9.3.6).</summary>
internal static class HttpConnect
{
    private static readonly SearchValues<char> s_neverInHost = SearchValues.Create("\r\n\t []");

    /// <summary>The size of nc's line buffer, including the final NUL.</summary>
    private const int Room = 1024;

    private const int MostHeaders = 64;

    /// <summary>The buffer for a header with challenges, which nc does not read.</summary>
    private const int ChallengeRoom = 8192;

    /// <summary>
    /// Requests a tunnel. False if the proxy requires (other) credentials and the user may have them; the connection is then unusable.
    /// </summary>
    /// <param name="handshake">The exchange with the proxy.</param>
    /// <param name="host">The target of the tunnel.</param>
    /// <param name="port">The port of the target.</param>
    /// <param name="credentials">Returns the user, a colon and the password; called after the request is sent. Null sends no credentials.</param>
    /// <param name="mayAsk">Whether the user may have credentials.</param>
    /// <exception cref="ProxyFailure">The proxy refused, or did not speak HTTP.</exception>
    internal static bool Connect(Handshake handshake, string host, int port, Func<byte[]>? credentials, bool mayAsk)
    {
        handshake.Write(Request(host, port));
        if (credentials is not null)
        {
            handshake.Write(Authorization(credentials()));
        }

        handshake.Write("\r\n"u8);
        Span<byte> line = stackalloc byte[Room];
        ReadOnlySpan<byte> status = ReadLine(handshake, line);
        if (mayAsk && IsStatus(status, "407"u8))
        {
            return false;
        }

        if (!IsStatus(status, "200"u8))
        {
            throw new ProxyFailure($"Proxy error: \"{RawText.Decode(status)}\"");
        }

        ReadHeaders(handshake, line, challenges: null);
        return true;
    }

    /// <summary>Requests a tunnel. False if the proxy requires (other) credentials; the connection is then unusable.</summary>
    /// <param name="handshake">The exchange with the proxy.</param>
    /// <param name="host">The target of the tunnel.</param>
    /// <param name="port">The port of the target.</param>
    /// <param name="authorization">The value of the Proxy-Authorization field, one byte for each character (ISO 8859-1); null sends none.</param>
    /// <param name="challenges">Receives the challenges that the proxy offers.</param>
    /// <exception cref="ProxyFailure">The proxy refused, or did not speak HTTP.</exception>
    internal static bool Connect(Handshake handshake, string host, int port, string? authorization, List<AuthChallenge> challenges)
    {
        byte[] field = authorization is null ? [] : Encoding.Latin1.GetBytes($"Proxy-Authorization: {authorization}\r\n");
        handshake.Write([.. Request(host, port), .. field, .. "\r\n"u8]);
        byte[] line = new byte[ChallengeRoom];
        ReadOnlySpan<byte> status = ReadLine(handshake, line.AsSpan(0, Room));
        bool isAccepted = IsStatus(status, "200"u8);
        if (authorization is not null && IsStatus(status, "401"u8))
        {
            // tinyproxy answers wrong credentials in this way.
            throw ProxyFailure.Unauthenticated();
        }

        if (!isAccepted && !IsStatus(status, "407"u8))
        {
            throw new ProxyFailure($"Proxy error: \"{RawText.Decode(status)}\"");
        }

        ReadHeaders(handshake, line, isAccepted ? null : challenges);
        return isAccepted;
    }

    /// <summary>The target of the request: host and port, with brackets around a host that contains colons.</summary>
    internal static string Target(string host, int port)
        => string.Create(CultureInfo.InvariantCulture, $"{(host.Contains(':', StringComparison.Ordinal) ? $"[{host}]" : host)}:{port}");

    private static void ReadHeaders(Handshake handshake, Span<byte> line, List<AuthChallenge>? challenges)
    {
        const string Field = "Proxy-Authenticate:";
        for (int headers = 0; headers < MostHeaders; headers++)
        {
            ReadOnlySpan<byte> header = ReadLine(handshake, line);
            if (header.IsEmpty)
            {
                return;
            }

            if (challenges is not null && header.Length > Field.Length && Ascii.EqualsIgnoreCase(header[..Field.Length], Field))
            {
                AuthChallenge.Read(Encoding.Latin1.GetString(header[Field.Length..]), challenges);
            }
        }

        throw new ProxyFailure("Too many proxy headers received");
    }

    private static byte[] Request(string host, int port)
    {
        if (host.AsSpan().IndexOfAny(s_neverInHost) >= 0)
        {
            throw new ProxyFailure("Invalid hostname");
        }

        byte[] request = RawText.Encode(string.Concat("CONNECT ", Target(host, port), " HTTP/1.0\r\n"));
        return request.Length < Room ? request : throw new ProxyFailure("hostname too long");
    }

    private static byte[] Authorization(byte[] credentials)
    {
        string encoded = Convert.ToBase64String(credentials);
        if (credentials.Length >= Room || encoded.Length >= Room)
        {
            throw new ProxyFailure("Proxy username/password too long");
        }

        byte[] line = Encoding.ASCII.GetBytes($"Proxy-Authorization: Basic {encoded}\r\n");
        return line.Length < Room ? line : throw new ProxyFailure("Proxy auth response too long");
    }

    private static bool IsStatus(ReadOnlySpan<byte> line, ReadOnlySpan<byte> code)
        => (line.StartsWith("HTTP/1.0 "u8) || line.StartsWith("HTTP/1.1 "u8)) && line[9..].StartsWith(code);

    /// <summary>
    /// Reads a line up to its first NUL, one byte at a time: the bytes after the headers belong to the session and must stay unread.
    /// </summary>
    private static ReadOnlySpan<byte> ReadLine(Handshake handshake, Span<byte> line)
    {
        int length = 0;
        while (true)
        {
            if (length == line.Length)
            {
                throw new ProxyFailure("proxy read too long");
            }

            if (handshake.Read(line.Slice(length, 1), out int errno) == 0)
            {
                throw new ProxyFailure($"proxy read: {SystemError.Text(errno)}");
            }

            if (line[length] == '\n')
            {
                int nul = line[..length].IndexOf((byte)0);
                return line[..(nul < 0 ? length : nul)];
            }

            length += line[length] == '\r' ? 0 : 1;
        }
    }
}
