using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using System.Threading.Tasks;
using Xunit;

namespace NetCat.Sharp.Lab.Tests;

/// <summary>Compares the socket table with that of the real netstat.</summary>
public sealed class SocketsSpecs
{
    /// <summary>For TCP a listener, its client and a client that closes; then two UDP sockets.</summary>
    private static readonly bool[] s_isTcp = [true, true, true, false, false];

    [Fact]
    public async Task The_netstat_format_equals_netstats_output_byte_for_byte()
    {
        List<IDisposable> open = [];
        List<int> ports = [];
        try
        {
            foreach (IPAddress address in new[] { IPAddress.Loopback, IPAddress.IPv6Loopback, IPAddress.Any, IPAddress.IPv6Any })
            {
                ports.AddRange(OpenAll(address, open));
            }

            Socket far = Kernel.NewSocket(tcp: false, AddressFamily.InterNetworkV6);
            open.Add(far);
            // The address is longer than netstat's column and is cut there.
            Kernel.BindFree(far, IPAddress.Parse("fd00:1234:5678:9abc:def0:1234:5678:9abc"), 0);
            ports.Add(Kernel.Port(far));
            await Until.Holds(() => ports.Exists(static port => SocketRow.States("tcp", port).Contains("TIME_WAIT")), "TIME_WAIT");
            await Until.Holds(() => ports.Exists(static port => SocketRow.States("tcp6", port).Contains("TIME_WAIT")), "TIME_WAIT over IPv6");

            ChildResult ours = await Nclab.Run("sockets --format netstat " + string.Join(' ', ports.Select(static port => "--port " + port)));
            string[] real = await Netstat(ports);
            string[] rows = ours.StandardOutput.TrimEnd('\n').Split('\n');
            Assert.Equal(real, rows);
            foreach (string expected in new[] { "tcp .*LISTEN", "tcp6 .*LISTEN", "tcp .*ESTABLISHED", "tcp6 .*ESTABLISHED", "tcp .*TIME_WAIT", "tcp6 .*TIME_WAIT", "udp .*ESTABLISHED", "udp6 .*ESTABLISHED", "udp .*:\\* +$", "udp6 .*:\\* +$", "tcp6 .* 127.0.0.1:" })
            {
                Assert.Contains(rows, row => System.Text.RegularExpressions.Regex.IsMatch(row, expected));
            }
        }
        finally
        {
            open.ForEach(static socket => socket.Dispose());
        }
    }

    [Fact]
    public async Task JSON_has_the_owner_and_both_ends()
    {
        using Socket mine = Kernel.NewSocket(tcp: true, AddressFamily.InterNetwork);
        mine.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        mine.Listen();
        JsonElement report = await Nclab.Json("sockets --port " + Kernel.Port(mine));
        JsonElement row = Assert.Single(report.GetProperty("sockets").EnumerateArray());
        Assert.Equal(("tcp", "ipv4", "127.0.0.1", "LISTEN"), (Text(row, "protocol"), Text(row, "family"), Text(row, "localAddress"), Text(row, "state")));
        Assert.Equal(Environment.ProcessId, row.GetProperty("processId").GetInt32());
        Assert.Equal(System.IO.File.ReadAllText("/proc/self/comm").Trim(), Text(row, "process"));
        ChildResult json = await Nclab.Run($"sockets --format json --port {Kernel.Port(mine)}");
        Assert.Equal(row.ToString(), JsonDocument.Parse(json.StandardOutput).RootElement.GetProperty("sockets")[0].ToString());
    }

    [Theory]
    [InlineData("--tcp", "tcp")]
    [InlineData("--udp", "udp")]
    [InlineData("--tcp --udp", "tcp udp")]
    [InlineData("", "tcp udp")]
    public async Task Protocols_can_be_selected(string options, string expected)
    {
        int port = Ports.Free();
        using Socket tcp = Kernel.NewSocket(tcp: true, AddressFamily.InterNetwork), udp = Kernel.NewSocket(tcp: false, AddressFamily.InterNetwork);
        tcp.Bind(new IPEndPoint(IPAddress.Loopback, port));
        udp.Bind(new IPEndPoint(IPAddress.Loopback, port));
        tcp.Listen();
        JsonElement report = await Nclab.Json($"sockets --port {port} {options}");
        Assert.Equal(expected, string.Join(' ', report.GetProperty("sockets").EnumerateArray().Select(static row => Text(row, "protocol"))));
    }

    [Fact]
    public async Task The_bsd_format_writes_ports_after_a_dot()
    {
        using Socket udp = Kernel.NewSocket(tcp: false, AddressFamily.InterNetwork);
        udp.Bind(new IPEndPoint(IPAddress.Any, 0));
        ChildResult result = await Nclab.Run($"sockets --format bsd --port {Kernel.Port(udp)}");
        Assert.Equal($"udp4       0      0  {"*." + Kernel.Port(udp),-22} *.*", result.StandardOutput.TrimEnd('\n').Split('\n')[^1]);
    }

    [Fact]
    public async Task Watch_prints_again_when_something_changes_and_ends_with_the_signal()
    {
        int port = Ports.Free();
        ChildProcess nclab = Nclab.Start($"sockets --watch --format bsd --udp --port {port}", new Dictionary<string, string>());
        Assert.StartsWith("Active", await nclab.StandardOutput.ReadLineAsync(), StringComparison.Ordinal);
        Assert.StartsWith("Proto", await nclab.StandardOutput.ReadLineAsync(), StringComparison.Ordinal);
        using (Socket udp = Kernel.NewSocket(tcp: false, AddressFamily.InterNetwork))
        {
            udp.Bind(new IPEndPoint(IPAddress.Any, port));
            string? line;
            do
            {
                line = await nclab.StandardOutput.ReadLineAsync();
            }
            while (line is not null && !line.Contains("*." + port, StringComparison.Ordinal));
            Assert.NotNull(line);
        }

        Assert.True(nclab.Signal(Signals.Interrupt));
        Assert.Equal(130, (await nclab.Result).ExitCode);
    }

    /// <summary>For one address: a listener, both ends of a connection, a TIME_WAIT, a UDP socket with a peer and one without.</summary>
    private static int[] OpenAll(IPAddress address, List<IDisposable> open)
    {
        Socket[] sockets = [.. s_isTcp.Select(tcp => Kernel.NewSocket(tcp, address.AddressFamily))];
        open.AddRange(sockets);
        (Socket listener, Socket client, Socket closing, Socket server, Socket peer) = (sockets[0], sockets[1], sockets[2], sockets[3], sockets[4]);
        listener.Bind(new IPEndPoint(address, 0));
        listener.Listen();
        // A socket at the IPv6 wildcard address receives IPv4 as ::ffff:127.0.0.1.
        IPAddress host = address.Equals(IPAddress.Any) ? IPAddress.Loopback : address.Equals(IPAddress.IPv6Any) ? IPAddress.Parse("::ffff:127.0.0.1") : address;
        client.Connect(new IPEndPoint(host, Kernel.Port(listener)));
        open.Add(listener.Accept());
        closing.Connect(new IPEndPoint(host, Kernel.Port(listener)));
        using (Socket accepted = listener.Accept())
        {
            accepted.Shutdown(SocketShutdown.Send);
        }

        _ = closing.Receive(new byte[1]);
        closing.Dispose();
        server.Bind(new IPEndPoint(address, 0));
        peer.Connect(new IPEndPoint(host, Kernel.Port(server)));
        // Unread bytes appear in the column Recv-Q.
        _ = peer.Send(new byte[7]);
        return [Kernel.Port(listener), Kernel.Port(server)];
    }

    private static async Task<string[]> Netstat(List<int> ports)
    {
        ChildResult real = await ChildProcess.Run("netstat", ["-antu"]);
        string[] lines = real.StandardOutput.TrimEnd('\n').Split('\n');
        return [.. lines.Take(2), .. lines.Skip(2).Where(line => ports.Exists(port => line.Contains($":{port} ", StringComparison.Ordinal)))];
    }

    private static string? Text(JsonElement element, string name) => element.GetProperty(name).GetString();
}
