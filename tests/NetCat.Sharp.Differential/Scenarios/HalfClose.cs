using System.Collections.Generic;
using static NetCat.Sharp.Differential.Script;

namespace NetCat.Sharp.Differential.Scenarios;

/// <summary>One side has finished sending, the other has not.</summary>
internal static class HalfClose
{
    internal static IReadOnlyList<Scenario> Scenarios { get; } =
    [
        new("client stays after the server has finished while stdin is open")
        {
            Nc = "{peer}",
            Peer = Accepts(Send("bye\n"), Fin),
            Meanwhile = [InState("CLOSE_WAIT")],
            Stays = true,
        },
        new("client at the end of stdin sends no FIN and goes on receiving")
        {
            Nc = "{peer}",
            Stdin = "hi\n",
            Peer = Accepts(Expect("hi\n"), Send("reply\n"), Settled, Send("and more\n")),
            Stays = true,
        },
        new("client at the end of stdin ends with the server")
        {
            Nc = "{peer}",
            Stdin = "hi\n",
            Peer = Accepts(Expect("hi\n"), Send("reply\n"), Fin, End),
        },
        new("client sends what is typed after the server has finished")
        {
            Nc = "{peer}",
            Stdin = new Input.Scripted(Await("finished"), InState("CLOSE_WAIT"), Send("typed late\n"), Await("got it"), Fin),
            Peer = Accepts(Send("bye\n"), Fin, Mark("finished"), Expect("typed late\n"), Mark("got it"), End),
        },
        new("client leaves at the first line for a server that has closed")
        {
            Nc = "{peer}",
            Stdin = new Input.Scripted(InState("CLOSE_WAIT"), Send("lost\n")),
            Peer = Accepts(Send("bye\n"), Close),
        },
        new("client with stdin at its end and a silent server stays")
        {
            Nc = "{peer}",
            Stdin = new Input.Null(),
            Peer = Accepts(),
            Stays = true,
        },
        new("client with -N and a server that answers nothing waits for its FIN")
        {
            Nc = "-N {peer}",
            Stdin = "hi\n",
            Peer = Accepts(End),
            Stays = true,
        },
        new("listener leaves when the client has finished though stdin is open")
        {
            Nc = "-l {self}",
            Peer = Connects(Send("all\n"), Fin, End),
        },
        new("listener at the end of stdin sends no FIN")
        {
            Nc = "-l {self}",
            Stdin = "text\n",
            Peer = Connects(Expect("text\n"), Settled),
            Stays = true,
        },
        new("listener with -N sends FIN and goes on receiving")
        {
            Nc = "-lN {self}",
            Stdin = "text\n",
            Peer = Connects(End, Send("more\n"), Settled),
            Stays = true,
        },
        new("listener with -N leaves when both have finished")
        {
            Nc = "-lN {self}",
            Stdin = "text\n",
            Peer = Connects(End, Send("more\n"), Fin),
        },
        new("listener leaves with stdin typed but the client gone")
        {
            Nc = "-l {self}",
            Stdin = new Input.Scripted(Connected, Send("typed\n")),
            Peer = Connects(Expect("typed\n"), Fin, End),
        },
        new("two ncs with nothing to say wait for each other")
        {
            Nc = "-l {self}",
            Stdin = new Input.Null(),
            Then = [new NcRun("{self}") { Stdin = new Input.Null() }],
            Stays = true,
        },
        new("client without -N keeps the listener waiting")
        {
            Nc = "-l {self}",
            Then = [new NcRun("{self}") { Stdin = "hello\n" }],
            Stays = true,
        },
        new("client with -N ends both")
        {
            Nc = "-l {self}",
            Then = [new NcRun("-N {self}") { Stdin = "hello\n" }],
        },
        new("listener with -N does not end a client whose stdin is open")
        {
            Nc = "-lN {self}",
            Stdin = "text\n",
            Then = [new NcRun("{self}")],
            Stays = true,
        },
        new("-dN half-closes at the first thing that comes from the net")
        {
            Nc = "-dN {peer}",
            Stdin = "unread",
            Peer = Accepts(Settled, Send("go\n"), End),
            Stays = true,
        },
        new("-d -q 0 sends no FIN before something comes from the net")
        {
            Nc = "-d -q 0 {peer}",
            Peer = Accepts(Settled),
            Stays = true,
        },
    ];
}
