using System;
using System.Linq;
using System.Threading.Tasks;
using NetCat.Sharp.Tests.Readme;
using NetCat.Sharp.Tests.Tls;
using Xunit;
using static NetCat.Sharp.Tests.RealPrograms.ShellText;

namespace NetCat.Sharp.Tests.RealPrograms;

/// <summary>
/// Each client with a <c>connected</c> event also gets a <c>closed</c> event, whatever ends the listener. Two clients are silent in their
/// handshake, a third is served.
/// </summary>
public sealed class TlsClosedEventSpecs(Certificates certificates) : IClassFixture<Certificates>
{
    private const string Clients =
        "ready near; port=$(cat near); mkfifo a b; $NC 127.0.0.1 $port <a >none & one=$!; exec 8>a; $NC 127.0.0.1 $port <a >none 8>&- & two=$!; until [ $(grep -c '\"connected\"' e) = 2 ]; do sleep 0.01; done; " +
        "$NC --tls-ca CERTS/ca.pem localhost $port <b >got 2>&1 8>&- & three=$!; exec 9>b; until grep -q '\"event\":\"tls\"' e; do sleep 0.01; done; ";

    private const string Ends = "exec 8>&- 9>&-; wait $one $two $three; grep -c '\"connected\"' e; grep '\"event\":\"closed\"' e | grep -o '\"reason\".*' | sort | uniq -c | sed 's/^ *//'";

    [NativeTheory]
    [InlineData("-l")]
    [InlineData("-lk")]
    [InlineData("-lk", "--exec cat")]
    [InlineData("-lk --max-conns 5")]
    [InlineData("-lk --broker")]
    [InlineData("-l --forward 127.0.0.1:$far")]
    [InlineData("-lk --forward 127.0.0.1:$far")]
    [InlineData("-lk --workers 2 --forward 127.0.0.1:$far")]
    public async Task A_signal(string listener, string program = "")
    {
        bool isAlone = listener.StartsWith("-l --forward", StringComparison.Ordinal);
        Assert.Equal(
            $"143\n3\n{(isAlone ? "2 \"reason\":\"not-served\"}\n1 " : "3 ")}\"reason\":\"signal\",\"signal\":\"SIGTERM\"}}\n",
            await Run(listener, program, "kill $nc; wait $nc; echo $?; "));
    }

    [NativeFact]
    public async Task The_total_time()
    {
        (string Listener, string Program)[] runs = [("-lk", ""), ("-lk", "--exec cat"), ("-lk --max-conns 5", ""), ("-lk --forward 127.0.0.1:$far", "")];
        string[] got = await Task.WhenAll(runs.Select(run => Run(run.Listener + " --total-timeout 1500ms", run.Program, "wait $nc; echo $?; ")));
        Assert.All(got, static text => Assert.Equal("1\n3\n3 \"reason\":\"total-timeout\"}\n", text));
    }

    private Task<string> Run(string listener, string program, string end)
        => certificates.Run(
            Ready + "${NC#timeout 100 } -lk --port-file far 127.0.0.1 0 --exec cat & ready far; far=$(cat far); " +
            $"${{NC#timeout 100 }} {listener} --tls-cert CERTS/server.pem --tls-key CERTS/server.key --events e --port-file near 127.0.0.1 0 {program} >out 2>told </dev/null & nc=$!; " + Clients + end + Ends);
}
