using System.Threading.Tasks;
using Xunit;
using static NetCat.Sharp.Tests.RealPrograms.ShellText;

namespace NetCat.Sharp.Tests.RealPrograms;

/// <summary>--mptcp with peers that have multipath TCP and with some that have TCP alone.</summary>
public sealed class MultipathSpecs
{
    private const string Used = "MPTCP is used\n";
    private const string FellBack = "MPTCP is not used: the connection fell back to TCP\n";

    [NativeTheory]
    [InlineData("--mptcp", "--mptcp", Used, Used)]
    [InlineData("", "--mptcp", "", FellBack)]
    [InlineData("--mptcp", "", FellBack, "")]
    [InlineData("--mptcp", "-z --mptcp", Used, Used)]
    public async Task Both_sides_report_the_protocol_of_the_connection(string listener, string client, string listenerSays, string clientSays)
    {
        using Scratch scratch = new();
        string line = $"seq 30000 >sent; $NC -lvn {listener} --port-file port 127.0.0.1 0 >got 2>told <sent & {Await}$NC -Nvn {client} 127.0.0.1 $port <sent >came 2>said; wait; " +
            $"grep MPTCP told; grep MPTCP said; {(client.StartsWith("-z", System.StringComparison.Ordinal) ? "true" : "cmp sent got && cmp sent came")}; echo $?";
        Assert.Equal($"{listenerSays}{clientSays}0\n", await Pipeline.Run(line, scratch));
    }

    [NativeTheory]
    [InlineData("--sh-exec 'head -c 6 >&2; echo hello'")]
    [InlineData("--max-conns 2")]
    [InlineData("--forward 127.0.0.1:$PORT")]
    public async Task A_listener_that_serves_many_writes_the_event_too(string serves)
    {
        using Scratch scratch = new();
        string line = $"$NC -lk 127.0.0.1 $PORT >/dev/null 2>&1 & $NC -lk --mptcp --events e --port-file port 127.0.0.1 0 {serves} >got 2>&1 </dev/null & {Await}" +
            "for option in --mptcp ''; do $NC -N $option 127.0.0.1 $port <<<hello >/dev/null; done; until [ $(grep -c closed e) = 2 ]; do sleep 0.01; done; kill %1 %2; " +
            "grep -o '\"protocol\":\"[a-z]*\"' e";
        Assert.Equal("\"protocol\":\"mptcp\"\n\"protocol\":\"tcp\"\n", await Pipeline.Run(line, scratch, Ports.Free()));
    }

    [RootNativeTheory("unshare", "sysctl")]
    [InlineData("127.0.0.1 1", "nc: socket: Protocol not available")]
    [InlineData("-l 127.0.0.1 1", "nc: Protocol not available")]
    public async Task Without_MPTCP_in_the_kernel_one_line_reports_it(string options, string expected)
    {
        using Scratch scratch = new();
        Assert.Equal($"{expected}\n1\n", await Pipeline.Run($"unshare -n sh -c 'sysctl -qw net.mptcp.enabled=0; $NC --mptcp {options} 2>&1; echo $?'", scratch));
    }

    [NativeTheory]
    [InlineData("-u 127.0.0.1 1", "-u")]
    [InlineData("-U path", "-U")]
    [InlineData("-Z 127.0.0.1 1", "-Z")]
    public async Task Other_transports_are_refused(string options, string named)
    {
        using Scratch scratch = new();
        Assert.Equal($"nc: cannot use --mptcp and {named}\n1\n", await Pipeline.Run($"$NC --mptcp {options} 2>&1; echo $?", scratch));
    }
}
