using System.Collections.Generic;
using static NetCat.Sharp.Differential.Script;

namespace NetCat.Sharp.Differential.Scenarios;

/// <summary>A TCP client and its server.</summary>
internal static class TcpClient
{
    private static readonly string s_everyByte = string.Concat(System.Linq.Enumerable.Range(0, 256).ToCharacters());

    internal static IReadOnlyList<Scenario> Scenarios { get; } =
    [
        new("client sends stdin, -N half-closes, prints the reply")
        {
            Nc = "-N {peer}",
            Stdin = "hello\n",
            Peer = Accepts(Expect("hello\n"), End, Send("bye\n"), Fin),
        },
        new("client without a listener fails in silence") { Nc = "{peer}", Stdin = "hello\n" },
        new("client without a listener fails with a line under -v") { Nc = "-v {peer}", Stdin = "hello\n" },
        new("every byte value passes both ways")
        {
            Nc = "-N {peer}",
            Stdin = s_everyByte,
            Peer = Accepts(Expect(s_everyByte), Send(s_everyByte), Fin, End),
        },
        new("a conversation goes back and forth")
        {
            Nc = "-vn {peer}",
            Stdin = new Input.Scripted(Send("one\n"), Await("answered"), Send("two\n"), Await("answered again"), Fin),
            Peer = Accepts(Expect("one\n"), Send("first\n"), Mark("answered"), Expect("two\n"), Send("second\n"), Mark("answered again"), Fin, End),
        },
        new("a byte without a newline goes out at once")
        {
            Nc = "{peer}",
            Stdin = new Input.Scripted(Send("a"), Await("got"), Fin),
            Peer = Accepts(Expect("a"), Mark("got"), Fin, End),
        },
        new("the client's socket has no option set")
        {
            Nc = "{peer}",
            Peer = Accepts(),
            Meanwhile = [Connected, Look("connected")],
            Stays = true,
        },
        new("the client calls from the port and address asked for")
        {
            Nc = "-v -s {addr} -p {port} {peer}",
            Peer = Accepts(),
            Meanwhile = [Connected, Look("connected")],
            Stays = true,
        },
        new("the client calls from the address asked for")
        {
            Nc = "-s {addr} {peer}",
            Peer = Accepts(),
            Meanwhile = [Connected, Look("connected")],
            Stays = true,
        },
        new("-s and -p refused by the far end")
        {
            Nc = "-v -s {addr} -p {port} {peer}",
        },
        new("an eight megabyte file goes through whole")
        {
            Nc = "-N {peer}",
            Stdin = new Input.File(8 << 20),
            Peer = Accepts(End, Fin),
        },
        new("eight megabytes come through whole")
        {
            Nc = "-d {peer}",
            Peer = Accepts(SendPattern(8 << 20), Fin, End),
        },
        new("eight megabytes come into a file whole")
        {
            Nc = "{peer}",
            Stdin = new Input.Null(),
            Stdout = new Output.File(),
            Peer = Accepts(SendPattern(8 << 20), Fin, End),
        },
        new("eight megabytes typed into a pipe go through whole")
        {
            Nc = "-N {peer}",
            Stdin = new Input.Scripted(SendPattern(8 << 20), Fin),
            Peer = Accepts(End, Fin),
        },
        new("megabytes pass both ways at the same time")
        {
            Nc = "-N {peer}",
            Stdin = new Input.File(3 << 20),
            Peer = Accepts(SendPattern(3 << 20), Fin, End),
        },
        new("a server that resets without a word ends the client in silence")
        {
            Nc = "-vn {peer}",
            Peer = Accepts(Settled, Rst),
        },
        new("a server that resets after data was read ends the client")
        {
            Nc = "{peer}",
            Stdin = new Input.Scripted(Send("hello\n")),
            Peer = Accepts(Expect("hello\n"), Send("got it\n"), Settled, Rst),
        },
        new("a server that reads a little and closes ends the client")
        {
            Nc = "-N {peer}",
            Stdin = new Input.File(8 << 20),
            Peer = Accepts(ExpectBytes(1), Close),
            Ignores = Bits.Peer,
        },
        new("the success line is there before any data")
        {
            Nc = "-vn {peer}",
            Peer = Accepts(),
            Meanwhile = [Connected],
            Stays = true,
        },
        new("the unspecified address reaches this machine") { Nc = "-vz 0 {peerport}" },
        new("a hexadecimal address is an address") { Nc = "-vz 0x7f.1 {peerport}" },
        new("a number is an address") { Nc = "-vz 2130706433 {peerport}" },
        new("a short address is spelled out") { Nc = "-vz 127.1 {peerport}" },
        new("a short address is left as typed with -n") { Nc = "-nvz 127.1 {peerport}" },
    ];

    private static IEnumerable<char> ToCharacters(this IEnumerable<int> numbers)
    {
        foreach (int number in numbers)
        {
            yield return (char)number;
        }
    }
}
