using System.IO;
using System.Text;
using System.Threading.Tasks;
using Xunit;

namespace NetCat.Sharp.Tests.RealPrograms;

/// <summary>memcached's text protocol, as a user types it.</summary>
public sealed class CacheSpecs
{
    [NativeFact("memcached")]
    public async Task Lines_get_replies_and_quit_ends_the_session()
    {
        using Scratch scratch = new();
        await using Pipeline server = await Start(scratch);
        const string Typed = @"printf 'set greeting 7 0 5\nhello\nget greeting\nquit\n' | $NC -C 127.0.0.1 $PORT";
        Assert.Equal("STORED\r\nVALUE greeting 7 5\r\nhello\r\nEND\r\n", await Pipeline.Run(Typed, scratch, server.Port));
        Assert.Equal("ERROR\r\n", await Pipeline.Run(@"printf 'nonsense\r\nquit\r\n' | $NC 127.0.0.1 $PORT", scratch, server.Port));
    }

    [NativeFact("memcached")]
    public async Task A_large_value_comes_back_whole()
    {
        using Scratch scratch = new();
        const int Length = 900_000;
        _ = scratch.Fill("value", Length, seed: 6);
        await using Pipeline server = await Start(scratch);
        string set = $@"{{ printf 'set large 0 0 {Length}\r\n'; cat value; printf '\r\nquit\r\n'; }} | $NC -N 127.0.0.1 $PORT";
        Assert.Equal("STORED\r\n", await Pipeline.Run(set, scratch, server.Port));
        _ = await Pipeline.Run(@"printf 'get large\r\nquit\r\n' | $NC 127.0.0.1 $PORT >answer", scratch, server.Port);
        byte[] answer = await File.ReadAllBytesAsync(scratch.Path("answer"));
        byte[] value = await File.ReadAllBytesAsync(scratch.Path("value"));
        Assert.Equal([.. Encoding.ASCII.GetBytes($"VALUE large 0 {Length}\r\n"), .. value, .. "\r\nEND\r\n"u8], answer);
    }

    private static async Task<Pipeline> Start(Scratch scratch)
    {
        int port = Ports.Free();
        // memcached refuses to run as root unless -u names a user.
        string line = "exec timeout 100 memcached -l 127.0.0.1 -p $PORT -U 0 -m 16 -t 1 -u \"$(id -un)\"";
        Pipeline server = Pipeline.Start(line, scratch, port);
        await Ports.ListenedAt(port);
        return server;
    }
}
