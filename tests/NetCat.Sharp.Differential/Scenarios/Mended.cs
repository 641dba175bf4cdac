using System.Collections.Generic;
using static NetCat.Sharp.Differential.Script;

namespace NetCat.Sharp.Differential.Scenarios;

/// <summary>Cases in which the real nc loses data and ours must not.</summary>
internal static class Mended
{
    private const string LostQueue = "discards data that arrived before a reset";
    private const string LostReplies = "closes a UDP socket at once and loses the replies";
    private const string LostBytes = "stops reading at the end of standard input and loses what the client sends";

    internal static IReadOnlyList<Scenario> Scenarios { get; } =
    [
        new("a listener sends all of its file to a client that has finished")
        {
            Nc = "-l {self}",
            Stdin = new Input.File(8 << 20),
            Then = [new NcRun("-N {self}") { Stdin = new Input.Null() }],
            Varies = true,
            Differs = "stops sending after 16384 bytes when the client finishes first",
            Ours = ["nc: exit 0", "nc 2: exit 0", "nc 2: stdout 8388608 bytes of the pattern"],
        },
        new("a listener with -N sends all of its file to a client that has finished")
        {
            Nc = "-lN {self}",
            Stdin = new Input.File(8 << 20),
            Then = [new NcRun("-N {self}") { Stdin = new Input.Null() }],
            Varies = true,
            Differs = "stops sending after 16384 bytes when the client finishes first",
            Ours = ["nc: exit 0", "nc 2: exit 0", "nc 2: stdout 8388608 bytes of the pattern"],
        },
        new("a listener with -q 1 receives for that second")
        {
            Nc = "-l -q 1 {self}",
            Stdin = new Input.Null(),
            Then = [new NcRun("-N {self}") { Stdin = new Input.File(8 << 20) }],
            Varies = true,
            Differs = LostBytes,
            Ours = ["nc: exit 0", "nc: stdout 8388608 bytes of the pattern", "nc 2: exit 0"],
        },
        new("a listener with -q 3 receives for three seconds")
        {
            Nc = "-l -q 3 {self}",
            Stdin = new Input.Null(),
            Then = [new NcRun("-N {self}") { Stdin = new Input.File(8 << 20) }],
            Varies = true,
            Differs = LostBytes,
            Ours = ["nc: exit 0", "nc: stdout 8388608 bytes of the pattern", "nc 2: exit 0"],
        },
        new("a listener with -q 1 prints what comes in pieces within that second")
        {
            Nc = "-l -q 1 {self}",
            Stdin = new Input.Null(),
            Peer = Connects(Send("one\n"), Seconds(0.3), Send("two\n"), Seconds(0.3), Send("three\n"), End),
            Ignores = Bits.Peer,
            Varies = true,
            Differs = LostBytes,
            Ours = ["nc: exit 0", "nc: stdout \"one\\ntwo\\nthree\\n\""],
        },
        new("a UDP client with -q 1 prints the reply")
        {
            Nc = "-u -q 1 {peer}",
            Stdin = "ask\n",
            Peer = Bound(Datagrams(1), Settled, Send("answer\n")),
            Differs = LostReplies,
            Ours = ["nc: exit 0", "nc: stdout \"answer\\n\""],
        },
        new("a UDP listener with -q 1 prints what comes within that second")
        {
            Nc = "-lu -q 1 {self}",
            Stdin = new Input.Null(),
            Peer = Sends(Send("one\n"), Settled, Send("two\n")),
            Differs = LostReplies,
            Ours = ["nc: exit 0", "nc: stdout \"one\\ntwo\\n\""],
        },
        new("what the server said before its reset is printed")
        {
            Nc = "{peer}",
            Stdin = new Input.File(100_000),
            Peer = Accepts(ExpectBytes(1), Send("error: too big\n"), Close),
            Differs = LostQueue,
            OursRepeats = 10,
            Ours = ["nc: exit 0", "nc: stdout \"error: too big\\n\""],
        },
        new("what the client said before its reset is printed")
        {
            Nc = "-l {self}",
            Peer = Connects(Send("last words\n"), Rst),
            Differs = LostQueue,
            OursRepeats = 10,
            Ours = ["nc: exit 0", "nc: stdout \"last words\\n\""],
        },
        new("what was queued before a reset is printed")
        {
            Nc = "-d {peer}",
            Peer = Accepts(Settled, Signal(Stop), SendPattern(100_000), Rst, Signal(Continue)),
            Differs = LostQueue,
            OursRepeats = 10,
            Ours = ["nc: exit 0", "nc: stdout 100000 bytes of the pattern"],
        },
        new("a datagram larger than 16384 bytes comes whole")
        {
            Nc = "-u {peer}",
            Stdin = new Input.Scripted(Send("ask\n")),
            Peer = Bound(Datagrams(1), SendPattern(60_000), Settled),
            Stays = true,
            Differs = "truncates a received datagram to 16384 bytes without a message",
            Ours = ["nc: runs, asleep", "nc: stdout 60000 bytes of the pattern"],
        },
        new("a datagram larger than 16384 bytes comes whole into a listener")
        {
            Nc = "-lu {self}",
            Peer = Sends(SendPattern(60_000), InState("ESTABLISHED"), Settled),
            Stays = true,
            Differs = "truncates a received datagram to 16384 bytes without a message",
            Ours = ["nc: runs, asleep", "nc: stdout 60000 bytes of the pattern"],
        },
        new("a local address for the connection to a proxy")
        {
            Nc = "-v -x {peeraddr}:1 -s {addr} {peer}",
            Differs = "refuses -s with a proxy",
            Ours = ["nc: exit 1"],
        },
        new("SOCKS version 4A")
        {
            Nc = "-X 4a -x {peeraddr}:1 {peer}",
            Differs = "has no SOCKS version 4A",
            Ours = ["nc: exit 1"],
        },
        new("a datagram larger than 16384 bytes comes whole with -k")
        {
            Nc = "-luk {self}",
            Peer = Sends(SendPattern(60_000), Settled),
            Stays = true,
            Differs = "truncates a received datagram to 16384 bytes without a message",
            Ours = ["nc: runs, asleep", "nc: stdout 60000 bytes of the pattern"],
        },
    ];
}
