using System.Collections.Generic;
using static NetCat.Sharp.Differential.Script;

namespace NetCat.Sharp.Differential.Scenarios;

/// <summary>The kinds of descriptor 0.</summary>
internal static class StdinKinds
{
    private const string EndOfTransmission = "\x04";

    internal static IReadOnlyList<Scenario> Scenarios { get; } =
    [
        new("stdin is a file, with -N") { Nc = "-N {peer}", Stdin = new Input.File(1000), Peer = Accepts(End, Send("ok\n"), Fin) },
        new("stdin is a file, without -N")
        {
            Nc = "{peer}",
            Stdin = new Input.File(1000),
            Peer = Accepts(ExpectBytes(1000), Send("ok\n"), Settled),
            Stays = true,
        },
        new("stdin is an empty file") { Nc = "-N {peer}", Stdin = new Input.File(0), Peer = Accepts(End, Send("ok\n"), Fin) },
        new("stdin is /dev/null") { Nc = "-N {peer}", Stdin = new Input.Null(), Peer = Accepts(End, Send("ok\n"), Fin) },
        new("stdin is a directory") { Nc = "{peer}", Stdin = new Input.Directory(), Peer = Accepts(Settled, Send("ok\n"), Fin, End) },
        new("stdin is a directory, with -N") { Nc = "-N {peer}", Stdin = new Input.Directory(), Peer = Accepts(Settled, Send("ok\n"), Fin, End) },
        new("stdin is a directory, listener") { Nc = "-l {self}", Stdin = new Input.Directory(), Peer = Connects(Send("ok\n"), Fin, End) },
        new("stdin can only be written") { Nc = "{peer}", Stdin = new Input.WriteOnly(), Peer = Accepts(Settled, Send("ok\n"), Fin, End) },
        new("stdin can only be written, UDP")
        {
            Nc = "-u -w 1 -p {port} -s {addr} {peer}",
            Stdin = new Input.WriteOnly(),
            Peer = Bound(),
            Meanwhile = [Connected, StartClock],
            Timed = true,
        },
        new("stdin is a terminal: a line, then the end")
        {
            Nc = "-N {peer}",
            Stdin = new Input.Terminal(Connected, Send("typed\n"), Await("line"), Send(EndOfTransmission)),
            Peer = Accepts(Expect("typed\n"), Mark("line"), End, Send("ok\n"), Fin),
        },
        new("stdin is a terminal: half a line waits")
        {
            Nc = "{peer}",
            Stdin = new Input.Terminal(Connected, Send("half"), Settled),
            Peer = Accepts(),
            Stays = true,
        },
        new("stdin is a terminal that hangs up")
        {
            Nc = "{peer}",
            Stdin = new Input.Terminal(Connected, Send("typed\n"), Await("line"), Fin),
            Peer = Accepts(Expect("typed\n"), Mark("line"), Settled, Send("ok\n"), Fin, End),
        },
        new("stdin is a terminal and the server finishes first")
        {
            Nc = "{peer}",
            Stdin = new Input.Terminal(),
            Peer = Accepts(Send("bye\n"), Fin),
            Meanwhile = [InState("CLOSE_WAIT")],
            Stays = true,
        },
        new("stdin is a terminal of a listener")
        {
            Nc = "-l {self}",
            Stdin = new Input.Terminal(Connected, Send("typed\n")),
            Peer = Connects(Expect("typed\n"), Send("ok\n"), Fin, End),
        },
        new("stdin is a pipe that ends while the net is silent")
        {
            Nc = "-N {peer}",
            Stdin = new Input.Scripted(Connected, Settled, Fin),
            Peer = Accepts(End, Fin),
        },
        new("stdin closed: a client never talks to itself")
        {
            Nc = "{peer}",
            Stdin = new Input.Closed(),
            Peer = Accepts(Send("hello\n"), Settled, Fin, End),
            NativeOnly = true,
            Differs = "uses the connected socket as standard input and sends the peer its own data",
            Ours = ["nc: exit 0", "nc: stdout \"hello\\n\"", "peer got \"\""],
        },
        new("stdin closed: a listener")
        {
            Nc = "-l {self}",
            Stdin = new Input.Closed(),
            Peer = Connects(Send("hello\n"), Fin, End),
            NativeOnly = true,
            Differs = "uses the listening socket as standard input",
            Ours = ["nc: exit 0", "nc: stdout \"hello\\n\"", "peer got \"\""],
        },
        new("stdout closed: what comes is not sent back")
        {
            Nc = "{peer}",
            Stdin = new Input.Null(),
            Stdout = new Output.Closed(),
            Peer = Accepts(Send("hello\n"), Settled, Fin, End),
            NativeOnly = true,
            Differs = "uses the connected socket as standard output and returns the peer's data",
            Ours = ["nc: exit 0", "peer got \"\""],
        },
        new("stderr closed: the messages are not sent to the peer")
        {
            Nc = "-vN {peer}",
            Stdin = "data\n",
            StderrClosed = true,
            Peer = Accepts(End, Fin),
            NativeOnly = true,
            Differs = "uses the connected socket as standard error and sends its messages to the peer",
            Ours = ["nc: exit 0", "peer got \"data\\n\""],
        },
    ];
}
