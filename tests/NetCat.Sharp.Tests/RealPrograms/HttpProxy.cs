using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading.Tasks;

namespace NetCat.Sharp.Tests.RealPrograms;

/// <summary>tinyproxy: allows CONNECT to the given ports, with a user and a password if they are given.</summary>
internal sealed class HttpProxy : IAsyncDisposable
{
    private readonly Pipeline _program;

    private HttpProxy(Pipeline program) => _program = program;

    internal int Port => _program.Port;

    internal static async Task<HttpProxy> Start(Scratch scratch, IEnumerable<int> to, string? credentials = null)
    {
        int port = Ports.Free();
        IEnumerable<string> settings =
        [
            $"Port {port}", "Listen 127.0.0.1", "Timeout 60", "MaxClients 20", "LogLevel Error", $"LogFile \"{scratch.Path("proxy.log")}\"",
            .. to.Select(static target => $"ConnectPort {target}"),
            .. credentials is null ? Array.Empty<string>() : [$"BasicAuth {credentials}"],
        ];
        File.WriteAllLines(scratch.Path("proxy.conf"), settings);
        Pipeline program = Pipeline.Start("exec timeout 100 tinyproxy -d -c proxy.conf >/dev/null", scratch, port);
        await Ports.ListenedAt(port);
        return new HttpProxy(program);
    }

    public ValueTask DisposeAsync() => _program.DisposeAsync();
}
