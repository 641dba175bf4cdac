using System.Threading.Tasks;
using NetCat.Sharp.Tests.Readme;
using NetCat.Sharp.Tests.Tls;
using Xunit;
using static NetCat.Sharp.Tests.RealPrograms.ShellText;

namespace NetCat.Sharp.Tests.RealPrograms;

/// <summary>--forward with -x: proxies of several protocols, and one that sends nothing.</summary>
public sealed class ForwardProxySpecs(Certificates certificates) : IClassFixture<Certificates>
{
    private const string Echo = Ready + "$NC -lk --port-file far 127.0.0.1 0 --exec cat & ready far; ";
    private const string Near = "--port-file near 127.0.0.1 0";
    private const string Thirty = "for i in $(seq 30); do { { seq 20000; until [ $(stat -c %s got.$i) = 108894 ]; do sleep 0.05; done; } | $NC -N 127.0.0.1 $(cat near) >got.$i; md5sum <got.$i; } & all=\"$all $!\"; done >sums; wait $all; sort sums | uniq -c | awk '{print $1}'; ";

    [NativeTheory("microsocks")]
    [InlineData("")]
    [InlineData("--forward-tls --tls-insecure")]
    public async Task Many_clients_are_forwarded_through_microsocks(string options)
    {
        using Scratch scratch = new();
        int port = Ports.Free();
        await using Pipeline proxy = Pipeline.Start("exec timeout 100 microsocks -i 127.0.0.1 -p $PORT -u frida -P open 2>microsocks.log", scratch, port);
        await Ports.ListenedAt(port);
        string safe = options.Length == 0 ? "" : $"$NC -lk --tls-cert {certificates.Server} --tls-key {certificates.ServerKey} --forward 127.0.0.1:$(cat far) --port-file safe 127.0.0.1 0 & ready safe; cp safe far; ";
        string line = Echo + safe + $"export NC_PROXY_AUTH=frida:open; $NC -lk -x 127.0.0.1:{port} --forward localhost:$(cat far) {options} {Near} 2>told & ready near; " + Thirty + "grep -v warning told || :";
        Assert.Equal("30\n", await Pipeline.Run(line, scratch));
    }

    [NativeFact("tinyproxy")]
    public async Task A_client_is_forwarded_through_tinyproxy_with_a_password()
    {
        using Scratch scratch = new();
        await using Pipeline server = await Pipeline.Listen("$NC -lvnk 127.0.0.1 0 --exec cat", scratch);
        await using HttpProxy proxy = await HttpProxy.Start(scratch, [server.Port], "frida open");
        string line = Ready + $"echo frida:open >auth; $NC -lk -X connect -x 127.0.0.1:{proxy.Port} --proxy-auth-file auth --forward 127.0.0.1:{server.Port} {Near} & ready near; " +
            "(echo ping; until grep -qs ping got; do sleep 0.01; done) | $NC -N 127.0.0.1 $(cat near) >got; cat got";
        Assert.Equal("ping\n", await Pipeline.Run(line, scratch));
        line = Ready + $"echo frida:wrong >auth; rm near; $NC -l --exit-codes --events e -X connect -x 127.0.0.1:{proxy.Port} --proxy-auth-file auth --forward 127.0.0.1:{server.Port} {Near} 2>told & nc=$!; ready near; " +
            "$NC -d 127.0.0.1 $(cat near) 2>&1; wait $nc; echo $?; cat told; grep -o '\"at\":\"proxy\"' e; grep -o no-target e";
        Assert.Equal($"8\nnc: forward to 127.0.0.1:{server.Port}: Proxy authentication failed\n\"at\":\"proxy\"\nno-target\n", await Pipeline.Run(line, scratch));
    }

    [NativeFact]
    public async Task A_silent_proxy_delays_only_its_own_client()
    {
        using Scratch scratch = new();
        const string Line = Ready + "mkfifo quiet; $NC -lk --max-conns 200 --port-file proxy 127.0.0.1 0 <quiet >asked & exec 3>quiet; ready proxy; " +
            "${NC#timeout 100 } -lkv -w 2 -x 127.0.0.1:$(cat proxy) --forward 127.0.0.1:1 --events e --port-file near 127.0.0.1 0 2>told 3>&- & nc=$!; ready near; " +
            "for i in $(seq 70); do $NC -d 127.0.0.1 $(cat near) 2>/dev/null 3>&- & all=\"$all $!\"; done; wait $all; exec 3>&-; grep -c 'read failed (0/3): Connection timed out' told; grep -c no-target e; kill $nc; wait $nc; echo $?";
        Assert.Equal("70\n70\n143\n", await Pipeline.Run(Line, scratch));
    }

    [NativeTheory]
    [InlineData("-lk -x 127.0.0.1:1 --forward unix:x 1", "no proxy support for unix sockets")]
    [InlineData("-lk -x 127.0.0.1:1 1", "no proxy support for listen")]
    [InlineData("-lk -P frida -x 127.0.0.1:1 --forward localhost:1 1", "cannot use --forward and -P")]
    public async Task Invalid_combinations_are_refused_in_one_line(string options, string line)
    {
        using Scratch scratch = new();
        Assert.Equal($"nc: {line}\n1\n", await Pipeline.Run($"$NC {options} 2>&1; echo $?", scratch));
    }
}
