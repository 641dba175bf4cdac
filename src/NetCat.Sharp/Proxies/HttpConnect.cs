using System;
using System.Buffers;
using System.Globalization;
using System.Text;
using NetCat.Sharp.Native;

namespace NetCat.Sharp.Proxies;

/// <summary>The CONNECT method of HTTP (RFC 9110, 9.3.6) with Basic credentials (RFC 7617), as a client.</summary>
internal static class HttpConnect
{
    private static readonly SearchValues<char> s_neverInHost = SearchValues.Create("\r\n\t []");

    private const int LongestHost = 255;
    private const int LongestLine = 1024;
    private const int MostHeaders = 64;

    /// <summary>Asks for a tunnel. False where the proxy wants (other) credentials and there are some to ask for; the connection is of no more use then.</summary>
    /// <exception cref="ProxyFailure">It refused, or said something else.</exception>
    internal static bool Connect(Handshake handshake, string host, int port, string? credentials, bool mayAsk)
    {
        handshake.Write(Encoding.UTF8.GetBytes(Request(host, port, credentials)));
        string status = ReadLine(handshake);
        if (mayAsk && IsStatus(status, "407"))
        {
            return false;
        }

        if (!IsStatus(status, "200"))
        {
            throw new ProxyFailure($"Proxy error: \"{status}\"");
        }

        for (int headers = 0; headers < MostHeaders; headers++)
        {
            if (ReadLine(handshake).Length == 0)
            {
                return true;
            }
        }

        throw new ProxyFailure("Too many proxy headers received");
    }

    private static string Request(string host, int port, string? credentials)
    {
        if (host.AsSpan().IndexOfAny(s_neverInHost) >= 0)
        {
            throw new ProxyFailure("Invalid hostname");
        }

        if (host.Length > LongestHost)
        {
            throw new ProxyFailure("hostname too long");
        }

        string target = host.Contains(':', StringComparison.Ordinal) ? $"[{host}]" : host;
        string authorization = credentials is null
            ? ""
            : $"Proxy-Authorization: Basic {Convert.ToBase64String(Encoding.UTF8.GetBytes(credentials))}\r\n";
        return string.Create(CultureInfo.InvariantCulture, $"CONNECT {target}:{port} HTTP/1.0\r\n{authorization}\r\n");
    }

    private static bool IsStatus(string line, string code)
        => line.StartsWith("HTTP/1.0 " + code, StringComparison.Ordinal) || line.StartsWith("HTTP/1.1 " + code, StringComparison.Ordinal);

    /// <summary>One byte at a time: what follows the headers is the user's, and is left to be read.</summary>
    private static string ReadLine(Handshake handshake)
    {
        Span<byte> line = stackalloc byte[LongestLine];
        Span<byte> one = stackalloc byte[1];
        int length = 0;
        while (true)
        {
            if (handshake.Read(one, out int errno) == 0)
            {
                throw new ProxyFailure($"proxy read: {Errno.Text(errno)}");
            }

            if (one[0] == '\n')
            {
                return Encoding.UTF8.GetString(line[..length]);
            }

            if (one[0] == '\r')
            {
                continue;
            }

            line[length++] = one[0];
            if (length == LongestLine)
            {
                throw new ProxyFailure("proxy read too long");
            }
        }
    }
}
