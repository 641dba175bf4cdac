using System;
using System.Collections.Generic;
using System.Linq;
using NetCat.Sharp.Commands.CommandLine;
using NetCat.Sharp.Commands.CommandLine.Dialects;
using NetCat.Sharp.Commands.CommandLine.Planning;
using NetCat.Sharp.Commands.Invocation;
using NetCat.Sharp.Sockets;
using Xunit;

namespace NetCat.Sharp.Tests;

/// <summary>Command lines and their plans. No socket is created.</summary>
public sealed class PlannerSpecs
{
    [Fact]
    public void A_listener_sets_both_reuse_options_and_a_client_none()
    {
        Assert.Equal(["ReuseAddress=1", "ReusePort=1"], Asked("-l 1"));
        Assert.Empty(Asked("h 1"));
        Assert.Empty(Asked("-p 2 h 1"));
    }

    [Theory]
    [InlineData("-l --reuse-addr=off 1", "ReuseAddress=0 ReusePort=1")]
    [InlineData("-l --reuse-port=off 1", "ReuseAddress=1 ReusePort=0")]
    [InlineData("-lu --reuse-port=off --reuse-port=on 1", "ReuseAddress=1 ReusePort=1")]
    [InlineData("-p 2 --reuse-port h 1", "ReusePort=1")]
    [InlineData("-s a --reuse-addr=on --reuse-port=off h 1", "ReuseAddress=1 ReusePort=0")]
    [InlineData("-T ef -I 10 -O 20 -M 3 -m 4 -b h 1", "Broadcast=1 MinimumTimeToLive=4 ReceiveBuffer=10 SendBuffer=20 TimeToLive=3 TypeOfService=184")]
    public void Exactly_the_requested_options_are_set(string line, string expected)
        => Assert.Equal(expected.Split(' '), Asked(line).Order(StringComparer.Ordinal));

    [Theory]
    [InlineData("-l 1", null, "1")]
    [InlineData("-l h 1", "h", "1")]
    [InlineData("-l -p 1", null, "1")]
    [InlineData("-l -s h -p 1", "h", "1")]
    [InlineData("-l 1-3", null, "1-3")]
    public void A_listeners_address_is_in_operands_or_in_s_and_p(string line, string? host, string port)
    {
        NcPlan plan = Plan(line);
        Assert.Equal((host, port), (plan.Host, plan.ListenPort));
    }

    [Theory]
    [InlineData("h 1 2 3", "1 2 3")]
    [InlineData("h 5-3 1", "3 4 5 1")]
    [InlineData("h 0080", "80")]
    [InlineData("h +8", "8")]
    [InlineData("h http ssh", "80 22")]
    [InlineData("-u h domain", "53")]
    public void Ports_keep_their_order(string line, string ports) => Assert.Equal(ports, string.Join(' ', Plan(line).Ports));

    [Fact]
    public void Shuffled_ports_are_the_same_ports()
    {
        IReadOnlyList<int> ports = Plan("-r h 1-1000 7").Ports;
        Assert.Equal(Enumerable.Range(1, 1000).Append(7).Order(), ports.Order());
        Assert.NotEqual(Enumerable.Range(1, 1000).Append(7), ports);
    }

    [Fact]
    public void Repeated_port_ranges_make_a_long_list() => Assert.Equal(131070, Plan("-z h 1-65535 1-65535").Ports.Count);

    [Theory]
    [InlineData("-l 1", Family.Ipv4)]
    [InlineData("-6l 1", Family.Ipv6)]
    [InlineData("-l h 1", Family.Any)]
    [InlineData("-46 h 1", Family.Ipv6)]
    [InlineData("-6U4 h 1", Family.Ipv4)]
    internal void The_last_family_wins_and_a_wildcard_listener_is_ipv4(string line, Family family) => Assert.Equal(family, Plan(line).Family);

    [Theory]
    [InlineData("-w 3 h 1", 3000, -1, false)]
    [InlineData("-q 2 h 1", -1, -1, true)]
    [InlineData("-l -q 2 1", -1, 2000, true)]
    [InlineData("-u -q 2 h 1", -1, 2000, true)]
    [InlineData("-q 2 -q -1 h 1", -1, -1, true)]
    [InlineData("-luk -w 1 1", -1, -1, false)]
    [InlineData("-q 2147483647 -lN 1", -1, int.MaxValue, true)]
    [InlineData("-w 250ms h 1", 250, -1, false)]
    [InlineData("-l -q 1.5s 1", -1, 1500, true)]
    [InlineData("--idle-timeout 2m -w 1 h 1", 120_000, -1, false)]
    [InlineData("-w 1 --idle-timeout 2m h 1", 120_000, -1, false)]
    [InlineData("--connect-timeout 2s h 1", -1, -1, false)]
    [InlineData("-luk --idle-timeout 1 1", 1000, -1, false)]
    public void Timers_are_part_of_the_relay_policy(string line, int idle, int receives, bool shutsDown)
    {
        RelayPolicy policy = Plan(line).Relay;
        Assert.Equal((Time(idle), Time(receives), shutsDown), (policy.IdleTimeout, policy.ReceivesAfterEof, policy.ShutsDownAtEof));
    }

    [Theory]
    [InlineData("-w 250ms h 1", 250, -1, -1)]
    [InlineData("--connect-timeout 1s -w 9 h 1", 1000, -1, -1)]
    [InlineData("--idle-timeout 1s h 1", -1, -1, -1)]
    [InlineData("--total-timeout 1.5s -i 20ms h 1", -1, 1500, 20)]
    [InlineData("-w 3 -i 1 -U path", -1, -1, 1000)]
    public void Times_have_units(string line, int connect, int total, int pause)
    {
        NcPlan plan = Plan(line);
        Assert.Equal((Time(connect), Time(total), Time(pause)), (plan.ConnectTimeout, plan.TotalTimeout, plan.Relay.LinePause));
    }

    [Theory]
    [InlineData("", null)]
    [InlineData("-l -p 1 2", null)]
    [InlineData("-l h 1 2", null)]
    [InlineData("-p 1 h", null)]
    [InlineData("-s a -U b", null)]
    [InlineData("h", "missing port number")]
    [InlineData("-l", "missing port number")]
    [InlineData("-lz 1", "cannot use -z and -l")]
    [InlineData("-k h 1", "must use -l with -k")]
    [InlineData("-lU", "missing socket pathname")]
    [InlineData("-U a 1", "cannot use port with -U")]
    [InlineData("-U -F a", "cannot use -F and -U")]
    [InlineData("-zlk -w 5000000 1", "timeout too large: 5000000")]
    [InlineData("-w -1 -q x h 1", "timeout too small: -1")]
    [InlineData("h 0", "port number too small: 0")]
    [InlineData("h 65536", "port number too large: 65536")]
    [InlineData("h http-typo", "port number invalid: http-typo")]
    [InlineData("h 1-", "port number invalid: ")]
    [InlineData("-x [a h 1", "missing closing bracket in proxy")]
    [InlineData("-x [a]b h 1", "garbage proxy port delimiter")]
    [InlineData("-l --reuse-port=maybe 1", "reuse-port is neither on nor off: maybe")]
    [InlineData("--port-file f h 1", "must use -l with --port-file")]
    [InlineData("--ready-fd 3 h 1", "must use -l with --ready-fd")]
    [InlineData("-l --ready-fd 2 1", "ready-fd too small: 2")]
    [InlineData("-l --ready-fd x 1", "ready-fd invalid: x")]
    [InlineData("--connect-timeout 1 -l 1", "cannot use --connect-timeout and -l")]
    [InlineData("-w 1.5 h 1", "timeout invalid: 1.5")]
    [InlineData("-q 1x h 1", "quit timer invalid: 1x")]
    [InlineData("-i -1s h 1", "interval too small: -1s")]
    [InlineData("--connect-timeout 1y h 1", "connect timeout invalid: 1y")]
    [InlineData("--idle-timeout -1s h 1", "idle timeout too small: -1s")]
    [InlineData("--total-timeout 600h h 1", "total timeout too large: 600h")]
    [InlineData("--events fd:1 h 1", "events fd too small: 1")]
    [InlineData("--events fd: h 1", "events fd invalid: ")]
    [InlineData("-l --exec cat 1", "--exec takes the rest of the line: options, host and port come before it")]
    [InlineData("h --exec cat 1", "--exec takes the rest of the line: options, host and port come before it")]
    [InlineData("--exec cat -l 1", "--exec takes the rest of the line: options, host and port come before it")]
    [InlineData("-U --exec cat path", "--exec takes the rest of the line: options, host and port come before it")]
    [InlineData("--sh-exec cat h", "missing port number")]
    [InlineData("-l --sh-exec a 1 --exec b", "cannot use --exec and --sh-exec")]
    [InlineData("-z h 1 --exec cat", "cannot use --exec and -z")]
    [InlineData("-C h 1 --exec cat", "cannot use --exec and -C")]
    [InlineData("-luk 1 --exec cat", "cannot use --exec, -u and -k")]
    [InlineData("-lk --broker --chat 1", "cannot use --broker and --chat")]
    [InlineData("-l --broker 1", "must use -l and -k with --broker")]
    [InlineData("-lk --broker --queue 0 1", "queue too small: 0")]
    [InlineData("-lk --broker --queue 1T 1", "queue invalid: 1T")]
    [InlineData("-lk --broker --slow fast 1", "slow invalid: fast")]
    [InlineData("-lk --queue 1K 1", "must use --broker, --chat or --max-conns with --queue")]
    [InlineData("--forward a:1 1 2", "must use -l with --forward")]
    [InlineData("-lu --forward unix:a 1", "cannot use --forward unix:a and -u")]
    [InlineData("-l --forward a 1", "forward invalid: a")]
    [InlineData("-lk --grace 1 1", "must use --forward, --broker, --chat, --max-conns, --exec or --sh-exec with --grace")]
    [InlineData("-lu --grace 1 1 --exec cat", "cannot use --grace, -u and --exec")]
    [InlineData("-l --max-conns 3 1 --exec cat", "must use -k with --max-conns")]
    [InlineData("-lk --max-conns 0 1 --exec cat", "max-conns too small: 0")]
    [InlineData("--allow ::1 h 1", "must use -l with --allow")]
    [InlineData("-lU --deny ::1 path", "cannot use --deny and -U")]
    [InlineData("-lU --deny-file f path", "cannot use --deny-file and -U")]
    [InlineData("-l --allow 10.0.0.0/8,10.0.0.0/33 1", "allow invalid: 10.0.0.0/33")]
    [InlineData("-l --deny= 1", "deny invalid: ")]
    [InlineData("-T 0x100 h 1", "illegal tos value 0x100")]
    public void Invalid_command_lines_are_refused_with_one_line(string line, string? expected)
    {
        NcExit exit = Assert.Throws<NcExit>(() => Plan(line));
        Assert.Equal(1, exit.Code);
        Assert.Equal(expected, exit.Line);
        Assert.Equal(expected is null ? Debian.Dialect.Usage : null, exit.Text);
    }

    [Theory]
    [InlineData("p", "p", "1080")]
    [InlineData("p:1", "p", "1")]
    [InlineData("::1", ":", "1")]
    [InlineData("[::1]", "::1", "1080")]
    [InlineData("[::1]:7", "::1", "7")]
    public void A_proxy_is_split_at_its_last_colon(string text, string host, string port)
    {
        ProxyPlan proxy = ProxyPlan.Read(text, ProxyProtocol.Socks5, user: null);
        Assert.Equal((host, port), (proxy.Host, proxy.Port));
    }

    [Theory]
    [InlineData("-l", null, "")]
    [InlineData("-lu", null, "")]
    [InlineData("-lU", null, "")]
    [InlineData("-l h 1", "h", "1")]
    public void A_socket_that_is_handed_in_needs_no_address(string line, string? host, string port)
    {
        NcPlan plan = Plan(line, isActivated: true);
        Assert.Equal((true, host, port), (plan.IsActivated, plan.Host, plan.ListenPort));
    }

    [Theory]
    [InlineData("-lk 1 --exec cat -n", "cat -n", 100)]
    [InlineData("-lk --max-conns 7 1 --exec cat", "cat", 7)]
    [InlineData("h 1 --exec=cat --help", "cat --help", 100)]
    [InlineData("h 1 --sh-exec cat", "/bin/sh -c cat", 100)]
    public void A_program_takes_the_place_of_stdin_and_stdout(string line, string words, int most)
    {
        ProgramPlan program = Plan(line).Program!;
        Assert.Equal((words, most), (string.Join(' ', program.Words), program.MostAtOnce));
    }

    private static NcPlan Plan(string line, bool isActivated = false)
    {
        string[] words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return Planner.Plan(GetOpt.Parse(words, Debian.Dialect, permutes: true), Debian.Dialect, "nc", new PlannerInputs { IsActivated = isActivated, PortOfService = Services.PortOf });
    }

    private static IEnumerable<string> Asked(string line) => Plan(line).SocketOptions.Select(option => $"{option.Key}={option.Value}");

    /// <summary>A time in milliseconds; null if negative.</summary>
    private static TimeSpan? Time(int milliseconds) => milliseconds < 0 ? null : TimeSpan.FromMilliseconds(milliseconds);
}
