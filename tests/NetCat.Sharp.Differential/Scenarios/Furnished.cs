using System;
using System.Collections.Generic;
using System.Linq;
using NetCat.Sharp.Differential.Running;
using static NetCat.Sharp.Differential.Script;

namespace NetCat.Sharp.Differential.Scenarios;

/// <summary>
/// Scenarios in a namespace of their own: link-local addresses, a name server that does not answer, and the abstract Unix address @.
/// </summary>
internal static class Furnished
{
    private const string LinkLocal = "ip link add veth0 type veth peer name veth1 && ip link set veth0 up && ip link set veth1 up "
        + "&& ip address add fe80::1/64 dev veth0 nodad && ip address add fe80::2/64 dev veth1 nodad";

    // Packets to the name server leave by an interface whose other end is not read.
    private const string DeadNameServer = "ip link add veth0 type veth peer name veth1 && ip link set veth0 up && ip link set veth1 up "
        + "&& ip address add 198.51.100.1/24 dev veth0 && ip neighbour add 198.51.100.9 lladdr 02:00:00:00:00:09 dev veth0 "
        + "&& printf 'nameserver 198.51.100.9\\noptions timeout:2 attempts:1\\n' >resolv.conf && echo 'hosts: files dns' >nsswitch.conf";

    private const string ServesAtOnce = "serves the client of -v only after the name server has answered or timed out";

    private static readonly string[] s_linkLocal =
    [
        "-vz fe80::1 {port}", "-vz fe80::1%nowhere {port}", "-vz fe80::1%veth0 {port}", "-vz fe80::1%veth1 {port}", "-l fe80::1 {port}",
        "-l fe80::1%veth1 {port}", "-lv fe80::9%veth0 {port}", "-4 -vz fe80::1%veth0 {port}", "-vz -s fe80::2 fe80::1%veth0 {port}",
        "-uvz fe80::1%veth0 {port}",
    ];

    internal static IReadOnlyList<Scenario> Scenarios { get; } =
    [
        .. s_linkLocal.Select(form => new Scenario($"link-local: nc {form}") { Nc = form, NetworkNamespace = LinkLocal, Stays = form.StartsWith("-l", StringComparison.Ordinal) }),
        LinkLocalPair("a listener on a link-local address", "-lv fe80::1%veth0 {port}", "-vN fe80::1%veth0 {port}"),
        LinkLocalPair("a listener on a link-local address, numbers only", "-lvn fe80::1%veth0 {port}", "-vnN fe80::1%veth0 {port}"),
        LinkLocalPair("a link-local client with an address of its own", "-6lv {port}", "-vN -s fe80::1%veth0 -p {p3} fe80::1%veth0 {port}"),
        LinkLocalPair("a UDP listener on a link-local address", "-luv -w 1 fe80::1%veth0 {port}", "-u -w 1 fe80::1%veth0 {port}"),
        new("a listener serves while the name server is dead")
        {
            Nc = "-lv {port}",
            NetworkNamespace = DeadNameServer,
            Ignores = Bits.Sockets, // The look may come before or after the query to the name server.
            Peer = Connects(Send("hello\n"), StartClock, Printed("hello\n"), Stamp("served"), Fin, End),
            Differs = ServesAtOnce,
            Ours = ["nc: exit 0", "nc: stdout \"hello\\n\"", "Connection received on 127.9.N.2 EPHEMERAL"],
        },
        new("a UDP listener serves while the name server is dead")
        {
            Nc = "-luv -w 1 {port}",
            NetworkNamespace = DeadNameServer,
            Ignores = Bits.Sockets, // The look may come before or after the query to the name server.
            Peer = Sends(Send("hello\n"), StartClock, Printed("hello\n"), Stamp("served")),
            Differs = ServesAtOnce,
            Ours = ["nc: exit 0", "nc: stdout \"hello\\n\"", "Connection received on 127.9.N.2 EPHEMERAL"],
        },
        new("with -n a dead name server is not asked")
        {
            Nc = "-lvn {port}",
            NetworkNamespace = DeadNameServer,
            Peer = Connects(Send("hello\n"), StartClock, Printed("hello\n"), Stamp("served"), Fin, End),
        },
        new("a name that a dead name server should know") { Nc = "-vz nosuch.invalid {port}", NetworkNamespace = DeadNameServer, Timed = true, Meanwhile = [StartClock] },
        new("the abstract name without letters")
        {
            Nc = "-lvU @",
            NetworkNamespace = "true",
            Stdin = new Input.Null(),
            Then = [new NcRun("-vNU @") { Stdin = "hello\n" }],
        },
        new("the abstract name without letters, datagrams")
        {
            Nc = "-luvU @",
            NetworkNamespace = "true",
            Then = [new NcRun("-uvU -s {dir}/mine @") { Stdin = new Input.Scripted(Send("hello\n")) }],
            Meanwhile = [Printed("hello\n"), Settled],
            Stays = true,
        },
        new("no listener at the abstract name without letters") { Nc = "-vU @", NetworkNamespace = "true" },
        new("two listeners at one abstract name")
        {
            Nc = "-lU @",
            NetworkNamespace = "true",
            Then = [new NcRun("-lvU @")],
            Meanwhile = [new Step.Gone(1), Settled],
            Stays = true,
        },
    ];

    private static Scenario LinkLocalPair(string name, string listener, string client)
        => new(name)
        {
            Nc = listener,
            NetworkNamespace = LinkLocal,
            Then = [new NcRun(client) { Stdin = "hello\n" }],
        };
}
