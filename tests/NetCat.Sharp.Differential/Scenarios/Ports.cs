using System.Collections.Generic;
using System.Linq;
using static NetCat.Sharp.Differential.Script;

namespace NetCat.Sharp.Differential.Scenarios;

/// <summary>Port operands: numbers, ranges and names, for clients and listeners.</summary>
internal static class Ports
{
    private static readonly string[] s_ofClients =
    [
        "{peeraddr} 0", "{peeraddr} 65535", "{peeraddr} 65536", "{peeraddr} 99999", "{peeraddr} abc", "{peeraddr} 21001-",
        "{peeraddr} 21001-99999", "{peeraddr} 0-5", "{peeraddr} http-https", "{peeraddr} 1-http", "{peeraddr} 1a", "-z {peeraddr} ' {peerport}'",
        "{peeraddr} ''", "-z {peeraddr} ''", "-vz {peeraddr} +{peerport}", "-vz {peeraddr} 00{peerport}", "-vz {peeraddr} 0x50",
        "-vz {peeraddr} {peerport}-{peerport}", "-vz {peeraddr} http-typo", "-vz {peeraddr} HTTP", "-vzu {peeraddr} nosuchudp",
        "-vzn {peeraddr} http-alt", "-vz {peeraddr} http-alt", "-vz {peeraddr} {p3} http-typo", "-vz {peeraddr} 1-2-3", "-vz {peeraddr} -- -5",
        "-vz {peeraddr} 5-5", "-vz {peeraddr} 1-0", "-vz {peeraddr} 65535-65536", "-z {peeraddr} '{peerport} '", "-z {peeraddr} 1.5",
        "-p abc -v {peer}", "-p 0 -vz {peer}", "-p 70000 -s {addr} -vz {peer}", "-p -1 -z {peer}", "-p '' -z {peer}", "-p {port} -s 203.0.113.9 -v {peer}",
    ];

    private static readonly string[] s_ofListeners =
    [
        "-l {p3}-{p4}", "-l {addr}", "-l {addr} -v", "-l abc", "-l {addr} http-nope", "-l {addr} 0x50", "-lu {addr} http-nope",
        "-l {addr} ''", "-l -p abc", "-l -s {addr} -p {p3}-{p4}", "-l -n -v 203.0.113.9 {port}", "-lu 203.0.113.9 {port}",
    ];

    private static readonly string[] s_listening =
    [
        "-lvn {addr} 0", "-lvn {addr} 65536", "-lvn {addr} 70000", "-lvn {addr} 99999999999", "-lvn {addr} ' {port}'", "-lvn {addr} +{port}",
        "-lvn {addr} 0{port}", "-l -p {port}", "-lvn -s {addr} -p {port}", "-lnvp {port}", "-lun {addr} 70000", "-luvn {addr} 0", "-lup 21999999",
        "-lvn {addr} http-alt", "-l 0", "-l 65536", "-lnv -p {port} -s {addr} -4",
    ];

    internal static IReadOnlyList<Scenario> Scenarios { get; } =
    [
        .. s_ofClients.Concat(s_ofListeners).Select(Scenario.Form),
        .. s_listening.Select(form => Scenario.Form(form) with { Stays = true }),
        new("a service name stands for its number")
        {
            Nc = "-vN {peeraddr} http-alt",
            Stdin = "hello\n",
            Peer = Accepts(End, Fin) with { Port = 8080 },
        },
        new("a known port is named in the message")
        {
            Nc = "-vz {peeraddr} 8080",
            Peer = Accepts(End) with { Port = 8080 },
        },
        new("a known port is a star with -n")
        {
            Nc = "-vzn {peeraddr} http-alt",
            Peer = Accepts(End) with { Port = 8080 },
        },
        new("a UDP service has a name of its own")
        {
            Nc = "-vzu -w 0 {peeraddr} syslog",
            Peer = Bound() with { Port = 514 },
        },
        new("a listener's port wraps and works")
        {
            Nc = "-lvn {addr} 70000",
            Peer = Connects(Send("wrapped\n"), Fin, End),
        },
        new("an ephemeral port works")
        {
            Nc = "-lvn {addr} 0",
            Peer = Connects(Send("anywhere\n"), Fin, End),
        },
    ];
}
