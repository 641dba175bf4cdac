using System.Threading.Tasks;
using Xunit;

namespace NetCat.Sharp.Tests.RealPrograms;

/// <summary>Multicast between a host and two others, each with its own veth pair; the first host has no route to any group.</summary>
public sealed class MulticastSpecs
{
    /// <summary>
    /// The namespaces of hosts 2 and 3, reached by v2 and v3; $h2 and $h3 are processes in them. With nodad an IPv6 address can be used at once.
    /// </summary>
    private const string Hosts =
        "set -e; ip link set lo up; for i in 2 3; do unshare -n sleep 100 & pid=$!; until [ $(readlink /proc/$pid/ns/net) != $(readlink /proc/self/ns/net) ]; do sleep 0.01; done; " +
        "ip link add v$i type veth peer name eth0 netns $pid; ip addr add 10.7.$i.1/24 dev v$i; ip -6 addr add fd07:$i::1/64 dev v$i nodad; ip link set v$i up; " +
        "nsenter -t $pid -n sh -c \"ip link set lo up; ip addr add 10.7.$i.2/24 dev eth0; ip addr add 10.7.$i.4/24 dev eth0; ip -6 addr add fd07:$i::2/64 dev eth0 nodad; ip link set eth0 up; ip route add 224.0.0.0/4 dev eth0\"; " +
        "until ip -br link show v$i | grep -q UP; do sleep 0.01; done; declare h$i=$pid; done; from() { nsenter -t $1 -n $NC -u --linger 1ms \"${@:2}\"; }; ";

    private const string Listener = "$NC -luvn --udp-connect=never --socket-option IP_MULTICAST_ALL=off --port-file ready --idle-timeout 60s ";
    private const string Ready = " </dev/null >out 2>err & nc=$!; until [ -s ready ]; do sleep 0.01; done; ";
    private const string Got = "until grep -q last out; do sleep 0.01; done; kill $nc; cat out; grep Joined err";

    [RootNativeTheory("ip", "nsenter", "unshare")]
    [InlineData("--interface v3 239.1.2.3 5000", "239.1.2.3", "three\nlast\nJoined 239.1.2.3 on v3\n")]
    [InlineData("239.1.2.3%v3 5000", "239.1.2.3", "three\nlast\nJoined 239.1.2.3 on v3\n")]
    [InlineData("--interface v3 --multicast-source 10.7.3.2 239.1.2.3 5000", "239.1.2.3", "three\nlast\nJoined 239.1.2.3 from 10.7.3.2 on v3\n")]
    [InlineData("--interface v3 --multicast-source 10.7.3.4 239.1.2.3 5000", "239.1.2.3 -s 10.7.3.4", "three\nlast\nJoined 239.1.2.3 from 10.7.3.4 on v3\n")]
    public async Task A_listener_receives_from_the_interface_and_the_source_of_its_group(string listener, string group, string expected)
    {
        // Sends first what must not arrive: a datagram of another interface, and one of another sender.
        string unwanted = listener.Contains("source 10.7.3.4", System.StringComparison.Ordinal) ? "echo other | from $h3 239.1.2.3 5000; " : "echo two | from $h2 239.1.2.3 5000; ";
        unwanted += listener.Contains("source 10.7.3.2", System.StringComparison.Ordinal) ? "echo other | from $h3 -s 10.7.3.4 239.1.2.3 5000; " : "";
        string sent = $"echo three | from $h3 {group} 5000; echo last | from $h3 {group} 5000; ".Replace("239.1.2.3 -s 10.7.3.4 5000", "-s 10.7.3.4 239.1.2.3 5000", System.StringComparison.Ordinal);
        Assert.Equal(expected, await Run(Listener + listener + Ready + unwanted + sent + Got));
    }

    [RootNativeTheory("ip", "nsenter", "unshare")]
    [InlineData("ff02::1234%v3", "ff02::1234%eth0", "Joined ff02::1234%v3 on v3")]
    [InlineData("--interface v3 ff02::1234", "--interface eth0 ff02::1234", "Joined ff02::1234%v3 on v3")]
    [InlineData("--interface v3 ff15::1234", "ff15::1234%eth0", "Joined ff15::1234 on v3")]
    [InlineData("--interface v3 --multicast-source fd07:3::2 ff15::1234", "ff15::1234%eth0", "Joined ff15::1234 from fd07:3::2 on v3")]
    public async Task Groups_of_IPv6_are_joined_in_the_same_way(string listener, string sender, string expected)
    {
        string line = $"$NC -luvn --udp-connect=never --socket-option IPV6_MULTICAST_ALL=off --port-file ready --idle-timeout 60s {listener} 5000{Ready}" +
            $"echo two | from $h2 {sender} 5000; echo last | from $h3 {sender} 5000; {Got}";
        Assert.Equal($"last\n{expected}\n", await Run(line));
    }

    [RootNativeFact("ip", "nsenter", "unshare")]
    public async Task Several_listeners_receive_what_a_client_sends_on_its_interface()
    {
        const string Line = "for i in 1 2; do nsenter -t $h3 -n $NC -lu --reuse-addr --events e$i --idle-timeout 60s --interface eth0 239.1.2.3 5000 </dev/null >out$i & until grep -qs listening e$i; do sleep 0.01; done; done; " +
            "echo hello | $NC -u --interface v3 --linger 1ms 239.1.2.3 5000; for i in 1 2; do until grep -qs hello out$i; do sleep 0.01; done; cat out$i; grep joined e$i | grep -o '\"group\".*'; done";
        const string Each = "hello\n\"group\":{\"address\":\"239.1.2.3\",\"port\":5000},\"source\":null,\"interface\":\"eth0\"}\n";
        Assert.Equal(Each + Each, await Run(Line));
    }

    [NativeTheory]
    [InlineData("", "")]
    [InlineData("--interface lo ", "Joined 239.1.2.3 on lo\n")]
    public async Task Without_an_interface_no_group_is_joined(string option, string joined)
    {
        using Scratch scratch = new();
        string line = $"$NC -luvn --accept-timeout 50ms {option}239.1.2.3 0 2>&1 | grep -v ^Bound; true";
        Assert.Equal(joined + "nc: accept timeout is over\n", await Pipeline.Run(line, scratch));
    }

    [NativeTheory]
    [InlineData("-lu --interface lo 127.0.0.1 1", "--interface needs a multicast group: 127.0.0.1 is none")]
    [InlineData("-lu --interface lo 1", "--interface needs the address of a multicast group")]
    [InlineData("-u --interface lo localhost 1", "--interface needs a multicast group: localhost is none")]
    [InlineData("-lu --multicast-source 10.0.0.1 127.0.0.1 1", "--multicast-source needs a multicast group: 127.0.0.1 is none")]
    [InlineData("-lu --multicast-source ::1 239.1.2.3 1", "--multicast-source and the group must both be IPv4 or both be IPv6")]
    [InlineData("-lu --multicast-source x 239.1.2.3 1", "multicast-source invalid: x")]
    [InlineData("-lu --multicast-source 1 239.1.2.3 1", "multicast-source invalid: 1")]
    [InlineData("-lu --multicast-source 239.0.0.1 239.1.2.3 1", "multicast-source invalid: 239.0.0.1")]
    [InlineData("-lu --multicast-source [::1]:80 ff15::1 1", "multicast-source invalid: [::1]:80")]
    [InlineData("-u --multicast-source 10.0.0.1 239.1.2.3 1", "must use -l and -u with --multicast-source")]
    [InlineData("-l --interface lo 239.1.2.3 1", "must use -u with --interface")]
    [InlineData("-luU --interface lo path", "cannot use --interface and -U")]
    [InlineData("-lu --interface nowhere0 239.1.2.3 1", "--interface nowhere0: No such device")]
    [InlineData("-lu 239.1.2.3%nowhere0 1", "--interface nowhere0: No such device")]
    [InlineData("-u --interface nowhere0 239.1.2.3 1", "IP_MULTICAST_IF: No such device")]
    [InlineData("-u --interface nowhere0 ff15::1 1", "IPV6_MULTICAST_IF: No such device")]
    [InlineData("-lu --interface a/b 239.1.2.3 1", "interface invalid: a/b")]
    [InlineData("-lu --interface= 239.1.2.3 1", "interface invalid: ")]
    [InlineData("-lu --interface lo 239.1.2.3%lo 1", "cannot use --interface and %lo")]
    public async Task Invalid_arguments_are_refused_in_one_line(string arguments, string expected)
    {
        using Scratch scratch = new();
        Assert.Equal($"nc: {expected}\n1\n", await Pipeline.Run($"$NC {arguments} 2>&1 </dev/null; echo $?", scratch));
    }

    private static async Task<string> Run(string line)
    {
        using Scratch scratch = new();
        string script = $"trap 'kill $(jobs -p) 2>/dev/null' EXIT; {Hosts}{line}".Replace("'", "'\\''", System.StringComparison.Ordinal);
        return await Pipeline.Run($"unshare -n bash -c '{script}' 2>&1", scratch);
    }
}
