using System.Threading.Tasks;

namespace NetCat.Sharp.Tests.RealPrograms;

/// <summary>git's own protocol through an HTTP proxy; git runs nc as its proxy command.</summary>
public sealed class GitSpecs
{
    [NativeFact("git", "tinyproxy")]
    public async Task Clone_and_fetch_through_a_proxy_command()
    {
        using Scratch scratch = new();
        GitHistory history = await GitHistory.Start(scratch);
        int port = Ports.Free();
        await using Pipeline server = Pipeline.Start(
            "exec timeout 100 git daemon --reuseaddr --listen=127.0.0.1 --port=$PORT --export-all --base-path=. .", scratch, port);
        await Ports.ListenedAt(port);
        await using HttpProxy proxy = await HttpProxy.Start(scratch, [port]);

        string command = $"printf '#!/bin/sh\\nexec %s -X connect -x 127.0.0.1:{proxy.Port} \"$1\" \"$2\"\\n' \"$NC\" >nc-proxy && chmod +x nc-proxy; ";
        _ = await Pipeline.Run(command + "git -c core.gitProxy=$PWD/nc-proxy clone -q git://127.0.0.1:$PORT/origin copy", scratch, port);
        await history.AssertCopied("copy");

        await history.Commit(seed: 2);
        _ = await history.InCopy("copy", $"-c core.gitProxy={scratch.Path("nc-proxy")} fetch -q");
        await history.AssertCopied("copy");
    }
}
