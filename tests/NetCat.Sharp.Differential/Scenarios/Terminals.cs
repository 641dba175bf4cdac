using System.Collections.Generic;
using System.Linq;
using static NetCat.Sharp.Differential.Script;

namespace NetCat.Sharp.Differential.Scenarios;

/// <summary>nc at its own terminal: the keys that send signals, the end of the input, and a hang-up.</summary>
internal static class Terminals
{
    private const string EndOfTransmission = "\x04";
    private const string OwnTerminal = Signals.AsFromATerminal + " setsid --ctty";
    private const string OwnTerminalNoHangUp = "env --ignore-signal=HUP setsid --ctty";

    private static readonly (string Name, string Bytes)[] s_keys = [("Ctrl-C", "\x03"), ("Ctrl-\\", "\x1c")];

    internal static IReadOnlyList<Scenario> Scenarios { get; } =
    [
        .. s_keys.SelectMany(key => Killed(key.Name, key.Bytes)),
        .. HangUps(),
        On("Ctrl-D on an empty line is no FIN, and the server is heard to its end", "-vn {peer}", Connected, Send(EndOfTransmission), Settled, Mark("typed"))
            with { Peer = Accepts(Await("typed"), Send("more\n"), Fin, End) },
        On("Ctrl-D on an empty line is a FIN with -N", "-N {peer}", Connected, Send("line\n"), Await("line"), Send(EndOfTransmission))
            with { Peer = Accepts(Expect("line\n"), Mark("line"), End, Send("answer\n"), Fin) },
        On("Ctrl-D on an empty line, listening", "-lN {self}", Connected, Send(EndOfTransmission))
            with { Peer = Connects(End, Send("answer\n"), Fin) },
        On("Ctrl-D on an empty line with -q 0", "-q 0 {peer}", Connected, Send(EndOfTransmission)) with { Peer = Accepts(End) },
        On("Ctrl-D after half a line sends it", "-N {peer}", Connected, Send("half" + EndOfTransmission), Await("half"), Send(EndOfTransmission))
            with { Peer = Accepts(Expect("half"), Mark("half"), End, Fin) },
        On("Ctrl-D of a UDP client is no end", "-u {peer}", Connected, Send("line\n"), Await("line"), Send(EndOfTransmission), Settled, Mark("typed"))
            with { Peer = Bound(Datagrams(1), Mark("line"), Await("typed"), Send("answer\n")), Meanwhile = [OnScreen("answer")], Stays = true },
        On("in raw mode the keys are bytes", "-N {peer}", Connected, Send("\x03\x1a\x1c" + EndOfTransmission), Await("keys"), Fin)
            with { Under = OwnTerminalNoHangUp + " sh -c 'stty raw -echo; exec \"$0\" \"$@\"'", Peer = Accepts(ExpectBytes(4), Mark("keys"), Settled) },
    ];

    private static IEnumerable<Scenario> Killed(string key, string bytes) =>
    [
        On($"{key} ends a client", "-vn {peer}", OnScreen("x\r\n"), Send(bytes)) with { Peer = Accepts(Send("x\n"), End) },
        On($"{key} drops the half-typed line", "{peer}", Connected, Send("half" + bytes)) with { Peer = Accepts(End) },
        On($"{key} ends a client that is connecting", "{peer}", Settled, Send(bytes)) with { Peer = Accepts() with { Full = true } },
        On($"{key} ends a listener", "-lv {self}", Ready, OnScreen("Listening"), Settled, Send(bytes)),
        On($"{key} ends a listener that serves", "-lk {self}", Ready, OnScreen("x\r\n"), Send(bytes)) with { Peer = Connects(Send("x\n"), End) },
        On($"{key} ends a UDP listener", "-luv {self}", Ready, OnScreen("Bound"), Settled, Send(bytes)),
        On($"{key} ends a client that rests", "-i 5 {peer}", Connected, Send("one\ntwo\n"), Await("one"), Send(bytes)) with { Peer = Accepts(Expect("one\n"), Mark("one"), End) },
        On($"{key} ends a client that waits for -w", "-w 20 {peer}", Connected, Settled, Send(bytes)) with { Peer = Accepts(End) },
    ];

    private static IEnumerable<Scenario> HangUps() =>
    [
        On("a terminal goes away: SIGHUP ends the client", "-vn {peer}", OnScreen("succeeded"), Settled, Fin) with { Peer = Accepts(End) },
        On("a terminal goes away: SIGHUP ends the listener", "-lv {self}", Ready, OnScreen("Listening"), Settled, Fin),
        On("a terminal goes away, SIGHUP ignored: the client reads an error and leaves", "{peer}", Connected, Settled, Fin)
            with { Under = OwnTerminalNoHangUp, Peer = Accepts(End) },
        On("a terminal goes away, SIGHUP ignored: with -N too", "-N {peer}", Connected, Settled, Fin)
            with { Under = OwnTerminalNoHangUp, Peer = Accepts(End, Send("late\n"), End) },
        On("a terminal goes away, SIGHUP ignored: a listener takes its client and leaves", "-l {self}", Ready, Settled, Fin, Mark("gone"))
            with { Under = OwnTerminalNoHangUp, Peer = Connects(End) with { After = "gone" } },
        On("a terminal goes away, SIGHUP ignored: -k goes on", "-lk {self}", Ready, Settled, Fin, Mark("gone"))
            with { Under = OwnTerminalNoHangUp, Peers = [Connects(End, Mark("served")) with { After = "gone" }, Connects(End) with { After = "served" }], Stays = true },
        On("a terminal goes away, SIGHUP ignored: -d has nowhere to write and leaves", "-d {peer}", Connected, Settled, Fin)
            with { Under = OwnTerminalNoHangUp, Peer = Accepts(End) },
        On("a terminal goes away, SIGHUP ignored: a UDP listener's", "-lu {self}", Ready, Settled, Fin, Mark("gone"))
            with { Under = OwnTerminalNoHangUp, Peer = Sends(Send("unseen\n")) with { After = "gone" } },
    ];

    private static Scenario On(string name, string nc, params IReadOnlyList<Step> typed)
        => new(name) { Nc = nc, Under = OwnTerminal, Stdin = new Input.Terminal(typed), Stdout = new Output.SameTerminal() };
}
