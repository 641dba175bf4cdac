using System.Collections.Generic;
using System.Linq;
using static NetCat.Sharp.Differential.Script;

namespace NetCat.Sharp.Differential.Scenarios;

/// <summary>Options that set one socket option: read back from outside, on listeners and clients, IPv4 and IPv6.</summary>
internal static class SocketOptions
{
    private static readonly string[] s_words =
    [
        "af11", "af23", "af43", "critical", "cs0", "cs7", "ef", "inetcontrol", "lowcost", "lowdelay", "netcontrol", "reliability", "throughput",
        "0", "255", "0x1c", "8",
    ];

    private static readonly string[] s_others = ["-b", "-M 7", "-M 255", "-m 3", "-m 0", "-I 4096", "-O 8192", "-I 1 -O 1", "-D", "-b -T ef -M 9 -m 1 -I 30000 -O 40000"];

    private static readonly string[] s_all = [.. s_words.Select(word => $"-T {word}"), .. s_others];

    internal static IReadOnlyList<Scenario> Scenarios { get; } =
    [
        .. s_all.Select(options => Client(options, udp: false)),
        .. s_others.Select(options => Client(options, udp: true)),
        .. s_all.Select(options => Listener(options, udp: false)),
        .. s_others.Select(options => Listener(options, udp: true)),
        .. s_others.Append("-T ef").Select(options => Client(options, udp: false) with { Name = $"nc -6 {options} of a client", V6 = true }),
        .. s_others.Append("-T ef").Select(options => Listener(options, udp: false) with { Name = $"nc -6 -l {options}", V6 = true }),
    ];

    private static Scenario Client(string options, bool udp) => new($"nc {(udp ? "-u " : "")}{options} of a client")
    {
        Nc = $"{(udp ? "-u " : "")}{options} {{peer}}",
        Stdin = new Input.Scripted(Send("x"), Await("looked")),
        Peer = udp ? Bound(Datagrams(1), Look("asked"), Mark("looked")) : Accepts(Expect("x"), Look("connected"), Mark("looked")),
        Stays = true,
    };

    private static Scenario Listener(string options, bool udp) => new($"nc -l{(udp ? "u" : "")} {options}")
    {
        Nc = $"-l{(udp ? "u" : "")} {options} {{self}}",
        Stays = true,
    };
}
