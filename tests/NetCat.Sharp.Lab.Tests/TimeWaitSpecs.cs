using System;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using System.Threading.Tasks;
using Xunit;

namespace NetCat.Sharp.Lab.Tests;

/// <summary>TIME_WAIT, repeated with plain sockets.</summary>
public sealed class TimeWaitSpecs
{
    private static readonly string[] s_asked = ["none/none", "none/SO_REUSEADDR", "none/SO_REUSEPORT", "SO_REUSEPORT/SO_REUSEPORT"];

    [Theory]
    [InlineData("")]
    [InlineData(" -6")]
    public async Task Every_attempt_has_the_result_of_plain_sockets(string family)
    {
        JsonElement report = await Nclab.Json("reuse timewait" + family);
        foreach (JsonElement attempt in report.GetProperty("attempts").EnumerateArray())
        {
            string found = await Try(family == "" ? IPAddress.Loopback : IPAddress.IPv6Loopback, Options(attempt, "old"), Options(attempt, "new"));
            Assert.Equal($"{attempt} {attempt.GetProperty("result").GetString()}", $"{attempt} {found}");
            Assert.Equal("TIME_WAIT", attempt.GetProperty("socket").GetProperty("state").GetString());
        }
    }

    [Fact]
    public async Task No_option_each_option_and_SO_REUSEPORT_on_both_sockets_are_tried()
    {
        JsonElement report = await Nclab.Json("reuse timewait");
        string[] pairs = [.. report.GetProperty("attempts").EnumerateArray().Select(static one => $"{one.GetProperty("old").GetString()}/{one.GetProperty("new").GetString()}")];
        Assert.All(s_asked, pair => Assert.Contains(pair, pairs));
    }

    [Theory]
    [InlineData("tcp", "")]
    [InlineData("tcp6", " -6")]
    public async Task No_port_stays_in_TIME_WAIT(string table, string family)
    {
        JsonElement report = await Nclab.Json("reuse timewait" + family);
        foreach (JsonElement attempt in report.GetProperty("attempts").EnumerateArray())
        {
            Assert.True(attempt.GetProperty("freed").GetBoolean());
            Assert.Empty(SocketRow.States(table, attempt.GetProperty("socket").GetProperty("localPort").GetInt32()));
        }
    }

    private static async Task<string> Try(IPAddress address, int[] old, int[] fresh)
    {
        int port = HalfClose(address, old);
        string table = address.AddressFamily == AddressFamily.InterNetwork ? "tcp" : "tcp6";
        await Until.Holds(() => SocketRow.States(table, port).Contains("TIME_WAIT"), "TIME_WAIT");
        using Socket socket = Kernel.NewSocket(tcp: true, address.AddressFamily, fresh);
        return Kernel.Answer(() =>
        {
            socket.Bind(new IPEndPoint(address, port));
            socket.Listen();
        });
    }

    private static int HalfClose(IPAddress address, int[] options)
    {
        using Socket listener = Kernel.NewSocket(tcp: true, address.AddressFamily, options);
        listener.Bind(new IPEndPoint(address, 0));
        listener.Listen();
        using Socket client = Kernel.NewSocket(tcp: true, address.AddressFamily);
        client.Connect(listener.LocalEndPoint!);
        using (Socket accepted = listener.Accept())
        {
            accepted.Shutdown(SocketShutdown.Send);
        }

        _ = client.Receive(new byte[1]);
        return Kernel.Port(listener);
    }

    private static int[] Options(JsonElement attempt, string which) => attempt.GetProperty(which).GetString() switch
    {
        "SO_REUSEADDR" => [Kernel.ReuseAddr],
        "SO_REUSEPORT" => [Kernel.ReusePort],
        "none" => [],
        string other => throw new ArgumentException(other),
        null => throw new ArgumentException(which),
    };
}
