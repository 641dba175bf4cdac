using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Threading.Tasks;
using NetCat.Sharp.Tests.RealPrograms;
using Xunit;

namespace NetCat.Sharp.Tests.Hostile;

/// <summary>Malicious proxies and servers against the native nc: one clear line and exit status 1, within the time limit.</summary>
public sealed class HostileServerSpecs
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(20);
    private static readonly byte[] s_noise = new SeededRandom(99).Bytes(100_000);

    [NativeTheory]
    [InlineData("5", "read failed (0/3): Broken pipe")]
    [InlineData("4", "read failed (0/8): Broken pipe")]
    [InlineData("connect", "proxy read: Broken pipe")]
    public Task A_proxy_that_closes_at_once(string protocol, string sentence) => AssertSays(sentence, protocol, [], keepsOpen: false);

    [NativeTheory]
    [InlineData("5", "read failed (0/3): Connection reset by peer")]
    [InlineData("4", "read failed (0/8): Connection reset by peer")]
    [InlineData("connect", "proxy read: Connection reset by peer")]
    public Task A_proxy_that_resets(string protocol, string sentence) => AssertSays(sentence, protocol, [], keepsOpen: false, resets: true);

    [NativeTheory]
    [InlineData("5", "read failed (0/3): ")]
    [InlineData("4", "read failed (0/8): ")]
    [InlineData("connect", "proxy read: ")]
    public Task A_proxy_that_sends_nothing(string protocol, string sentence)
        => AssertSays(sentence + "Connection timed out", protocol, [], keepsOpen: true);

    [NativeFact]
    public Task A_proxy_whose_status_line_has_no_end() => AssertSays("proxy read too long", "connect", Endless("HTTP/1.1 200 OK", "x"), keepsOpen: true);

    [NativeFact]
    public Task A_proxy_whose_headers_have_no_end()
        => AssertSays("Too many proxy headers received", "connect", Endless("HTTP/1.1 200 OK\r\n", "A: b\r\n"), keepsOpen: true);

    [NativeFact]
    public Task A_proxy_whose_header_has_no_end()
        => AssertSays("proxy read too long", "connect", Endless("HTTP/1.1 200 OK\r\nA: ", "b"), keepsOpen: true);

    [NativeFact]
    public Task A_proxy_that_stops_within_a_header()
        => AssertSays("proxy read: Connection timed out", "connect", [Encoding.ASCII.GetBytes("HTTP/1.1 200 OK\r\nA: ")], keepsOpen: true);

    [NativeTheory]
    [InlineData("5")]
    [InlineData("4")]
    [InlineData("connect")]
    public Task A_proxy_that_sends_random_bytes(string protocol) => AssertSays("", protocol, Enumerable.Repeat(s_noise, 10), keepsOpen: true);

    [NativeFact("head", "sha256sum")]
    public async Task A_server_that_negotiates_without_end_and_reads_no_answer()
    {
        using Scratch scratch = new();
        using TcpListener server = new(IPAddress.Loopback, 0);
        server.Start();
        int port = ((IPEndPoint)server.LocalEndpoint).Port;
        Task<string> running = Pipeline.Run("$NC -t -w 2 127.0.0.1 $PORT </dev/null | head -c 30000 | tail -c 3 | od -An -tx1", scratch, port);
        using Socket client = await server.AcceptSocketAsync();
        byte[] demands = [.. Enumerable.Repeat<byte[]>([255, 253, 1], 10_000).SelectMany(static demand => demand)];
        _ = await client.SendAsync(demands);
        Assert.Equal(" ff fd 01\n", await running);
    }

    private static IEnumerable<byte[]> Endless(string start, string more)
        => [Encoding.ASCII.GetBytes(start), .. Enumerable.Repeat(Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat(more, 1000))), 200)];

    /// <summary>
    /// nc ends soon with status 1 and prints one line: this one, or any if none is given. If the server ends the connection, nc's timeout is long,
    /// so that it does not expire first.
    /// </summary>
    private static async Task AssertSays(string sentence, string protocol, IEnumerable<byte[]> answer, bool keepsOpen, bool resets = false)
    {
        using TcpListener proxy = new(IPAddress.Loopback, 0);
        proxy.Start();
        string address = string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{((IPEndPoint)proxy.LocalEndpoint).Port}");
        long start = Stopwatch.GetTimestamp();
        string[] command = ["30", NativeProgram.Path, "-w", keepsOpen ? "1" : "9", "-X", protocol, "-x", address, "192.0.2.7", "80"];
        using var nc = ChildProcess.Start("timeout", command, new ChildOptions { Encoding = Encoding.Latin1 });
        using Socket client = await proxy.AcceptSocketAsync();
        await Answer(client, answer);
        if (!keepsOpen)
        {
            client.LingerState = new LingerOption(resets, 0);
            await WaitForRequest(client, protocol);
            client.Dispose();
        }

        ChildResult result = await nc.Result.WaitAsync(s_patience);
        Assert.Equal(1, result.ExitCode);
        Assert.Equal("", result.StandardOutput);
        Assert.Equal(1, result.StandardError.Count(static one => one == '\n'));
        Assert.StartsWith("nc: " + sentence, result.StandardError, StringComparison.Ordinal);
        Assert.True(sentence.Length == 0 || result.StandardError == $"nc: {sentence}\n", result.StandardError);
        Assert.InRange(Stopwatch.GetElapsedTime(start).TotalSeconds, 0, 10);
    }

    private static async Task Answer(Socket client, IEnumerable<byte[]> answer)
    {
        try
        {
            foreach (byte[] piece in answer)
            {
                _ = await client.SendAsync(piece).WaitAsync(s_patience);
            }
        }
        catch (SocketException)
        {
            // nc has closed the connection.
        }
    }

    /// <summary>Reads the whole first request: closing with unread data would send RST instead of FIN.</summary>
    private static async Task WaitForRequest(Socket client, string protocol)
    {
        int length = protocol switch
        {
            "5" => 3,
            "4" => 9,
            _ => "CONNECT 192.0.2.7:80 HTTP/1.0\r\n\r\n".Length,
        };
        byte[] request = new byte[length];
        for (int taken = 1, heard = 0; taken > 0 && heard < length; heard += taken)
        {
            taken = await client.ReceiveAsync(request.AsMemory(heard));
        }
    }
}
