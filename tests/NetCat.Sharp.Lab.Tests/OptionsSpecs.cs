using System.Linq;
using System.Net.Sockets;
using System.Text.Json;
using System.Threading.Tasks;
using Xunit;

namespace NetCat.Sharp.Lab.Tests;

/// <summary>nclab options: the table, and a default compared with that of a .NET socket.</summary>
public sealed class OptionsSpecs
{
    [Theory]
    [InlineData("options", "TCP_NODELAY", 60)]
    [InlineData("options --udp", "IP_MULTICAST_TTL", 40)]
    [InlineData("options -6 --udp", "IPV6_MULTICAST_HOPS", 40)]
    [InlineData("options --unix", "SO_PASSCRED", 10)]
    [InlineData("options --unix --udp", "SO_PASSCRED", 10)]
    public async Task Every_option_has_a_meaning(string line, string name, int least)
    {
        JsonElement[] options = [.. (await Nclab.Json(line)).GetProperty("options").EnumerateArray()];
        Assert.True(options.Length >= least, $"{options.Length}");
        Assert.Contains(options, option => option.GetProperty("name").GetString() == name);
        Assert.All(options, static option => Assert.NotEmpty(option.GetProperty("meaning").GetString()!));
    }

    [Fact]
    public async Task A_default_is_that_of_the_kernel()
    {
        using Socket socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        JsonElement.ArrayEnumerator options = (await Nclab.Json("options --tcp")).GetProperty("options").EnumerateArray();
        Assert.Equal($"{socket.ReceiveBufferSize}", options.Single(static option => option.GetProperty("name").GetString() == "SO_RCVBUF").GetProperty("default").GetString());
    }

    [Fact]
    public async Task Two_kinds_of_sockets_are_refused_in_one_line()
        => Assert.Equal("nclab: choose one of --tcp, --udp and --unix\n", (await Nclab.Run("options --tcp --udp")).StandardError);
}
