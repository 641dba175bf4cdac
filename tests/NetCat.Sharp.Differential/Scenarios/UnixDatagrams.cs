using System.Collections.Generic;
using static NetCat.Sharp.Differential.Script;

namespace NetCat.Sharp.Differential.Scenarios;

/// <summary>Unix datagram sockets: the client's own path, its temporary directory, and their removal.</summary>
internal static class UnixDatagrams
{
    private const string EndsWell = "prints Invalid argument and exits with 1 when a Unix datagram listener ends normally";

    internal static IReadOnlyList<Scenario> Scenarios { get; } =
    [
        new("Unix datagram to a listener that stays")
        {
            Nc = "-luvU {dir}/s",
            Then = [new NcRun("-uvU {dir}/s") { Stdin = "hi\n" }],
            Meanwhile = [Printed("hi\n"), Settled],
            Stays = true,
            Files = true,
        },
        new("Unix datagrams both ways")
        {
            Nc = "-luU {dir}/s",
            Stdin = new Input.Scripted(Printed("ask\n"), Send("answer\n")),
            Then = [new NcRun("-uvU {dir}/s") { Stdin = new Input.Scripted(Send("ask\n"), new Step.Printed(7, 1), Send("thanks\n")) }],
            Meanwhile = [Printed("ask\nthanks\n"), Settled],
            Stays = true,
        },
        new("Unix datagram client with -s leaves its path")
        {
            Nc = "-lkuvU {dir}/s",
            Then = [new NcRun("-uvU -q 0 -s {dir}/mine {dir}/s") { Stdin = "hi\n" }],
            Meanwhile = [new Step.Gone(1), Printed("hi\n"), Settled],
            Stays = true,
            Files = true,
        },
        new("Unix datagram client with -s replaces a socket file")
        {
            Nc = "-lkuU {dir}/s",
            Then =
            [
                new NcRun("-uvU -q 0 -s {dir}/mine {dir}/s") { Stdin = "one\n" },
                new NcRun("-uvU -q 0 -s {dir}/mine {dir}/s") { Stdin = "two\n", After = "first gone" },
            ],
            Meanwhile = [new Step.Gone(1), Mark("first gone"), new Step.Gone(2), Printed("one\ntwo\n"), Settled],
            Stays = true,
            Files = true,
        },
        new("Unix datagram client removes its temporary directory with -q 0")
        {
            Nc = "-lkuU {dir}/s",
            Then = [new NcRun("-uvU -q 0 {dir}/s") { Stdin = "hi\n" }],
            Meanwhile = [new Step.Gone(1), Settled],
            Stays = true,
            Files = true,
        },
        new("Unix datagram client removes its temporary directory with -w")
        {
            Nc = "-lkuU {dir}/s",
            Then = [new NcRun("-uvU -w 1 {dir}/s")],
            Meanwhile = [new Step.Gone(1), Settled],
            Stays = true,
            Files = true,
        },
        new("Unix datagram client removes its temporary directory with -q 1")
        {
            Nc = "-lkuU {dir}/s",
            Then = [new NcRun("-uvU -q 1 {dir}/s") { Stdin = "hi\n" }],
            Meanwhile = [new Step.Gone(1), Settled],
            Stays = true,
            Files = true,
            Differs = "leaves the temporary directory of a -uU client behind after -q",
            Ours = ["nc 2: exit 0", "file /tmp/nc-XXXXXX is gone"],
        },
        new("Unix datagram client ended by a signal leaves its temporary directory")
        {
            Nc = "-lkuU {dir}/s",
            Then = [new NcRun("-uvU {dir}/s")],
            Under = "env --default-signal=INT,TERM",
            Meanwhile = [new Step.Ready(1), new Step.Settled(1), new Step.Signal(Terminate, 1), new Step.Gone(1), Settled],
            Stays = true,
            Files = true,
        },
        new("Unix datagram client has no use for TMPDIR")
        {
            Nc = "-uvU {dir}/none",
            Environment = new Dictionary<string, string> { ["TMPDIR"] = "/var/tmp" },
            Files = true,
        },
        new("Unix datagram client at a missing path") { Nc = "-uU {dir}/none" },
        new("Unix datagram client at a stream socket")
        {
            Nc = "-lU {dir}/s",
            Then = [new NcRun("-uvU {dir}/s")],
            Meanwhile = [new Step.Gone(1), Settled],
            Stays = true,
            Files = true,
        },
        new("Unix stream client at a datagram socket")
        {
            Nc = "-luU {dir}/s",
            Then = [new NcRun("-vU {dir}/s")],
            Meanwhile = [new Step.Gone(1), Settled],
            Stays = true,
        },
        new("Unix datagram -z of a live socket")
        {
            Nc = "-luvU {dir}/s",
            Then = [new NcRun("-zuvU {dir}/s")],
            Meanwhile = [new Step.Gone(1), Settled],
            Stays = true,
            Files = true,
        },
        new("Unix datagram listener with -k takes two clients")
        {
            Nc = "-lkuvU {dir}/s",
            Then =
            [
                new NcRun("-uvU -q 0 -s {dir}/one {dir}/s") { Stdin = "one\n" },
                new NcRun("-uvU -q 0 -s {dir}/two {dir}/s") { Stdin = "two\n", After = "first gone" },
            ],
            Meanwhile = [new Step.Gone(1), Printed("one\n"), Mark("first gone"), new Step.Gone(2), Printed("one\ntwo\n"), Settled],
            Stays = true,
            Files = true,
        },
        new("abstract name, datagram")
        {
            Nc = "-luvU @{name}",
            Then = [new NcRun("-uvU {dir}/none"), new NcRun("-uvU @{name}") { Stdin = "hi\n", After = "go" }],
            Meanwhile = [Ready, new Step.Gone(1), Mark("go"), Printed("hi\n"), Settled],
            Stays = true,
            Files = true,
        },
        new("Unix datagram listener with -w ends well")
        {
            Nc = "-lu -w 1 -vU {dir}/s",
            Then = [new NcRun("-uvU -s {dir}/mine {dir}/s") { Stdin = "hi\n" }],
            Meanwhile = [Gone, new Step.Settled(1), new Step.Signal(Terminate, 1)],
            Files = true,
            Differs = EndsWell,
            Ours = ["nc: exit 0", "nc: stdout \"hi\\n\"", "Connection received on {dir}/s\\n\""],
        },
        new("Unix datagram listener with -q 0 ends well")
        {
            Nc = "-lu -q 0 -U {dir}/s",
            Stdin = new Input.Scripted(Printed("hi\n"), Fin),
            Then = [new NcRun("-uvU -s {dir}/mine {dir}/s") { Stdin = "hi\n" }],
            Meanwhile = [Gone, new Step.Settled(1), new Step.Signal(Terminate, 1)],
            Differs = EndsWell,
            Ours = ["nc: exit 0", "nc: stdout \"hi\\n\""],
        },
        new("a Unix datagram from a socket without a name ends the listener")
        {
            Nc = "-luvU {dir}/s",
            Meanwhile = [Ready, new Step.UnixDatagram("s", "hello\n"u8.ToArray())],
        },
        new("Unix datagrams from a socket without a name with -k")
        {
            Nc = "-lukvU {dir}/s",
            Meanwhile = [Ready, new Step.UnixDatagram("s", "one\n"u8.ToArray()), new Step.UnixDatagram("s", "two\n"u8.ToArray()), Printed("one\ntwo\n"), Settled],
            Stays = true,
        },
        new("Unix datagram path of 107 bytes")
        {
            Nc = "-luvU {path107}",
            Then = [new NcRun("-uvU {path107}") { Stdin = "hi\n" }],
            Meanwhile = [Printed("hi\n"), Settled],
            Stays = true,
        },
        new("Unix datagram path of 108 bytes") { Nc = "-uvU {path108}", Files = true },
        new("empty Unix datagram path, client") { Nc = "-uvU ''" },
        new("Unix datagram -s path of 108 bytes") { Nc = "-uvU -s {path108} {dir}/none" },
        new("Unix datagram path of 108 bytes with -s") { Nc = "-uvU -s {dir}/mine {path108}", Files = true },
        new("Unix datagram -s in a missing directory") { Nc = "-uvU -s {dir}/none/mine {dir}/s" },
        new("Unix datagram -s at a directory") { Nc = "-uvU -s {dir}/d {dir}/s", Made = ["d/"], Files = true },
        new("Unix datagram listener at a directory") { Nc = "-luU {dir}/d", Made = ["d/"], Files = true },
        new("Unix sockets with -4 behind -U are TCP") { Nc = "-U4z {peer}", Peer = Accepts(End) },
    ];
}
