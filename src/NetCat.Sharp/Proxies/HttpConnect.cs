using System;
using System.Buffers;
using System.Globalization;
using System.Text;
using NetCat.Sharp.IO;
using NetCat.Sharp.Text;

namespace NetCat.Sharp.Proxies;

/// <summary>The CONNECT method of HTTP (RFC 9110, 9.3.6) with Basic credentials (RFC 7617), as a client.</summary>
internal static class HttpConnect
{
    private static readonly SearchValues<char> s_neverInHost = SearchValues.Create("\r\n\t []");

    /// <summary>The room that nc has for a line, the NUL at its end included.</summary>
    private const int Room = 1024;

    private const int MostHeaders = 64;

    /// <summary>Asks for a tunnel. False where the proxy wants (other) credentials and there are some to ask for; the connection is of no more use then.</summary>
    /// <param name="handshake">With the proxy.</param>
    /// <param name="host">Where the tunnel leads to.</param>
    /// <param name="port">The port there.</param>
    /// <param name="credentials">Gives name, colon and password, asked for once the proxy has the request; null sends none.</param>
    /// <param name="mayAsk">Whether there are credentials to ask for.</param>
    /// <exception cref="ProxyFailure">It refused, or said something else.</exception>
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

        for (int headers = 0; headers < MostHeaders; headers++)
        {
            if (ReadLine(handshake, line).IsEmpty)
            {
                return true;
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

        string target = host.Contains(':', StringComparison.Ordinal) ? $"[{host}]" : host;
        byte[] request = RawText.Encode(string.Create(CultureInfo.InvariantCulture, $"CONNECT {target}:{port} HTTP/1.0\r\n"));
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
    /// A line up to its first NUL, one byte at a time: what follows the headers is the user's, and is left to be read.
    /// </summary>
    private static ReadOnlySpan<byte> ReadLine(Handshake handshake, Span<byte> line)
    {
        int length = 0;
        while (true)
        {
            if (length == Room)
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
