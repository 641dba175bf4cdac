using System;
using System.Threading.Tasks;
using Xunit;

namespace NetCat.Sharp.Tests.RealPrograms;

/// <summary>
/// A bridge with another host on it: minissdpd replies to a search there, and a listener at a link-local address is reached by its zone.
/// </summary>
public sealed class DiscoverySpecs
{
    private const string Network =
        "set -e; trap 'kill $(jobs -p) 2>/dev/null' EXIT; ip link set lo up; ip link add name hub type bridge mcast_snooping 0; ip addr add 10.7.0.1/24 dev hub; ip link set hub up; ip route add 224.0.0.0/4 dev hub; " +
        "unshare -n sleep 100 & pid=$!; until [ $(readlink /proc/$pid/ns/net) != $(readlink /proc/self/ns/net) ]; do sleep 0.01; done; " +
        "ip link add v2 type veth peer name eth0 netns $pid; ip link set v2 master hub up; host() { nsenter -t $pid -n \"$@\"; }; " +
        "host sh -c 'ip link set lo up; ip addr add 10.7.0.2/24 dev eth0; ip -6 addr add fe80::2/64 dev eth0 nodad; ip link set eth0 up; ip route add 224.0.0.0/4 dev eth0'; " +
        "ip -6 addr add fe80::1/64 dev hub nodad; until ip -br link show v2 | grep -q UP; do sleep 0.01; done; ";

    /// <summary>Registers the service over minissdpd's own socket: a command, and four strings, each after its length.</summary>
    private const string Service =
        "import socket; service = b'urn:example:service:thing:1'; s = socket.socket(socket.AF_UNIX); s.connect('control'); " +
        "s.send(b'\\4' + b''.join(bytes([len(text)]) + text for text in (service, b'uuid:1::' + service, b'test/1.0', b'http://10.7.0.2/d.xml')))";

    [RootNativeFact("ip", "nsenter", "unshare", "minissdpd", "python3")]
    public async Task A_search_prints_the_reply_of_minissdpd_and_its_sender()
    {
        string line = "host minissdpd -d -i eth0 -s $PWD/control -p $PWD/pid >log 2>&1 & until [ -S control ]; do sleep 0.01; done; " +
            $"host python3 -c \"{Service}\"; until grep -q 1900 <(host ss -lun); do sleep 0.01; done; set +e; " +
            "printf 'M-SEARCH * HTTP/1.1\\r\\nHOST: 239.255.255.250:1900\\r\\nMAN: \"ssdp:discover\"\\r\\nMX: 1\\r\\nST: urn:example:service:thing:1\\r\\n\\r\\n' >search; " +
            "for tried in 1 2 3 4 5 6 7 8 9; do $NC -u --from --udp-connect=never --linger 1s 239.255.255.250 1900 <search >answers; [ -s answers ] && break; done; " +
            "tr -d '\\r' <answers | grep -e HTTP -e LOCATION | sort -u";
        Assert.Equal("10.7.0.2 1900: HTTP/1.1 200 OK\nLOCATION: http://10.7.0.2/d.xml\n", await Run(line));
    }

    [RootNativeTheory("ip", "nsenter", "unshare")]
    [InlineData("-N", "-lv", "Connection received on fe80::1%eth0")]
    [InlineData("-u --linger 10ms", "-luv", "Connection received on fe80::1%eth0")]
    public async Task A_link_local_address_has_its_zone(string client, string listener, string expected)
    {
        string line = $"host $NC {listener}n --port-file port --events e --idle-timeout 60s fe80::2%eth0 0 >got 2>told </dev/null & nc=$!; until [ -s port ]; do sleep 0.01; done; set +e; " +
            $"$NC {client} fe80::2%hub $(cat port) <<<hello; until [ -s got ]; do sleep 0.01; done; cat got; grep -o '^{expected}' told; grep -c 'fe80::1%eth0' e | sed 's/[1-9]/some/'";
        Assert.Equal($"hello\n{expected}\nsome\n", await Run(line));
    }

    private static async Task<string> Run(string line)
    {
        using Scratch scratch = new();
        return await Pipeline.Run($"unshare -nm bash -c '{(Network + line).Replace("'", "'\\''", StringComparison.Ordinal)}'", scratch);
    }
}
