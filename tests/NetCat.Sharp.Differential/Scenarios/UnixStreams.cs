using System.Collections.Generic;
using static NetCat.Sharp.Differential.Script;

namespace NetCat.Sharp.Differential.Scenarios;

/// <summary>Unix stream sockets: nc at both ends, and the files left in the directory.</summary>
internal static class UnixStreams
{
    internal static IReadOnlyList<Scenario> Scenarios { get; } =
    [
        new("Unix listener and client say who they are")
        {
            Nc = "-lvU {dir}/s",
            Then = [new NcRun("-vNU {dir}/s") { Stdin = "hi\n" }],
            Files = true,
        },
        new("Unix client with -vv is silent about its success")
        {
            Nc = "-lU {dir}/s",
            Then = [new NcRun("-vvNU {dir}/s") { Stdin = "hi\n" }],
        },
        new("Unix listener without -v is silent and leaves its socket")
        {
            Nc = "-lU {dir}/s",
            Then = [new NcRun("-NU {dir}/s") { Stdin = new Input.Null() }],
            Files = true,
        },
        new("Unix client with -N half-closes and goes on receiving")
        {
            Nc = "-lU {dir}/s",
            Stdin = new Input.Scripted(Printed("ask\n"), Settled, Send("answer\n")),
            Then = [new NcRun("-NU {dir}/s") { Stdin = "ask\n" }],
        },
        new("Unix listener with -N half-closes and goes on receiving")
        {
            Nc = "-lNU {dir}/s",
            Stdin = "answer\n",
            Then = [new NcRun("-U {dir}/s") { Stdin = new Input.Scripted(new Step.Printed(7, 1), new Step.Settled(1), Send("late\n"), Printed("late\n")) }],
            Stays = true,
        },
        new("Unix client without -N keeps the listener waiting")
        {
            Nc = "-lU {dir}/s",
            Then = [new NcRun("-U {dir}/s") { Stdin = "hello\n" }],
            Stays = true,
        },
        new("Unix sockets carry a large file both ways at once")
        {
            Nc = "-lNU {dir}/s",
            Stdin = new Input.File(5 << 20),
            Then = [new NcRun("-NU {dir}/s") { Stdin = new Input.File(8 << 20) }],
            OursRepeats = 2,
            Differs = "exits at the client's half-close and loses what it had still to send",
            Ours = ["nc: exit 0", "nc: stdout 8388608 bytes of the pattern", "nc 2: exit 0", "nc 2: stdout 5242880 bytes of the pattern"],
        },
        new("Unix client sends a large file")
        {
            Nc = "-lU {dir}/s",
            Then = [new NcRun("-NU {dir}/s") { Stdin = new Input.File(8 << 20) }],
        },
        new("Unix listener with -k serves one client after the other")
        {
            Nc = "-lkvU {dir}/s",
            Then =
            [
                new NcRun("-NU {dir}/s") { Stdin = "one\n" },
                new NcRun("-NU {dir}/s") { Stdin = "two\n", After = "first gone" },
            ],
            Meanwhile = [new Step.Gone(1), Settled, Mark("first gone"), new Step.Gone(2), Settled],
            Stays = true,
            Files = true,
        },
        new("Unix listener with -k lets the second client wait")
        {
            Nc = "-lkU {dir}/s",
            Then =
            [
                new NcRun("-NU {dir}/s") { Stdin = new Input.Scripted(Send("one\n"), new Step.Ready(2), new Step.Settled(2), Send("more\n"), Fin) },
                new NcRun("-NU {dir}/s") { Stdin = "two\n" },
            ],
            Meanwhile = [new Step.Gone(2), Settled],
            Stays = true,
        },
        new("abstract name, stream")
        {
            Nc = "-lvU @{name}",
            Then = [new NcRun("-vNU @{name}") { Stdin = "hi\n" }],
            Files = true,
        },
        new("abstract name with -k")
        {
            Nc = "-lkU @{name}",
            Then = [new NcRun("-NU @{name}") { Stdin = "hi\n" }],
            Meanwhile = [new Step.Gone(1), Settled],
            Stays = true,
        },
        new("abstract name without a socket") { Nc = "-vU @{name}" },
        new("the empty abstract name, client") { Nc = "-U @" },
        new("Unix -s with a stream client is its own path")
        {
            Nc = "-lvU {dir}/s",
            Then = [new NcRun("-vNU -s {dir}/mine {dir}/s") { Stdin = "hi\n" }],
            Files = true,
        },
        new("-lU -s PATH without operand")
        {
            Nc = "-lvU -s {dir}/s",
            Then = [new NcRun("-NU {dir}/s") { Stdin = "hi\n" }],
            Files = true,
        },
        new("a live Unix listener is replaced")
        {
            Nc = "-lvU {dir}/s",
            Then = [new NcRun("-lvU {dir}/s"), new NcRun("-vNU {dir}/s") { Stdin = "hi\n" }],
            Meanwhile = [new Step.Gone(1), new Step.Gone(2), Settled],
            Stays = true,
            Files = true,
        },
        new("a socket file without a listener is replaced")
        {
            Nc = "-lU {dir}/s",
            Then =
            [
                new NcRun("-NU {dir}/s") { Stdin = "one\n" },
                new NcRun("-lU {dir}/s") { After = "all gone" },
                new NcRun("-NU {dir}/s") { Stdin = "two\n" },
            ],
            Meanwhile = [Gone, new Step.Gone(1), Mark("all gone")],
            Files = true,
        },
        new("a socket file without a listener refuses the client")
        {
            Nc = "-lU {dir}/s",
            Then = [new NcRun("-NU {dir}/s") { Stdin = new Input.Null() }, new NcRun("-vU {dir}/s") { After = "all gone" }],
            Meanwhile = [Gone, new Step.Gone(1), Mark("all gone")],
        },
        new("-zU of a live socket")
        {
            Nc = "-lvU {dir}/s",
            Then = [new NcRun("-zvU {dir}/s")],
        },
        new("-zU of a live socket with -k")
        {
            Nc = "-lkvU {dir}/s",
            Then = [new NcRun("-zU {dir}/s")],
            Meanwhile = [new Step.Gone(1), Settled],
            Stays = true,
        },
        new("-zU of a missing socket") { Nc = "-zvU {dir}/none" },
        new("Unix client with -w ends when nothing comes")
        {
            Nc = "-lU {dir}/s",
            Then = [new NcRun("-w 1 -U {dir}/s")],
        },
        new("Unix listener with -w waits for a client for that long")
        {
            Nc = "-l -w 1 -vU {dir}/s",
            Timed = true,
        },
        new("Unix listener with -w ends when nothing comes")
        {
            Nc = "-l -w 1 -vU {dir}/s",
            Then = [new NcRun("-U {dir}/s")],
        },
        new("Unix client with -q 1 ends a second after stdin")
        {
            Nc = "-lU {dir}/s",
            Then = [new NcRun("-q 1 -U {dir}/s") { Stdin = "hi\n" }],
            Timed = true,
        },
        new("Unix client with -q 0 ends with stdin")
        {
            Nc = "-lU {dir}/s",
            Then = [new NcRun("-q 0 -U {dir}/s") { Stdin = "hi\n" }],
        },
        new("Unix path of 107 bytes")
        {
            Nc = "-lvU {path107}",
            Then = [new NcRun("-NU {path107}") { Stdin = "hi\n" }],
            Files = true,
        },
        new("Unix path of 108 bytes, listener") { Nc = "-lvU {path108}", Files = true },
        new("Unix path of 108 bytes, client") { Nc = "-vU {path108}" },
        new("Unix path of 108 bytes with -s") { Nc = "-vU -s {path108} {dir}/none" },
        new("empty Unix path, listener") { Nc = "-lU ''" },
        new("empty Unix path, client") { Nc = "-U ''" },
        new("Unix listener at a directory") { Nc = "-lU {dir}/d", Made = ["d/"], Files = true },
        new("Unix client at a directory") { Nc = "-U {dir}/d", Made = ["d/"] },
        new("Unix client at a regular file") { Nc = "-vU {dir}/f", Made = ["f"], Files = true },
        new("Unix client at a missing path") { Nc = "-vU {dir}/none" },
        new("Unix listener in a missing directory") { Nc = "-lvU {dir}/none/s" },
        new("Unix listener in a regular file") { Nc = "-lvU {dir}/f/s", Made = ["f"] },
    ];
}
