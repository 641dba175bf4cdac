using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Threading.Tasks;

namespace NetCat.Sharp.Tests.RealPrograms;

/// <summary>
/// A proxy that follows a script and records what it receives. A step is a condition to wait for and, after a blank, a reply: <c>3 \x05\x00</c>
/// waits for three bytes, <c>headers HTTP/1.1 200 OK</c> for an empty line, <c>now</c> for nothing. After the last step it half-closes and reads to
/// the end. Characters are bytes (ISO 8859-1).
/// </summary>
internal sealed class ScriptedProxy : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);

    internal ScriptedProxy() => _listener.Start();

    internal int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>Serves one connection after the other, each with its own script, and returns what each of them sent.</summary>
    internal async Task<IReadOnlyList<string>> Serve(IEnumerable<string[]> scripts, bool byteByByte, Task until)
    {
        List<string> heard = [];
        foreach (string[] script in scripts)
        {
            Task<Socket> accepting = _listener.AcceptSocketAsync();
            if (await Task.WhenAny(accepting, until) == until && !accepting.IsCompleted)
            {
                break;
            }

            using Socket client = await accepting;
            client.NoDelay = true;
            MemoryStream sent = new();
            await Follow(client, script, byteByByte, sent);
            heard.Add(Encoding.Latin1.GetString(sent.ToArray()));
        }

        return heard;
    }

    public void Dispose() => _listener.Dispose();

    private static async Task Follow(Socket client, string[] script, bool byteByByte, MemoryStream heard)
    {
        try
        {
            foreach (string step in script)
            {
                string[] parts = step.Split(' ', 2);
                await Hear(client, parts[0], heard);
                byte[] answer = Encoding.Latin1.GetBytes(parts.Length > 1 ? parts[1] : "");
                foreach (byte[] piece in byteByByte ? answer.Select(static one => new[] { one }) : [answer])
                {
                    _ = await client.SendAsync(piece);
                    await Task.Yield();
                }
            }

            client.Shutdown(SocketShutdown.Send);
            await Hear(client, "end", heard);
        }
        catch (SocketException)
        {
            // nc closed the connection before the script was done; the comparison shows this.
        }
    }

    private static async Task Hear(Socket client, string until, MemoryStream heard)
    {
        long start = heard.Length;
        byte[] piece = new byte[1];
        while (!Enough(until, heard, start) && await client.ReceiveAsync(piece) > 0)
        {
            heard.Write(piece);
        }
    }

    private static bool Enough(string until, MemoryStream heard, long start) => until switch
    {
        "now" => true,
        "end" => false,
        "headers" => heard.GetBuffer().AsSpan(0, (int)heard.Length).EndsWith("\r\n\r\n"u8),
        _ => heard.Length - start == int.Parse(until, CultureInfo.InvariantCulture),
    };
}
