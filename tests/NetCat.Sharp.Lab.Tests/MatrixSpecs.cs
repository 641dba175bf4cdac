using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using System.Threading.Tasks;
using Xunit;

namespace NetCat.Sharp.Lab.Tests;

/// <summary>Every cell of the matrix, repeated with .NET's sockets.</summary>
public sealed class MatrixSpecs
{
    [Theory]
    [InlineData("")]
    [InlineData(" -6")]
    public async Task Every_cell_matches_plain_sockets(string family)
    {
        JsonElement report = await Nclab.Json("reuse matrix" + family);
        int port = Ports.Free();
        List<string> differing = [];
        foreach (JsonElement cell in report.GetProperty("cells").EnumerateArray())
        {
            string found = Try(cell, port);
            if (found != cell.GetProperty("result").GetString())
            {
                differing.Add($"{cell} but {found}");
            }
        }

        Assert.Empty(differing);
    }

    [Fact]
    public async Task All_eight_rows_are_there_for_TCP_bound_TCP_listening_and_UDP()
    {
        JsonElement report = await Nclab.Json("reuse matrix");
        Assert.Equal(8, report.GetProperty("rows").GetArrayLength());
        Assert.Equal("text", report.GetProperty("addresses").GetString());
        JsonElement[] cells = [.. report.GetProperty("cells").EnumerateArray()];
        // Six pairs of addresses, three kinds of socket, four settings of SO_REUSEADDR and three more of SO_REUSEPORT.
        Assert.Equal(6 * 3 * 7, cells.Select(static cell => (
            Text(cell, "protocol"), Text(cell, "state"), Text(cell, "first"), Text(cell, "second"), cell.GetProperty("reuseAddr").ToString(), cell.GetProperty("reusePort").ToString())).Distinct().Count());
        Assert.Contains(cells, static cell => Text(cell, "first") == "0.0.0.0" && Text(cell, "second") == "192.168.1.0");
    }

    [Theory]
    [InlineData("tcp", 6 * 2 * 7)]
    [InlineData("udp", 6 * 7)]
    public async Task One_protocol_can_be_selected(string protocol, int cells)
    {
        JsonElement report = await Nclab.Json("reuse matrix --protocol " + protocol);
        Assert.Equal(cells, report.GetProperty("cells").GetArrayLength());
        Assert.All(report.GetProperty("cells").EnumerateArray(), cell => Assert.Equal(protocol, Text(cell, "protocol")));
    }

    [Fact]
    public async Task The_rows_repeat_the_table_of_the_text()
    {
        JsonElement report = await Nclab.Json("reuse matrix --protocol udp");
        string said = string.Join(' ', report.GetProperty("rows").EnumerateArray().Select(static row =>
            $"{row.GetProperty("row")}:{Text(row, "option")}:{Text(row, "first")}/{Text(row, "second")}:{Text(row, "text")}"));
        Assert.Equal(
            "1:on or off:192.168.0.1/192.168.0.1:EADDRINUSE 2:on or off:192.168.0.1/10.0.0.1:OK 3:on or off:10.0.0.1/192.168.0.1:OK "
            + "4:off:0.0.0.0/192.168.1.0:EADDRINUSE 5:off:192.168.1.0/0.0.0.0:EADDRINUSE 6:on:0.0.0.0/192.168.1.0:OK "
            + "7:on:192.168.1.0/0.0.0.0:OK 8:on or off:0.0.0.0/0.0.0.0:EADDRINUSE",
            said);
    }

    [Fact]
    public async Task A_row_differs_if_a_cell_differs_and_gives_a_reason()
    {
        JsonElement report = await Nclab.Json("reuse matrix");
        foreach (JsonElement row in report.GetProperty("rows").EnumerateArray())
        {
            bool differs = report.GetProperty("cells").EnumerateArray().Any(cell => IsOf(row, cell) && Text(cell, "text") != Text(cell, "result"));
            Assert.Equal(!differs, row.GetProperty("agrees").GetBoolean());
            Assert.Equal(differs, row.GetProperty("differences").GetArrayLength() > 0);
            Assert.DoesNotContain("no reason known", row.ToString(), StringComparison.OrdinalIgnoreCase);
        }
    }

    private static bool IsOf(JsonElement row, JsonElement cell)
        => Text(row, "first") == Text(cell, "first") && Text(row, "second") == Text(cell, "second")
            && !cell.GetProperty("reusePort")[0].GetBoolean() && !cell.GetProperty("reusePort")[1].GetBoolean()
            && (Text(row, "option") == "on or off" || cell.GetProperty("reuseAddr")[1].GetBoolean() == (Text(row, "option") == "on"));

    private static string Try(JsonElement cell, int port)
    {
        IPAddress first = IPAddress.Parse(Text(cell, "first")!), second = IPAddress.Parse(Text(cell, "second")!);
        bool tcp = Text(cell, "protocol") == "tcp", listens = Text(cell, "state") == "listening";
        using Socket one = Kernel.NewSocket(tcp, first.AddressFamily, Options(cell, 0));
        using Socket other = Kernel.NewSocket(tcp, second.AddressFamily, Options(cell, 1));
        Take(one, first, port, listens);
        return Kernel.Answer(() => Take(other, second, port, listens));
    }

    private static void Take(Socket socket, IPAddress address, int port, bool listens)
    {
        Kernel.BindFree(socket, address, port);
        if (listens)
        {
            socket.Listen();
        }
    }

    private static int[] Options(JsonElement cell, int which)
    {
        List<int> options = [];
        if (cell.GetProperty("reuseAddr")[which].GetBoolean())
        {
            options.Add(Kernel.ReuseAddr);
        }

        if (cell.GetProperty("reusePort")[which].GetBoolean())
        {
            options.Add(Kernel.ReusePort);
        }

        return [.. options];
    }

    private static string? Text(JsonElement element, string name) => element.GetProperty(name).GetString();
}
