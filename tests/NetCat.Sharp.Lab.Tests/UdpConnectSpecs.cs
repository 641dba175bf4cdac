using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using System.Threading.Tasks;
using Xunit;

namespace NetCat.Sharp.Lab.Tests;

/// <summary>
/// The session of two netcats, compared with the real netstat, and the claims about a connected UDP server, repeated with plain sockets.
/// </summary>
public sealed class UdpConnectSpecs
{
    public static TheoryData<string, string> Netcats => new()
    {
        { Programs.Nc, "" },
        { Programs.Nc, " -6" },
        { "nc.openbsd", "" },
        { "nc.openbsd", " -6" },
    };

    [Theory]
    [MemberData(nameof(Netcats))]
    public async Task Three_stages_lead_to_two_sockets_that_point_at_each_other(string nc, string family)
    {
        int server = Ports.Free(), client = Ports.Free();
        JsonElement report = await Nclab.Json($"udp-connect --nc {nc} --server-port {server} --client-port {client}{family}");
        string host = family == "" ? "127.0.0.1" : "::1", version = family == "" ? "udp4" : "udp6";
        string[][] bsd = [.. report.GetProperty("stages").EnumerateArray().Select(static stage => Lines(stage, "bsd"))];
        string there = $"{version}       0      0  {$"{host}.{client}",-22} {host}.{server}", listening = $"{version}       0      0  {$"*.{server}",-22} *.*";
        Assert.Equal([[listening], [there, listening], [there, $"{version}       0      0  {$"{host}.{server}",-22} {host}.{client}"]], bsd);
        Assert.True(report.GetProperty("serverConnected").GetBoolean());
        Assert.Equal(["hello"], Lines(report, "serverPrinted"));
        Assert.Empty(SocketRow.States("udp", server).Concat(SocketRow.States("udp6", server)));
        Assert.Empty(SocketRow.States("udp", client).Concat(SocketRow.States("udp6", client)));
    }

    [Fact]
    public async Task While_it_waits_for_a_key_the_real_netstat_shows_the_rows_of_the_stage()
    {
        int server = Ports.Free(), client = Ports.Free();
        ChildProcess nclab = Nclab.Start($"udp-connect --step --json --nc nc.openbsd --server-port {server} --client-port {client}", new Dictionary<string, string>());
        List<string[]> seen = [];
        for (int stage = 1; stage <= 3; stage++)
        {
            await ReadPast(nclab, "press a key");
            seen.Add(Netstat(server));
            await nclab.StandardInput.WriteLineAsync();
        }

        ChildResult result = await nclab.Result;
        Assert.True(result.Success, result.StandardError);
        using JsonDocument document = JsonDocument.Parse(result.StandardOutput);
        string[][] said = [.. document.RootElement.GetProperty("stages").EnumerateArray().Select(static stage => Lines(stage, "netstat"))];
        Assert.Equal(seen, said);
        Assert.Equal([1, 2, 2], seen.Select(static rows => rows.Length));
    }

    [Theory]
    [InlineData("")]
    [InlineData(" -6")]
    public async Task The_claims_match_plain_sockets(string family)
    {
        JsonElement report = await Nclab.Json("udp-connect --nc nc.openbsd" + family);
        Dictionary<string, string> said = report.GetProperty("claims").EnumerateArray()
            .ToDictionary(static claim => claim.GetProperty("claim").GetString()!, static claim => claim.GetProperty("kernel").GetString()!);
        IPAddress address = family == "" ? IPAddress.Loopback : IPAddress.IPv6Loopback;
        using Socket server = Bound(address), peer = Bound(address), third = Bound(address);

        // Before the connect datagrams of all senders are received, and those in the queue then stay there.
        _ = peer.SendTo("p1"u8, server.LocalEndPoint!);
        _ = third.SendTo("t1"u8, server.LocalEndPoint!);
        server.Connect(peer.LocalEndPoint!);
        Assert.Equal("p1", Next(server));
        Assert.Equal(said["queued-at-connect"], Next(server) == "t1" ? "taken" : "dropped");
        Assert.Equal("taken", said["before-connect"]);

        third.Connect(server.LocalEndPoint!);
        _ = third.Send("t2"u8);
        _ = peer.SendTo("p2"u8, server.LocalEndPoint!);
        Assert.Equal(said["after-connect"], Next(server) == "p2" ? "dropped" : "taken");
        Assert.Equal(said["third-party-hears"], Next(third));

        using Socket other = Bound(address);
        Assert.Equal(2, server.SendTo("s1"u8, other.LocalEndPoint!));
        Assert.Equal(said["sendto-another"], Next(other) == "s1" ? "sent" : "lost");
        _ = peer.SendTo("p3"u8, server.LocalEndPoint!);
        EndPoint sender = new IPEndPoint(address, 0);
        byte[] room = new byte[8];
        Assert.Equal(said["recvfrom-connected"], server.ReceiveFrom(room, ref sender) == 2 ? "works" : "fails");

        EndPoint gone = peer.LocalEndPoint!;
        peer.Dispose();
        _ = other.SendTo("o1"u8, gone);
        _ = server.Send("s2"u8);
        Assert.Equal(said["gone-peer-connected"], Next(server));
        Assert.Equal(said["gone-peer-unconnected"], other.Poll(0, SelectMode.SelectRead) ? Next(other) : "nothing");
        Assert.Equal("answers both", said["unconnected-server"]);
    }

    [Theory]
    [InlineData("no-such-netcat", "nclab: no such program: no-such-netcat\n")]
    [InlineData("/no/such/netcat", "nclab: no such program: /no/such/netcat\n")]
    public async Task A_missing_netcat_is_an_error(string nc, string line)
    {
        ChildResult result = await Nclab.Run("udp-connect --nc " + nc);
        Assert.Equal((1, line, ""), (result.ExitCode, result.StandardError, result.StandardOutput));
    }

    [Fact]
    public async Task A_program_that_is_not_a_netcat_is_an_error_with_its_own_message()
    {
        ChildResult result = await Nclab.Run("udp-connect --nc ls");
        Assert.Equal(1, result.ExitCode);
        Assert.Matches("^nclab: ls -u -l -p [0-9]+: does not listen \\(.+\\)\n$", result.StandardError);
    }

    [Fact]
    public async Task A_port_in_use_is_an_error()
    {
        using Socket mine = Bound(IPAddress.Loopback);
        ChildResult result = await Nclab.Run($"udp-connect --nc nc.openbsd --server-port {Kernel.Port(mine)}");
        Assert.Equal((1, $"nclab: UDP port {Kernel.Port(mine)} is in use\n"), (result.ExitCode, result.StandardError));
    }

    private static Socket Bound(IPAddress address)
    {
        Socket socket = Kernel.NewSocket(tcp: false, address.AddressFamily);
        socket.ReceiveTimeout = 5000;
        socket.Bind(new IPEndPoint(address, 0));
        return socket;
    }

    private static string Next(Socket socket)
    {
        try
        {
            byte[] room = new byte[8];
            return System.Text.Encoding.ASCII.GetString(room, 0, socket.Receive(room));
        }
        catch (SocketException exception) when (exception.SocketErrorCode == SocketError.ConnectionRefused)
        {
            return "ECONNREFUSED";
        }
    }

    private static string[] Lines(JsonElement element, string name)
        => [.. element.GetProperty(name).EnumerateArray().Select(static line => line.GetString()!)];

    private static string[] Netstat(int port)
        => [.. ChildProcess.Run("netstat", ["-anu"]).Result.StandardOutput.Split('\n').Where(line => line.Contains($":{port} ", StringComparison.Ordinal))];

    private static async Task ReadPast(ChildProcess nclab, string words)
    {
        string read = "";
        char[] one = new char[1];
        while (!read.EndsWith(words, StringComparison.Ordinal))
        {
            Assert.True(await nclab.StandardError.ReadAsync(one, 0, 1) == 1, "ended after: " + read);
            read += one[0];
        }
    }
}
