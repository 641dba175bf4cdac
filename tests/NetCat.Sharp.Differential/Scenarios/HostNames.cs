using System.Collections.Generic;
using System.Linq;
using static NetCat.Sharp.Differential.Script;

namespace NetCat.Sharp.Differential.Scenarios;

/// <summary>Names, in a namespace with a known hosts file: localhost is ::1 and 127.0.0.1, two.test is 127.0.0.2 and 127.0.0.3.</summary>
internal static class HostNames
{
    private static readonly string[] s_unknown =
    [
        "nosuch.invalid {peerport}", "-v nosuch.invalid {peerport}", "-u nosuch.invalid {peerport}", "-s nosuch.invalid -v {peer}",
        "-l -v nosuch.invalid {port}", "-vz two.test. {peerport}", "-z nosuch.invalid 1 2", "-vz [::1] {peerport}", "-4 v6only.test {peerport}",
        "-6 v4only.test {peerport}", "-vz localhost {peerport}", "-4vz localhost {peerport}", "-6vz localhost {peerport}", "-vz two.test {peerport}",
        "-s 127.0.0.1 -v localhost {peerport}", "-4 -s localhost -vz localhost {peerport}", "-vz 127.0.0.1 {peerport}", "-vz - {peerport}",
    ];

    // inet_aton(3): parts in decimal, octal or hexadecimal; the last part fills the remaining bytes. None of these is the address of a scenario
    // run.
    private static readonly string[] s_numbers =
    [
        "127.1", "127.0.1", "127.8.1.2", "0x7f000001", "0x7F.1", "2130706433", "0177.0.0.1", "017700000001", "127.0.0.0x1", "127.0.0.010", "127.65537",
        "127.16777216", "256.0.0.1", "127.0.0.256", "1.2.3.4.5", "127.0.0.1.", "127..1", "0x", "0x7f00000100", "4294967296", "127.0.0.09", " 127.0.0.1", "127.0.0.1 x",
        "::127.0.0.1", "::ffff:127.0.0.1", "0:0:0:0:0:0:0:1", "::1%lo", "::1%", "::g", "",
    ];

    internal static IReadOnlyList<Scenario> Scenarios { get; } =
    [
        .. s_numbers.Select(number => new Scenario($"by number: nc -vz '{number}'") { Nc = $"-vz '{number}' {{peerport}}", Names = true }),
        .. s_numbers.Select(number => new Scenario($"by number: nc -nvz '{number}'") { Nc = $"-nvz '{number}' {{peerport}}", Names = true }),
        .. s_numbers.Take(8).Select(number => new Scenario($"by number: nc -lv '{number}'") { Nc = $"-lv {number} {{port}}", Names = true, Stays = true }),
        .. s_unknown.Select(form => new Scenario($"by name: nc {form}") { Nc = form, Names = true }),
        Pair("a listener names itself and its client", "-lv 127.0.0.1 {port}", "-vN 127.0.0.1 {port}"),
        Pair("a listener on every address, found at the second try", "-lv {port}", "-vN localhost {port}"),
        Pair("a listener on every IPv6 address, found by name", "-6lv {port}", "-vN localhost {port}"),
        Pair("IPv4 reaches a listener on every IPv6 address", "-6lvn {port}", "-vnN 127.0.0.1 {port}"),
        Pair("a name with two addresses, the second one open", "-l 127.0.0.3 {port}", "-vN two.test {port}"),
        Pair("a name with two addresses, the first one open", "-l 127.0.0.2 {port}", "-vN two.test {port}"),
        Pair("a listener by name takes the first address", "-lv localhost {port}", "-vN ::1 {port}"),
        Pair("a short address is spelled out in the message", "-lv {port}", "-vN 127.1 {port}"),
        Pair("a name is not looked up for a UDP peer with -n", "-luvn -w 1 127.0.0.1 {port}", "-u -w 1 localhost {port} -4"),
        Pair("a UDP listener names its peer", "-luv -w 1 127.0.0.1 {port}", "-4u -w 1 localhost {port}"),
        Pair("-n with numbers looks nothing up", "-lnv 127.0.0.1 {port}", "-nvN 127.0.0.1 {port}"),
        new("a listener by name is not there under its second address")
        {
            Nc = "-lv localhost {port}",
            Names = true,
            Then = [new NcRun("-vN 127.0.0.1 {port}")],
            Stays = true,
        },
        new("a scan by name")
        {
            Nc = "-vz localhost {p3}-{p4}",
            Names = true,
        },
    ];

    private static Scenario Pair(string name, string listener, string client)
        => new(name)
        {
            Nc = listener,
            Names = true,
            Then = [new NcRun(client) { Stdin = "hello\n" }],
        };
}
