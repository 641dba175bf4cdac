using System;
using System.Collections.Generic;
using System.Linq;
using NetCat.Sharp.Commands.CommandLine;
using NetCat.Sharp.Proxies;

namespace NetCat.Sharp.Tests.OptionPairs;

/// <summary>The effect of each long option for the user, in each mode that accepts it.</summary>
internal static class OptionPlays
{
    private const string End = "wait $nc; echo $?; ";

    internal static Dictionary<Opt, Func<IEnumerable<OptionPlay>>> Table { get; } = new()
    {
        [Opt.IdleTimeout] = Together,
        [Opt.Events] = Together,
        [Opt.Hash] = Together,
        [Opt.HexDump] = Together,
        [Opt.PortFile] = Together,
        [Opt.UdpConnect] = Together,
        [Opt.ExitCodes] = static () => Together().Concat(Refused()),
        [Opt.TotalTimeout] = TotalTimeout,
        [Opt.AcceptTimeout] = AcceptTimeout,
        [Opt.Strict] = Strict,
        [Opt.Drain] = Drain,
        [Opt.Exec] = static () => Programs("--exec sh -c 'echo ran >ran; exit 7'"),
        [Opt.ShellExec] = static () => Programs("--sh-exec 'echo ran >ran; exit 7'"),
        [Opt.Allow] = static () => Lists("--allow 127.0.0.9"),
        [Opt.Deny] = static () => Lists("--deny 127.0.0.1"),
        [Opt.ReuseAddress] = Reuse,
        [Opt.ReusePort] = Reuse,
        [Opt.Replies] = static () => EndsBy("--replies 1"),
        [Opt.Linger] = Linger,
        [Opt.ConnectTimeout] = ConnectTimeout,
        [Opt.Retry] = Retry,
        [Opt.UdpVerdict] = Verdicts,
    };

    /// <summary>
    /// The idle timeout: the data of the peer and of standard input is in the dump and the checksums, and the exit status names the timeout.
    /// </summary>
    private static IEnumerable<OptionPlay> Together()
    {
        const string Options = "--idle-timeout 1s --hash sha256 --hex-dump dump --events e --exit-codes --strict";
        const string Told = "cat out; grep -c ^SHA256 err; cut -c 17 dump | grep '[<>]' | sort -u | tr -d '\\n'; grep -o '\"reason\":\"idle-timeout\"' e";
        const string Reason = "\"reason\":\"idle-timeout\"";
        foreach (Stage stage in Stage.Clients.Concat(Stage.Listeners))
        {
            // A listener with -k continues after its first client, so it is ended here.
            bool goesOn = stage == Stage.TcpKeeper;
            string marks = stage == Stage.UdpKeeper ? "<" : "<>";
            yield return new OptionPlay(
                stage,
                Options,
                (goesOn ? "until grep -qs '\"closed\"' e; do sleep 0.01; done; kill $nc; " : "") + End + Told,
                $"{(goesOn ? 143 : 5)}\nhello\n2\n{marks}{Reason}\n");
        }
    }

    /// <summary>No listener at a port or a path: the exit status and an event report it.</summary>
    private static IEnumerable<OptionPlay> Refused()
    {
        string[] targets =
        [
            "127.0.0.1 1", "-z 127.0.0.1 1", "-z 127.0.0.1 1 2", "-F 127.0.0.1 1", "-x 127.0.0.1:1 127.0.0.1 9", "-uv 127.0.0.1 1", "-zu --udp-verdict 127.0.0.1 1",
            "-U nowhere", "-uU nowhere", "127.0.0.1 1 --exec true", "-U nowhere --exec true",
        ];
        return targets.Select(static target => new OptionPlay(
            new Stage("refused: " + target, target), "--exit-codes --events e", End + "grep -c '\"refused\"\\|ENOENT' e | sed 's/[2-9]/1/'", "4\n1\n"));
    }

    private static IEnumerable<OptionPlay> TotalTimeout()
    {
        const string Over = "nc: total timeout is over\n";
        foreach (Stage stage in Stage.Clients.Concat(Stage.Listeners))
        {
            yield return new OptionPlay(stage, "--total-timeout 500ms", End + "cat err", "1\n" + Over);
            yield return new OptionPlay(stage with { Name = stage.Name + ", waiting", After = "" }, "--total-timeout 500ms", End + "cat err", "1\n" + Over);
        }

        foreach (Stage stage in new[] { Stage.Tcp, Stage.Udp, Stage.Unix, Stage.TcpListener, Stage.TcpKeeper, Stage.UdpListener, Stage.UnixListener, Stage.UnixUdpListener })
        {
            yield return new OptionPlay(stage, "--total-timeout 500ms", End + "cat err", "1\n" + Over, "--exec sleep 100");
        }

        yield return new OptionPlay(Stage.Udp with { Arguments = "-zu --udp-verdict -w 100 " + Stage.Udp.Arguments[3..], Before = "$NC -luk --port-file far 127.0.0.1 0 >/dev/null & ready far; " }, "--total-timeout 500ms", End + "cat err", "1\n" + Over);
        yield return new OptionPlay(new Stage("retrying", "127.0.0.1 1"), "--retry 100s --total-timeout 500ms", End + "cat err", "1\n" + Over);
    }

    /// <summary>No client connects.</summary>
    private static IEnumerable<OptionPlay> AcceptTimeout()
    {
        const string Over = "1\nnc: accept timeout is over\n";
        foreach (Stage stage in Stage.Listeners)
        {
            yield return new OptionPlay(stage with { Name = stage.Name + ", no client", After = "" }, "--accept-timeout 300ms", End + "cat err", Over);
        }

        foreach (Stage stage in new[] { Stage.TcpListener, Stage.TcpKeeper, Stage.UdpListener, Stage.UnixListener, Stage.UnixUdpListener })
        {
            yield return new OptionPlay(stage with { Name = stage.Name + ", no client", After = "" }, "--accept-timeout 300ms", End + "cat err", Over, "--exec sleep 100");
        }
    }

    /// <summary>The data of the peer cannot be written: a failure.</summary>
    private static IEnumerable<OptionPlay> Strict()
    {
        const string Fault = "transfer cut short: stdout: No space left on device";
        foreach (Stage stage in Stage.Clients.Concat(Stage.Listeners).Where(static stage => stage != Stage.TcpKeeper))
        {
            yield return new OptionPlay(stage, "--strict --idle-timeout 1s", $"{End}grep -o '{Fault}' err", $"1\n{Fault}\n", Input: "<&8 >/dev/full");
        }
    }

    /// <summary>The peer half-closes first, and still receives what arrives on standard input later.</summary>
    private static IEnumerable<OptionPlay> Drain()
    {
        const string Says = "(until grep -q '\"peer\"' e; do sleep 0.01; done; echo late) | ";
        foreach (Stage stage in new[] { Stage.TcpListener, Stage.TcpKeeper, Stage.UnixListener })
        {
            string client = stage == Stage.UnixListener ? "-NU socket" : "-N 127.0.0.1 $(cat near)";
            Stage peer = stage with { Before = Says, After = $"ready near; echo hello | $NC {client} >got; " };
            yield return new OptionPlay(peer, "--drain -N --events e", "cat got", "late\n", Input: "");
        }
    }

    private static IEnumerable<OptionPlay> Programs(string program)
    {
        Stage[] stages = [.. Stage.Clients, Stage.TcpListener, Stage.UdpListener, Stage.UnixListener, Stage.UnixUdpListener];
        return stages.Select(stage => new OptionPlay(stage, "", End + "cat ran", "7\nran\n", program));
    }

    private static IEnumerable<OptionPlay> Lists(string lists)
    {
        foreach (Stage stage in new[] { Stage.TcpListener, Stage.TcpKeeper, Stage.UdpListener })
        {
            foreach (string program in new[] { "", "--exec cat" })
            {
                yield return RefusedBy(lists, stage, program);
            }
        }

        foreach (Stage stage in new[] { Stage.UdpKeeper, Stage.Unconnected, Stage.UnconnectedKeeper })
        {
            yield return RefusedBy(lists, stage, "");
        }
    }

    private static OptionPlay RefusedBy(string lists, Stage stage, string program)
        => new(stage, $"{lists} -vn --events e", "until grep -q 'not allowed' e; do sleep 0.01; done; grep -c 'refused from 127.0.0.1' err; kill $nc; cat out", "1\n", program);

    /// <summary>The second of two listeners on a port is refused if neither shares it.</summary>
    private static IEnumerable<OptionPlay> Reuse()
    {
        const string Options = "--reuse-addr=off --reuse-port=off";
        foreach (Stage stage in new[] { Stage.TcpListener, Stage.TcpKeeper, Stage.UdpListener, Stage.UdpKeeper, Stage.Unconnected })
        {
            string transport = stage.Arguments.Contains("-lu", StringComparison.Ordinal) ? "-lu" : "-l";
            yield return new OptionPlay(stage with { After = "" }, Options, $"ready near; $NC {transport} {Options} 127.0.0.1 $(cat near) 2>&1; echo $?", "nc: Address already in use\n1\n");
        }
    }

    /// <summary>A datagram was received, or no more arrive: the client ends although nothing else ends it.</summary>
    private static IEnumerable<OptionPlay> EndsBy(string option)
        => new[] { Stage.Udp, Stage.UnixUdp }.Select(stage => new OptionPlay(stage, option, End + "cat out", "0\nhello\n", Input: "< <(echo ping)"));

    private static IEnumerable<OptionPlay> Linger()
        => EndsBy("--linger 200ms").Append(new OptionPlay(Stage.Udp with { Name = "UDP client without an input" }, "--linger 200ms -d", End + "cat out", "0\n"));

    /// <summary>A server that accepts and sends nothing, or a port that does not reply: nc gives up long before the other limit.</summary>
    private static IEnumerable<OptionPlay> ConnectTimeout()
    {
        const string Options = "--connect-timeout 300ms --total-timeout 60s";
        const string Deaf = "$NC -luk --port-file far 127.0.0.1 0 >/dev/null & ready far; ";
        const string Silent = "$NC -lk --port-file far 127.0.0.1 0 --exec sleep 100 & ready far; ";
        Stage proxy = Stage.Proxy with { Before = Silent };
        yield return new OptionPlay(proxy, Options, End + "cat err", "1\nnc: read failed (0/8): Connection timed out\n");
        yield return new OptionPlay(proxy with { Name = "-F", Arguments = "-F " + proxy.Arguments }, Options, End + "cat err", "1\nnc: read failed (0/8): Connection timed out\n");
        yield return new OptionPlay(proxy with { Name = "--exec" }, Options, End + "cat err", "1\nnc: read failed (0/8): Connection timed out\n", "--exec true");
        yield return new OptionPlay(new Stage("-zuv", "-zuvn 127.0.0.1 $(cat far)", Deaf), Options, End + "grep -c succeeded err", "0\n1\n");
        yield return new OptionPlay(new Stage("verdict", "-zun --udp-verdict 127.0.0.1 $(cat far)", Deaf), Options, End + "grep -c 'no answer' err", "1\n1\n");
    }

    /// <summary>The server starts when an event has reported that the first attempt failed.</summary>
    private static IEnumerable<OptionPlay> Retry()
    {
        const string Later = "until grep -qs refused e; do sleep 0.01; done; ";
        const string Options = "--retry 100s --events e";
        const string Server = Later + "$NC -lk 127.0.0.1 $PORT --sh-exec 'echo hello' & ";
        const string Socks = Later + "$NC -lk 127.0.0.1 $PORT --sh-exec 'head -c 9 >/dev/null; printf \"\\0\\132\\0\\0\\0\\0\\0\\0hello\\n\"' & ";
        const string Echo = Later + "$NC -luk --udp-connect=never 127.0.0.1 $PORT <&9 >/dev/null & ";
        yield return new OptionPlay(new Stage("client", "127.0.0.1 $PORT", After: Server), Options, End + "cat out", "0\nhello\n", Input: "</dev/null");
        yield return new OptionPlay(new Stage("scan", "-z 127.0.0.1 $PORT", After: Server), Options, End, "0\n");
        yield return new OptionPlay(new Stage("client with a program", "127.0.0.1 $PORT", After: Server), Options, End, "5\n", "--sh-exec 'read -r hello; echo $hello >got; exit 5'");
        yield return new OptionPlay(new Stage("-F", "-U pass --sh-exec '$NC -F --retry 100s --events e 127.0.0.1 $PORT'", "$NC -lU pass >handed & there pass; ", Server), "", End, "0\n");
        yield return new OptionPlay(new Stage("proxy", "-X 4 -x 127.0.0.1:$PORT 127.0.0.1 9", After: Socks), Options, End + "cat out", "0\nhello\n", Input: "</dev/null");
        yield return new OptionPlay(new Stage("-zuv", "-zuvn -w 1 127.0.0.1 $PORT", After: Echo), Options, End + "grep -c succeeded err", "0\n1\n");
        yield return new OptionPlay(new Stage("verdict", "-zun --udp-verdict 127.0.0.1 $PORT", After: Echo), Options, End + "grep -c open err", "0\n1\n");
    }

    private static IEnumerable<OptionPlay> Verdicts()
    {
        const string Echo = "$NC -luk --udp-connect=never --port-file far 127.0.0.1 0 <&9 >/dev/null & ready far; ";
        foreach (string options in new[] { "", "-v", "--exit-codes", "--total-timeout 60s", "--reuse-addr" })
        {
            yield return new OptionPlay(new Stage("verdict " + options, "-zun --udp-verdict 127.0.0.1 $(cat far)", Echo), options, End + "sed 's/.*] //' err", "0\nopen\n");
        }
    }
}
