using System.Threading.Tasks;
using Xunit;

namespace NetCat.Sharp.Tests.RealPrograms;

/// <summary>UDP clients that are not connected to one peer, and the size of datagrams.</summary>
public sealed class UdpPeersSpecs
{
    /// <summary>
    /// Two hosts and a client on a bridge, in their own namespaces under one unshare(1); each
    /// host replies to datagrams to the group and to broadcasts.
    /// </summary>
    private const string Bridge =
        "set -e; ip link set lo up; ip link add name hub type bridge mcast_snooping 0; ip addr add 10.7.0.1/24 broadcast 10.7.0.255 dev hub; ip link set hub up; " +
        "ip route add 224.0.0.0/4 dev hub; for i in 2 3; do unshare -n sleep 100 & pid=$!; until [ $(readlink /proc/$pid/ns/net) != $(readlink /proc/self/ns/net) ]; do sleep 0.01; done; " +
        "ip link add v$i type veth peer name eth0 netns $pid; ip link set v$i master hub up; " +
        "nsenter -t $pid -n sh -c \"ip addr add 10.7.0.$i/24 broadcast 10.7.0.255 dev eth0; ip link set eth0 up\"; " +
        "until ip -br link show v$i | grep -q UP; do sleep 0.01; done; host $i $pid; done; ";

    private const string AnswersBroadcast =
        "host() { nsenter -t $2 -n $NC -lu --udp-connect=never --port-file ready$1 --idle-timeout 60s 0.0.0.0 1900 < <(echo host $1) >/dev/null & until [ -s ready$1 ]; do sleep 0.01; done; }; ";

    [RootNativeTheory("ip", "nsenter", "unshare")]
    [InlineData("-b --udp-connect=never 10.7.0.255", "host 2 host 3 0")]
    [InlineData("--udp-connect=never 10.7.0.3", "host 3 0")]
    public async Task All_replies_are_printed(string target, string expected)
    {
        using Scratch scratch = new();
        string line = $"trap 'kill $(jobs -p) 2>/dev/null' EXIT; {AnswersBroadcast}{Bridge}echo hello | $NC -u {target} 1900 --linger 1s | sort | tr '\\n' ' '; echo $?";
        Assert.Equal(expected + "\n", await Pipeline.Run($"unshare -n bash -c '{line.Replace("'", "'\\''", System.StringComparison.Ordinal)}'", scratch));
    }

    [NativeFact]
    public async Task A_connected_client_prints_only_what_its_peer_sends()
    {
        using Scratch scratch = new();
        const string Server = "$NC -luk --port-file far 127.0.0.1 0 >/dev/null & until [ -s far ]; do sleep 0.01; done; ";
        const string Line = Server + "for never in '' --udp-connect=never; do rm -f e; $NC -u $never --socket-option SO_RCVBUF=100000 --events e -w 1 -s 127.0.0.1 -p $PORT 127.0.0.1 $(cat far) <<<hello >out & nc=$!; " +
            "until grep -qs stdin e; do sleep 0.01; done; echo stranger | $NC -u --linger 10ms 127.0.0.1 $PORT; wait $nc; cat out; echo $?; done; kill %1";
        Assert.Equal("0\nstranger\n0\n", await Pipeline.Run(Line, scratch, Ports.Free()));
    }

    [NativeTheory]
    [InlineData("", "16384 16384 16384 848")]
    [InlineData("--datagram-size 50000", "50000")]
    [InlineData("--datagram-size 65507 --udp-connect=never", "50000")]
    [InlineData("--datagram-size 20000", "20000 20000 10000")]
    public async Task A_datagram_has_as_many_bytes_of_a_file_as_the_option_says(string options, string expected)
    {
        using Scratch scratch = new();
        string line = "head -c 50000 /dev/zero >file; $NC -lu --udp-connect=never --port-file far --hex-dump dump --idle-timeout 60s 127.0.0.1 0 >/dev/null </dev/null & nc=$!; until [ -s far ]; do sleep 0.01; done; " +
            $"strace -qq -s 0 -e trace=write,sendto -o trace $NC -u {options} -w 1 127.0.0.1 $(cat far) <file; kill $nc; grep -oE '= [0-9]{{3,}}$' trace | tr -d '= ' | tr '\\n' ' '";
        Assert.Equal(expected, (await Pipeline.Run(line.Replace("strace -qq", "strace -f -qq", System.StringComparison.Ordinal), scratch)).Trim());
    }

    [NativeTheory]
    [InlineData("--datagram-size 0", "nc: datagram-size too small: 0")]
    [InlineData("--datagram-size 65508", "nc: datagram-size too large: 65508")]
    [InlineData("--datagram-size x", "nc: datagram-size invalid: x")]
    [InlineData("--udp-connect=never -z", "nc: cannot use --udp-connect=never and -z")]
    [InlineData("--udp-connect=first", "nc: must use -l with --udp-connect=first")]
    public async Task Invalid_arguments_are_refused_in_one_line(string options, string expected)
    {
        using Scratch scratch = new();
        Assert.Equal(expected + "\n1\n", await Pipeline.Run($"$NC -u {options} 127.0.0.1 1 2>&1 </dev/null; echo $?", scratch));
    }
}
