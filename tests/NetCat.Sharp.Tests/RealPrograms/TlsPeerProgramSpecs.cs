using System;
using System.IO;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Threading.Tasks;
using NetCat.Sharp.Tests.Tls;
using Xunit;
using static NetCat.Sharp.Tests.RealPrograms.ShellText;

namespace NetCat.Sharp.Tests.RealPrograms;

/// <summary>
/// TLS with stunnel as client and as server, large transfers in both directions, peers that stop inside a record, and a listener that is scanned.
/// </summary>
public sealed class TlsPeerProgramSpecs(Certificates certificates) : IClassFixture<Certificates>
{
    private string Server => $"--tls-cert {certificates.Server} --tls-key {certificates.ServerKey}";

    private string Client => $"--tls-ca {certificates.Authority} --tls-name localhost";

    /// <summary>Each direction ends by itself: one side ends its data before the other begins.</summary>
    [NativeTheory]
    [InlineData("", "")]
    [InlineData("--tls-max 1.2", "")]
    [InlineData("", "until [ -s got ]; do sleep 0.01; done; until cmp -s up got; do sleep 0.01; done; ")]
    public async Task Much_data_and_a_half_close_both_ways(string version, string pause)
    {
        using Scratch scratch = new();
        string line = $"head -c 64M /dev/urandom >up; head -c 64M /dev/urandom >down; ({pause} cat down) | $NC -lN {version} --drain --strict {Server} --port-file port 127.0.0.1 0 >got & {Await}" +
            $"$NC -N --strict {Client} 127.0.0.1 $port <up >back; echo $?; wait $!; echo $?; cmp up got; cmp down back";
        Assert.Equal("0\n0\n", await Pipeline.Run(line, scratch));
    }

    [NativeTheory("stunnel4")]
    [InlineData("sslVersion = TLSv1.2")]
    [InlineData("sslVersion = TLSv1.3")]
    public async Task Stunnel_is_the_server(string version)
    {
        using Scratch scratch = new();
        int port = Ports.Free();
        string line = $"seq 300000 >up; seq 400000 >down; $NC -lN --drain --port-file port 127.0.0.1 0 <down >got & nc=$!; {Await}" +
            $"printf 'foreground = quiet\\npid =\\n{version}\\n[x]\\naccept = 127.0.0.1:%s\\nconnect = 127.0.0.1:%s\\ncert = {certificates.Server}\\nkey = {certificates.ServerKey}\\n' $PORT $port >conf; " +
            "timeout 60 stunnel4 conf >/dev/null 2>&1 & stunnel=$!; until ss -Hltn sport = $PORT | grep -q .; do sleep 0.01; done; " +
            $"$NC -N --strict {Client} 127.0.0.1 $PORT <up >back; echo $?; wait $nc; kill $stunnel; cmp up got; cmp down back";
        Assert.Equal("0\n", await Pipeline.Run(line, scratch, port));
    }

    [NativeTheory("stunnel4")]
    [InlineData("sslVersion = TLSv1.2")]
    [InlineData("sslVersion = TLSv1.3")]
    public async Task Stunnel_is_the_client(string version)
    {
        using Scratch scratch = new();
        int port = Ports.Free();
        string line = $"seq 300000 >up; seq 400000 >down; $NC -lN --drain --strict {Server} --port-file port 127.0.0.1 0 <down >got & nc=$!; {Await}" +
            $"printf 'foreground = quiet\\npid =\\n{version}\\n[x]\\nclient = yes\\naccept = 127.0.0.1:%s\\nconnect = 127.0.0.1:%s\\nCAfile = {certificates.Authority}\\nverifyChain = yes\\ncheckHost = localhost\\n' $PORT $port >conf; " +
            "timeout 60 stunnel4 conf >/dev/null 2>&1 & stunnel=$!; until ss -Hltn sport = $PORT | grep -q .; do sleep 0.01; done; " +
            "$NC -N 127.0.0.1 $PORT <up >back; echo $?; wait $nc; echo $?; kill $stunnel; cmp up got; cmp down back";
        Assert.Equal("0\n0\n", await Pipeline.Run(line, scratch, port));
    }

    /// <summary>The connection stalls inside a record of the server.</summary>
    [NativeTheory]
    [InlineData("-w 1 --exit-codes --strict", "(dd bs=1 count=9000 2>/dev/null; sleep 20)", "", "5")]
    [InlineData("-w 1 --exit-codes", "(dd bs=1 count=700 2>/dev/null; sleep 20)", "nc: TLS: the handshake timed out", "5")]
    public async Task A_connection_that_stalls_within_a_record(string options, string wire, string said, string status)
    {
        using Scratch scratch = new();
        string line = $"seq 100000 >down; $NC -l {Server} --port-file port 127.0.0.1 0 <down >/dev/null 2>&1 & one=$!; {Await}" +
            $"$NC -l --port-file wire 127.0.0.1 0 --sh-exec \"$NC 127.0.0.1 $port | {wire}\" >/dev/null 2>&1 & two=$!; until [ -s wire ]; do sleep 0.01; done; " +
            $"$NC {options} {Client} 127.0.0.1 $(cat wire) </dev/null >back 2>err; status=$?; kill $one $two 2>/dev/null; grep -v 'timed out: ' err; cmp -n $(stat -c %s back) back down && echo $status";
        Assert.Equal($"{(said.Length > 0 ? said + "\n" : "")}{status}\n", await Pipeline.Run(line, scratch));
    }

    /// <summary>
    /// Changed and truncated copies of a recorded first flight: each causes at most one line, and the listener then serves the next client.
    /// </summary>
    [NativeFact]
    public async Task A_listener_outlives_a_scan_and_changed_handshakes()
    {
        using Scratch scratch = new();
        await using Pipeline server = Pipeline.Start($"exec $NC -lk -w 2 {Server} --port-file port 127.0.0.1 0 >got 2>err </dev/null", scratch);
        await Until.Holds(() => File.Exists(scratch.Path("port")));
        var address = new IPEndPoint(IPAddress.Loopback, int.Parse(File.ReadAllText(scratch.Path("port")), System.Globalization.CultureInfo.InvariantCulture));
        byte[] hello = FirstFlight();
        var random = new Random(17);
        int count = int.TryParse(Environment.GetEnvironmentVariable("NCSHARP_MUTATIONS"), System.Globalization.CultureInfo.InvariantCulture, out int wanted) ? Math.Min(wanted, 5000) : 500;
        for (int i = 0; i < count; i++)
        {
            byte[] flight = [.. hello.Take(random.Next(8) == 0 ? random.Next(hello.Length) : hello.Length)];
            for (int change = random.Next(4); change > 0 && flight.Length > 0; change--)
            {
                flight[random.Next(flight.Length)] = (byte)random.Next(256);
            }

            using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            await socket.ConnectAsync(address);
            _ = await socket.SendAsync(flight);
            socket.Shutdown(SocketShutdown.Send);

            // The backlog is short: the next client connects after this one has been refused.
            while (await Received(socket) > 0)
            {
            }
        }

        Assert.Equal("", await Pipeline.Run($"echo served | $NC -N -w 60 {Client} 127.0.0.1 {address.Port}", scratch));
        await Until.Holds(() => File.ReadAllText(scratch.Path("got")).Length > 0);
        Assert.Equal("served\n", File.ReadAllText(scratch.Path("got")));
        string[] lines = File.ReadAllLines(scratch.Path("err"));
        Assert.InRange(lines.Length, count / 2, count);
        Assert.All(lines, static line => Assert.StartsWith("nc: TLS: ", line, StringComparison.Ordinal));
    }

    private static async Task<int> Received(Socket socket)
    {
        try
        {
            return await socket.ReceiveAsync(new byte[4096]);
        }
        catch (SocketException)
        {
            return 0;
        }
    }

    private byte[] FirstFlight()
    {
        (Socket one, Socket other) = TlsPeer.Pair();
        using var client = new TlsPeer(one, new TlsOptions { CaFile = certificates.Authority, Name = "localhost" });
        using (other)
        {
            _ = client.Channel.Open();
            byte[] bytes = new byte[4096];
            return bytes[..other.Receive(bytes)];
        }
    }
}
