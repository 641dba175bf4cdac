using System;
using System.Threading.Tasks;
using Xunit;

namespace NetCat.Sharp.Tests.RealPrograms;

/// <summary>--happy-eyeballs in separate namespaces: a host with IPv6 before IPv4, whose packets nftables may drop.</summary>
public sealed class HappyEyeballsSpecs
{
    private const string Host =
        "ip link set lo up; ip addr add 2001:db8::1/64 dev lo nodad; ip addr add 10.9.0.1/24 dev lo; ip addr add 10.9.0.2/24 dev lo; " +
        "printf '2001:db8::1 both\\n10.9.0.1 both\\n10.9.0.1 four\\n10.9.0.2 four\\n' >hosts; mount --bind hosts /etc/hosts; " +
        "nft add table inet t; nft add chain inet t in '{ type filter hook input priority 0; }'; drop() { nft add rule inet t in \"$@\" tcp dport 5000 drop; }; ";

    /// <summary>
    /// With -w 30, trying the addresses in turn would take 30 seconds. The upper bound allows for a
    /// busy machine; the lower one shows that IPv6 was tried first.
    /// </summary>
    [RootNativeTheory("unshare", "ip", "nft")]
    [InlineData("", "-N")]
    [InlineData("", "-z")]
    [InlineData("", "-N -s :: -4")]
    [InlineData("", "-N -p 5555")]
    [InlineData("", "-N --socket-option TCP_NODELAY --mptcp")]
    [InlineData("--tls", "-N --tls --tls-insecure")]
    public async Task A_family_whose_packets_are_dropped_causes_no_delay(string listener, string client)
    {
        // -4 leaves one address and no race: the option is accepted, and the time is short.
        bool races = !client.Contains("-4", StringComparison.Ordinal);
        string line = ServerWith(listener) + "drop ip6 version 6; begin=$(date +%s%N); " +
            $"$NC -v -w 30 --happy-eyeballs {client.Replace("-s :: -4", "-s 0.0.0.0 -4", StringComparison.Ordinal)} both 5000 <<<hello 2>told; status=$?; spent=$((($(date +%s%N) - begin) / 1000000)); " +
            $"grep -o '^Connection to both (.*) 5000' told; [ $spent -ge {(races ? 250 : 0)} ] && [ $spent -lt 10000 ] || echo $spent ms; echo $status";
        Assert.Equal("Connection to both (10.9.0.1) 5000\n0\n", await Run(line));
    }

    [RootNativeTheory("unshare", "ip", "nft")]
    [InlineData("", "both", "nc: connect to both (2001:db8::1) port 5000 (tcp) failed: Connection refused\nConnection to both (10.9.0.1) 5000 port [tcp/*] succeeded!\n0\n")]
    [InlineData("drop ip saddr 10.9.0.0/24; drop ip6 version 6; ", "both", "nc: connect to both (2001:db8::1) port 5000 (tcp) timed out: Operation now in progress\nnc: connect to both (10.9.0.1) port 5000 (tcp) timed out: Operation now in progress\n1\n")]
    [InlineData("drop ip daddr 10.9.0.2; ", "-p 5555 four", "nc: connect to four (10.9.0.2) port 5000 (tcp) timed out: Operation now in progress\nConnection to four (10.9.0.1) 5000 port [tcp/*] succeeded!\n0\n", "nc: connect to four (10.9.0.2) port 5000 (tcp) timed out: Operation now in progress\n")]
    public async Task A_failure_is_reported_and_the_next_address_is_tried_at_once(string rules, string host, string expected, string mayLack = "")
    {
        string came = await Run(ServerWith("") + rules + $"$NC -zv -w 1 --happy-eyeballs {host} 5000 2>&1; echo $?");

        // The resolver may return two IPv4 addresses in either order.
        Assert.Contains(came, (string[])[expected, mayLack.Length > 0 ? expected.Replace(mayLack, "", StringComparison.Ordinal) : expected]);
    }

    [NativeTheory]
    [InlineData("-l 1", "nc: cannot use --happy-eyeballs and -l")]
    [InlineData("-u 127.0.0.1 1", "nc: cannot use --happy-eyeballs and -u")]
    [InlineData("-U path", "nc: cannot use --happy-eyeballs and -U")]
    [InlineData("-z --parallel 2 127.0.0.1 1 2", "nc: cannot use --happy-eyeballs and --parallel")]
    public async Task Without_addresses_to_race_the_option_is_refused(string options, string expected)
    {
        using Scratch scratch = new();
        Assert.Matches($"^({expected}|{expected.Replace("--happy-eyeballs and --parallel", "--parallel and --happy-eyeballs", StringComparison.Ordinal)})\n1\n$", await Pipeline.Run($"$NC --happy-eyeballs {options} 2>&1; echo $?", scratch));
    }

    private static string ServerWith(string options) => $"$NC -lk --port-file port 10.9.0.1 5000 {options} >got 2>/dev/null </dev/null & until [ -s port ]; do sleep 0.01; done; ";

    private static async Task<string> Run(string line)
    {
        using Scratch scratch = new();
        string all = $"trap 'kill $(jobs -p) 2>/dev/null' EXIT; set -e; {Host} set +e; {line}";
        return await Pipeline.Run($"unshare -nm bash -c '{all.Replace("'", "'\\''", StringComparison.Ordinal)}'", scratch);
    }
}
