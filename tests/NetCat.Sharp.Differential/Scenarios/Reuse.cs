using System.Collections.Generic;
using System.Linq;
using static NetCat.Sharp.Differential.Script;

namespace NetCat.Sharp.Differential.Scenarios;

/// <summary>SO_REUSEADDR and SO_REUSEPORT: what nc sets by default, and what our long options set.</summary>
internal static class Reuse
{
    private static readonly (string Options, int Addr, int Port)[] s_ofListeners =
    [
        ("--reuse-addr=off", 0, 1), ("--reuse-port=off", 1, 0), ("--reuse-addr=off --reuse-port=off", 0, 0),
        ("--reuse-port", 1, 1), ("--reuse-addr", 1, 1), ("--reuse-addr=on --reuse-port=on", 1, 1),
        ("--reuse-port=off --reuse-port", 1, 1), ("--reuse-addr=on --reuse-addr=off", 0, 1),
    ];

    private static readonly (string Options, int Addr, int Port)[] s_ofClients =
    [
        ("--reuse-addr", 1, 0), ("--reuse-port", 0, 1), ("--reuse-addr --reuse-port", 1, 1), ("--reuse-addr=off --reuse-port=off", 0, 0),
    ];

    private static readonly string[] s_bad =
    [
        "--reuse-port=maybe -l {self}", "--reuse-addr= -l {self}", "--reuse-addr=1 -l {self}", "--reuse -l {self}",
        "--reuse-port maybe {self}", "--nosuch", "--reuse-portx -l {self}",
    ];

    internal static IReadOnlyList<Scenario> Scenarios { get; } =
    [
        .. Listening("-l", s_ofListeners),
        .. Listening("-lu", s_ofListeners),
        .. Listening("-l", s_ofListeners).Select(InV6),
        .. Listening("-lu", s_ofListeners).Select(InV6),
        .. Calling("", s_ofClients),
        .. Calling("-u", s_ofClients),
        .. Calling("", s_ofClients).Select(InV6),
        .. Calling("-u", s_ofClients).Select(InV6),
        .. s_bad.Select(form => Scenario.Form(form) with { Addition = true, Ours = ["nc: exit 1", "nc: stdout \"\""] }),
        new("long options may follow the operands")
        {
            Nc = "-l {self} --reuse-port=off",
            Addition = true,
            Stays = true,
            Ours = ["SO_REUSEADDR=1 SO_REUSEPORT=0"],
        },
        new("without SO_REUSEPORT a second listener finds the port in use")
        {
            Nc = "--reuse-port=off -l {self}",
            Then = [new NcRun("--reuse-port=off -l {self}")],
            Addition = true,
            Stays = true,
            Ours = ["nc: runs", "nc 2: exit 1", "nc 2: stderr \"nc: Address already in use\\n\""],
        },
        new("without SO_REUSEADDR a port in TIME_WAIT is in use")
        {
            Nc = "-lN --reuse-addr=off --reuse-port=off {self}",
            Stdin = new Input.Null(),
            Peer = Connects(End, Fin, Gone, Mark("rests")),
            Then = [new NcRun("-l --reuse-addr=off --reuse-port=off {self}") { After = "rests" }],
            Addition = true,
            Ours = ["nc: exit 0", "nc 2: exit 1", "nc 2: stderr \"nc: Address already in use\\n\""],
        },
    ];

    private static IEnumerable<Scenario> Listening(string how, (string Options, int Addr, int Port)[] cases)
        => cases.Select(one => new Scenario($"nc {how} {one.Options}")
        {
            Nc = $"{how} {one.Options} {{self}}",
            Addition = true,
            Stays = true,
            Ours = ["nc: runs", "nc ready: 1 sockets", $"SO_REUSEADDR={one.Addr} SO_REUSEPORT={one.Port}"],
        });

    private static IEnumerable<Scenario> Calling(string how, (string Options, int Addr, int Port)[] cases)
        => cases.Select(one => new Scenario($"nc {how} -p -s {one.Options}")
        {
            Nc = $"{how} {one.Options} -p {{port}} -s {{addr}} {{peer}}",
            Addition = true,
            Peer = how == "-u" ? Bound() : Accepts(),
            Meanwhile = [Connected, Look("connected")],
            Stays = true,
            Ours = ["nc: runs", "nc connected: 1 sockets", $"SO_REUSEADDR={one.Addr} SO_REUSEPORT={one.Port}"],
        });

    private static Scenario InV6(Scenario scenario) => scenario with { Name = $"IPv6: {scenario.Name}", V6 = true };
}
