using System;
using System.Collections.Generic;
using System.Linq;
using NetCat.Sharp.Commands.CommandLine;
using NetCat.Sharp.Proxies;

namespace NetCat.Sharp.Tests.OptionPairs;

/// <summary>The effect of each long option for the user, in each mode that accepts it.</summary>
internal static class OptionCases
{
    private const string End = "wait $nc; echo $?; ";

    internal static Dictionary<Opt, Func<IEnumerable<OptionCase>>> Table { get; } = new()
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
    private static IEnumerable<OptionCase> Together()
    {
        const string Options = "--idle-timeout 1s --hash sha256 --hex-dump dump --events e --exit-codes --strict";
        const string Told = "cat out; grep -c ^SHA256 err; cut -c 17 dump | grep '[<>]' | sort -u | tr -d '\\n'; grep -o '\"reason\":\"idle-timeout\"' e";
        const string Reason = "\"reason\":\"idle-timeout\"";
        foreach (CaseSetup setup in CaseSetup.Clients.Concat(CaseSetup.Listeners))
        {
            // A listener with -k continues after its first client, so it is ended here.
            bool goesOn = setup == CaseSetup.TcpKeeper;
            string marks = setup == CaseSetup.UdpKeeper ? "<" : "<>";
            yield return new OptionCase(
                setup,
                Options,
                (goesOn ? "until grep -qs '\"closed\"' e; do sleep 0.01; done; kill $nc; " : "") + End + Told,
                $"{(goesOn ? 143 : 5)}\nhello\n2\n{marks}{Reason}\n");
        }
    }

    /// <summary>No listener at a port or a path: the exit status and an event report it.</summary>
    private static IEnumerable<OptionCase> Refused()
    {
        string[] targets =
        [
            "127.0.0.1 1", "-z 127.0.0.1 1", "-z 127.0.0.1 1 2", "-F 127.0.0.1 1", "-x 127.0.0.1:1 127.0.0.1 9", "-uv 127.0.0.1 1", "-zu --udp-verdict 127.0.0.1 1",
            "-U nowhere", "-uU nowhere", "127.0.0.1 1 --exec true", "-U nowhere --exec true",
        ];
        return targets.Select(static target => new OptionCase(
            new CaseSetup("refused: " + target, target), "--exit-codes --events e", End + "grep -c '\"refused\"\\|ENOENT' e | sed 's/[2-9]/1/'", "4\n1\n"));
    }

    private static IEnumerable<OptionCase> TotalTimeout()
    {
        const string Over = "nc: total timeout is over\n";
        foreach (CaseSetup setup in CaseSetup.Clients.Concat(CaseSetup.Listeners))
        {
            yield return new OptionCase(setup, "--total-timeout 500ms", End + "cat err", "1\n" + Over);
            yield return new OptionCase(setup with { Name = setup.Name + ", waiting", After = "" }, "--total-timeout 500ms", End + "cat err", "1\n" + Over);
        }

        foreach (CaseSetup setup in new[] { CaseSetup.Tcp, CaseSetup.Udp, CaseSetup.Unix, CaseSetup.TcpListener, CaseSetup.TcpKeeper, CaseSetup.UdpListener, CaseSetup.UnixListener, CaseSetup.UnixUdpListener })
        {
            yield return new OptionCase(setup, "--total-timeout 500ms", End + "cat err", "1\n" + Over, "--exec sleep 100");
        }

        yield return new OptionCase(CaseSetup.Udp with { Arguments = "-zu --udp-verdict -w 100 " + CaseSetup.Udp.Arguments[3..], Before = "$NC -luk --port-file far 127.0.0.1 0 >/dev/null & ready far; " }, "--total-timeout 500ms", End + "cat err", "1\n" + Over);
        yield return new OptionCase(new CaseSetup("retrying", "127.0.0.1 1"), "--retry 100s --total-timeout 500ms", End + "cat err", "1\n" + Over);
    }

    /// <summary>No client connects.</summary>
    private static IEnumerable<OptionCase> AcceptTimeout()
    {
        const string Over = "1\nnc: accept timeout is over\n";
        foreach (CaseSetup setup in CaseSetup.Listeners)
        {
            yield return new OptionCase(setup with { Name = setup.Name + ", no client", After = "" }, "--accept-timeout 300ms", End + "cat err", Over);
        }

        foreach (CaseSetup setup in new[] { CaseSetup.TcpListener, CaseSetup.TcpKeeper, CaseSetup.UdpListener, CaseSetup.UnixListener, CaseSetup.UnixUdpListener })
        {
            yield return new OptionCase(setup with { Name = setup.Name + ", no client", After = "" }, "--accept-timeout 300ms", End + "cat err", Over, "--exec sleep 100");
        }
    }

    /// <summary>The data of the peer cannot be written: a failure.</summary>
    private static IEnumerable<OptionCase> Strict()
    {
        const string Fault = "transfer cut short: stdout: No space left on device";
        foreach (CaseSetup setup in CaseSetup.Clients.Concat(CaseSetup.Listeners).Where(static setup => setup != CaseSetup.TcpKeeper))
        {
            yield return new OptionCase(setup, "--strict --idle-timeout 1s", $"{End}grep -o '{Fault}' err", $"1\n{Fault}\n", Input: "<&8 >/dev/full");
        }
    }

    /// <summary>The peer half-closes first, and still receives what arrives on standard input later.</summary>
    private static IEnumerable<OptionCase> Drain()
    {
        const string Says = "(until grep -q '\"peer\"' e; do sleep 0.01; done; echo late) | ";
        foreach (CaseSetup setup in new[] { CaseSetup.TcpListener, CaseSetup.TcpKeeper, CaseSetup.UnixListener })
        {
            string client = setup == CaseSetup.UnixListener ? "-NU socket" : "-N 127.0.0.1 $(cat near)";
            CaseSetup peer = setup with { Before = Says, After = $"ready near; echo hello | $NC {client} >got; " };
            yield return new OptionCase(peer, "--drain -N --events e", "cat got", "late\n", Input: "");
        }
    }

    private static IEnumerable<OptionCase> Programs(string program)
    {
        CaseSetup[] stages = [.. CaseSetup.Clients, CaseSetup.TcpListener, CaseSetup.UdpListener, CaseSetup.UnixListener, CaseSetup.UnixUdpListener];
        return stages.Select(setup => new OptionCase(setup, "", End + "cat ran", "7\nran\n", program));
    }

    private static IEnumerable<OptionCase> Lists(string lists)
    {
        foreach (CaseSetup setup in new[] { CaseSetup.TcpListener, CaseSetup.TcpKeeper, CaseSetup.UdpListener })
        {
            foreach (string program in new[] { "", "--exec cat" })
            {
                yield return RefusedBy(lists, setup, program);
            }
        }

        foreach (CaseSetup setup in new[] { CaseSetup.UdpKeeper, CaseSetup.Unconnected, CaseSetup.UnconnectedKeeper })
        {
            yield return RefusedBy(lists, setup, "");
        }
    }

    private static OptionCase RefusedBy(string lists, CaseSetup setup, string program)
        => new(setup, $"{lists} -vn --events e", "until grep -q 'not allowed' e; do sleep 0.01; done; grep -c 'refused from 127.0.0.1' err; kill $nc; cat out", "1\n", program);

    /// <summary>The second of two listeners on a port is refused if neither shares it.</summary>
    private static IEnumerable<OptionCase> Reuse()
    {
        const string Options = "--reuse-addr=off --reuse-port=off";
        foreach (CaseSetup setup in new[] { CaseSetup.TcpListener, CaseSetup.TcpKeeper, CaseSetup.UdpListener, CaseSetup.UdpKeeper, CaseSetup.Unconnected })
        {
            string transport = setup.Arguments.Contains("-lu", StringComparison.Ordinal) ? "-lu" : "-l";
            yield return new OptionCase(setup with { After = "" }, Options, $"ready near; $NC {transport} {Options} 127.0.0.1 $(cat near) 2>&1; echo $?", "nc: Address already in use\n1\n");
        }
    }

    /// <summary>A datagram was received, or no more arrive: the client ends although nothing else ends it.</summary>
    private static IEnumerable<OptionCase> EndsBy(string option)
        => new[] { CaseSetup.Udp, CaseSetup.UnixUdp }.Select(setup => new OptionCase(setup, option, End + "cat out", "0\nhello\n", Input: "< <(echo ping)"));

    private static IEnumerable<OptionCase> Linger()
        => EndsBy("--linger 200ms").Append(new OptionCase(CaseSetup.Udp with { Name = "UDP client without an input" }, "--linger 200ms -d", End + "cat out", "0\n"));

    /// <summary>A server that accepts and sends nothing, or a port that does not reply: nc gives up long before the other limit.</summary>
    private static IEnumerable<OptionCase> ConnectTimeout()
    {
        const string Options = "--connect-timeout 300ms --total-timeout 60s";
        const string Deaf = "$NC -luk --port-file far 127.0.0.1 0 >/dev/null & ready far; ";
        const string Silent = "$NC -lk --port-file far 127.0.0.1 0 --exec sleep 100 & ready far; ";
        CaseSetup proxy = CaseSetup.Proxy with { Before = Silent };
        yield return new OptionCase(proxy, Options, End + "cat err", "1\nnc: read failed (0/8): Connection timed out\n");
        yield return new OptionCase(proxy with { Name = "-F", Arguments = "-F " + proxy.Arguments }, Options, End + "cat err", "1\nnc: read failed (0/8): Connection timed out\n");
        yield return new OptionCase(proxy with { Name = "--exec" }, Options, End + "cat err", "1\nnc: read failed (0/8): Connection timed out\n", "--exec true");
        yield return new OptionCase(new CaseSetup("-zuv", "-zuvn 127.0.0.1 $(cat far)", Deaf), Options, End + "grep -c succeeded err", "0\n1\n");
        yield return new OptionCase(new CaseSetup("verdict", "-zun --udp-verdict 127.0.0.1 $(cat far)", Deaf), Options, End + "grep -c 'no answer' err", "1\n1\n");
    }

    /// <summary>The server starts when an event has reported that the first attempt failed.</summary>
    private static IEnumerable<OptionCase> Retry()
    {
        const string Later = "until grep -qs refused e; do sleep 0.01; done; ";
        const string Options = "--retry 100s --events e";
        const string Server = Later + "$NC -lk 127.0.0.1 $PORT --sh-exec 'echo hello' & ";
        const string Socks = Later + "$NC -lk 127.0.0.1 $PORT --sh-exec 'head -c 9 >/dev/null; printf \"\\0\\132\\0\\0\\0\\0\\0\\0hello\\n\"' & ";
        const string Echo = Later + "$NC -luk --udp-connect=never 127.0.0.1 $PORT <&9 >/dev/null & ";
        yield return new OptionCase(new CaseSetup("client", "127.0.0.1 $PORT", After: Server), Options, End + "cat out", "0\nhello\n", Input: "</dev/null");
        yield return new OptionCase(new CaseSetup("scan", "-z 127.0.0.1 $PORT", After: Server), Options, End, "0\n");
        yield return new OptionCase(new CaseSetup("client with a program", "127.0.0.1 $PORT", After: Server), Options, End, "5\n", "--sh-exec 'read -r hello; echo $hello >got; exit 5'");
        yield return new OptionCase(new CaseSetup("-F", "-U pass --sh-exec '$NC -F --retry 100s --events e 127.0.0.1 $PORT'", "$NC -lU pass >handed & there pass; ", Server), "", End, "0\n");
        yield return new OptionCase(new CaseSetup("proxy", "-X 4 -x 127.0.0.1:$PORT 127.0.0.1 9", After: Socks), Options, End + "cat out", "0\nhello\n", Input: "</dev/null");
        yield return new OptionCase(new CaseSetup("-zuv", "-zuvn -w 1 127.0.0.1 $PORT", After: Echo), Options, End + "grep -c succeeded err", "0\n1\n");
        yield return new OptionCase(new CaseSetup("verdict", "-zun --udp-verdict 127.0.0.1 $PORT", After: Echo), Options, End + "grep -c open err", "0\n1\n");
    }

    private static IEnumerable<OptionCase> Verdicts()
    {
        const string Echo = "$NC -luk --udp-connect=never --port-file far 127.0.0.1 0 <&9 >/dev/null & ready far; ";
        foreach (string options in new[] { "", "-v", "--exit-codes", "--total-timeout 60s", "--reuse-addr" })
        {
            yield return new OptionCase(new CaseSetup("verdict " + options, "-zun --udp-verdict 127.0.0.1 $(cat far)", Echo), options, End + "sed 's/.*] //' err", "0\nopen\n");
        }
    }
}
