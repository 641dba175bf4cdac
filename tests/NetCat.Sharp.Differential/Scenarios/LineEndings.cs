using System.Collections.Generic;
using static NetCat.Sharp.Differential.Script;

namespace NetCat.Sharp.Differential.Scenarios;

/// <summary>-C, -i, -t and -W: how they change the bytes and the reads.</summary>
internal static class LineEndings
{
    private const string SplitReturn = "sends a carriage return twice if it was the last byte of a read";
    private const string SplitDatagram = "sends a line and its CR LF as two datagrams";
    private const string Deaf = "receives nothing during the pause of -i";
    private const string SplitSequence = "does not answer a telnet sequence that is split between two reads";
    private const string AllClients = "counts the reads of all clients of -k together";

    internal static IReadOnlyList<Scenario> Scenarios { get; } =
    [
        Converted("a line feed", "a\nb\n"),
        Converted("an empty line", "\n\n"),
        Converted("CR LF", "c\r\nd\r\n"),
        Converted("no last line end", "a\nb"),
        Converted("a CR in front", "\rg\n"),
        Converted("CR CR LF", "x\r\r\ny"),
        Converted("nothing", ""),
        new("-C of a listener") { Nc = "-lCN {self}", Stdin = "one\ntwo\n", Peer = Connects(End, Fin) },
        new("-C leaves what comes alone") { Nc = "-C {peer}", Peer = Accepts(Send("a\nb\r\nc"), Settled), Stays = true },
        new("-C keeps a CR at the end of a read")
        {
            Nc = "-CN {peer}",
            Stdin = new Input.Scripted(Connected, Send("e\r"), Await("half"), Send("\nf\n"), Fin),
            Peer = Accepts(Expect("e\r"), Mark("half"), End, Fin),
            Differs = SplitReturn,
            Ours = ["\"e\\x0d\\nf\\x0d\\n\""],
        },
        new("-C never splits a datagram")
        {
            Nc = "-uC -w 1 {peer}",
            Stdin = "one\ntwo\n",
            Peer = Bound(Datagrams(1)),
            Differs = SplitDatagram,
            Ours = ["\"one\\x0d\\ntwo\\x0d\\n\""],
        },
        new("-i rests after each line")
        {
            Nc = "-i 1 -N {peer}",
            Stdin = "a\nb\nrest",
            Peer = Accepts(Expect("a\n"), Stamp("a"), Expect("b\n"), Stamp("b"), Expect("rest"), Stamp("rest"), End, Fin),
        },
        new("-i rests after the last line too") { Nc = "-i 1 -N {peer}", Stdin = "a\n", Peer = Accepts(Expect("a\n"), End, Stamp("end"), Fin), Timed = true },
        new("-i 0 rests not") { Nc = "-i 0 -N {peer}", Stdin = "a\nb\n", Peer = Accepts(End, Fin), Timed = true },
        new("-i does not rest between ports") { Nc = "-vz -i 3 {peer} {peerport} {peerport}", Timed = true },
        new("-i receives while it rests")
        {
            Nc = "-i 2 -N {peer}",
            Stdin = "a\nb\n",
            Peer = Accepts(Expect("a\n"), Send("meanwhile\n"), new Step.Printed("meanwhile\n".Length), Stamp("printed"), End, Fin),
            Differs = Deaf,
            Ours = ["meanwhile"],
        },
        Negotiated("DO", "\u00ff\u00fd\u0018", 3),
        Negotiated("WILL", "\u00ff\u00fb\u0001", 3),
        Negotiated("DONT", "\u00ff\u00fe\u0003", 3),
        Negotiated("WONT", "\u00ff\u00fc\u0005", 3),
        Negotiated("two in text", "a\u00ff\u00fd\u0018b\u00ff\u00fb\u0001c", 6),
        Negotiated("nothing to answer", "a\u00ff\u00ffb\u00ff\u00fa\u0018\u0001\u00ff\u00f0c", 0),
        new("without -t telnet is data") { Nc = "{peer}", Peer = Accepts(Send("\u00ff\u00fd\u0018"), Settled), Stays = true },
        new("-t answers a sequence that is split over reads")
        {
            Nc = "-t {peer}",
            Peer = Accepts(Send("\u00ff"), Settled, Send("\u00fd"), Settled, Send("\u0018"), Settled, Send("."), Settled),
            Stays = true,
            Differs = SplitSequence,
            Ours = ["\\xff\\xfc\\x18"],
        },
        new("-W 1 ends after one read") { Nc = "-W 1 {peer}", Peer = Accepts(Send("one"), End) },
        new("-W 2 ends after two reads") { Nc = "-W 2 {peer}", Peer = Accepts(Send("one"), Printed("one"), Send("two"), End) },
        new("-W counts the end") { Nc = "-W 1 {peer}", Peer = Accepts(Fin, End) },
        new("-W 1 of a listener") { Nc = "-l -W 1 {self}", Peer = Connects(Send("one"), End) },
        new("-W 1 of UDP") { Nc = "-lu -W 1 {self}", Peer = Sends(Send("one")) },
        new("-W 2 of UDP counts datagrams") { Nc = "-lu -W 2 {self}", Peer = Sends(Send("one"), Printed("one"), Send("two")) },
        new("-k -W 2 counts afresh for each client")
        {
            Nc = "-lk -W 2 {self}",
            Stdin = new Input.Null(),
            Peers =
            [
                Connects(Send("a"), Printed("a"), Send("b"), End, Mark("first done")),
                Connects(Send("c"), Printed("abc"), Send("d"), End, Mark("second done")) with { After = "first done" },
                Connects(Send("e"), Printed("abcde"), Send("f"), End) with { After = "second done" },
            ],
            Stays = true,
            Differs = AllClients,
            Ours = ["nc: runs, asleep", "nc: stdout \"abcdef\""],
        },
        new("-k -W 1 takes one read of each client")
        {
            Nc = "-lk -W 1 {self}",
            Stdin = new Input.Null(),
            Peers = [Connects(Send("one\n"), End, Mark("first done")), Connects(Send("two\n"), End) with { After = "first done" }],
            Stays = true,
        },
        new("-uW 1 of a client ends with the answer") { Nc = "-u -W 1 {peer}", Stdin = "ask\n", Peer = Bound(Datagrams(1), Send("answer\n")) },
    ];

    private static Scenario Converted(string what, string text) => new($"-C: {what}") { Nc = "-CN {peer}", Stdin = text, Peer = Accepts(End, Fin) };

    private static Scenario Negotiated(string what, string text, int answer) => new($"-t: {what}")
    {
        Nc = "-t {peer}",
        Peer = Accepts(Send(text), ExpectBytes(answer), Settled),
        Stays = true,
    };
}
