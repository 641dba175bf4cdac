using System.Collections.Generic;
using static NetCat.Sharp.Differential.Script;

namespace NetCat.Sharp.Differential.Scenarios;

/// <summary>A TCP client and its server.</summary>
internal static class TcpClient
{
    internal static IReadOnlyList<Scenario> Scenarios { get; } =
    [
        new("client sends stdin, -N half-closes, prints the reply")
        {
            Nc = "-N {peer}",
            Stdin = "hello\n",
            Peer = Accepts(Expect("hello\n"), End, Send("bye\n"), Fin),
        },
        new("client without a listener fails in silence") { Nc = "{peer}", Stdin = "hello\n" },
        new("client stays after the server has finished while stdin is open")
        {
            Nc = "{peer}",
            Peer = Accepts(Send("bye\n"), Fin),
            Meanwhile = [InState("CLOSE_WAIT")],
            Stays = true,
        },
        new("listener takes a client") { Nc = "-lvn {self}", Stdin = "", Peer = Connects(Send("ping\n"), Fin, End) },
        new("words keep spaces and emptiness") { Nc = "-z 127.0.0.1 '' ' 80'" },
    ];
}
