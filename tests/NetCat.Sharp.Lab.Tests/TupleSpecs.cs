using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using System.Threading.Tasks;
using Xunit;

namespace NetCat.Sharp.Lab.Tests;

/// <summary>Five-tuples, repeated with plain sockets.</summary>
public sealed class TupleSpecs
{
    [Theory]
    [InlineData("", "tcp")]
    [InlineData("", "udp")]
    [InlineData(" -6", "tcp")]
    [InlineData(" -6", "udp")]
    public async Task Plain_sockets_give_the_same_results(string family, string protocol)
    {
        JsonElement report = await Nclab.Json("tuple" + family);
        string?[] said =
        [
            .. report.GetProperty("attempts").EnumerateArray()
                .Where(attempt => attempt.GetProperty("protocol").GetString() == protocol)
                .Select(static attempt => attempt.GetProperty("result").GetString()),
        ];
        Assert.Equal(Try(protocol == "tcp", family == "" ? IPAddress.Loopback : IPAddress.IPv6Loopback), said);
        Assert.Equal(3, said.Length);
    }

    [Fact]
    public async Task The_table_has_a_row_for_each_established_connection()
    {
        JsonElement report = await Nclab.Json("tuple");
        foreach (JsonElement attempt in report.GetProperty("attempts").EnumerateArray().Where(static one => one.GetProperty("result").GetString() == "OK"))
        {
            Assert.Contains(report.GetProperty("sockets").EnumerateArray(), row =>
                $"{row.GetProperty("localAddress").GetString()}:{row.GetProperty("localPort")}" == attempt.GetProperty("local").GetString()
                && $"{row.GetProperty("remoteAddress").GetString()}:{row.GetProperty("remotePort")}" == attempt.GetProperty("remote").GetString()
                && row.GetProperty("state").GetString() == "ESTABLISHED");
        }
    }

    [Fact]
    public async Task No_socket_is_left_in_the_socket_table()
    {
        JsonElement report = await Nclab.Json("tuple");
        int port = report.GetProperty("sockets")[0].GetProperty("localPort").GetInt32();
        Assert.Empty(SocketRow.States("tcp", port));
        Assert.Empty(SocketRow.States("udp", port));
    }

    /// <summary>Connects three sockets with the same local address: to one server, to another, and to the first again.</summary>
    private static string[] Try(bool tcp, IPAddress address)
    {
        using Socket one = Server(tcp, address), other = Server(tcp, address);
        using Socket first = Kernel.NewSocket(tcp, address.AddressFamily, Kernel.ReuseAddr);
        using Socket second = Kernel.NewSocket(tcp, address.AddressFamily, Kernel.ReuseAddr);
        using Socket third = Kernel.NewSocket(tcp, address.AddressFamily, Kernel.ReuseAddr);
        first.Bind(new IPEndPoint(address, 0));
        second.Bind(first.LocalEndPoint!);
        third.Bind(first.LocalEndPoint!);
        return
        [
            Kernel.Answer(() => first.Connect(one.LocalEndPoint!)),
            Kernel.Answer(() => second.Connect(other.LocalEndPoint!)),
            Kernel.Answer(() => third.Connect(one.LocalEndPoint!)),
        ];
    }

    private static Socket Server(bool tcp, IPAddress address)
    {
        Socket server = Kernel.NewSocket(tcp, address.AddressFamily);
        server.Bind(new IPEndPoint(address, 0));
        if (tcp)
        {
            server.Listen();
        }

        return server;
    }
}
