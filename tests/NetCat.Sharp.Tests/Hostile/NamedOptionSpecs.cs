using System;
using System.Collections.Generic;
using System.Linq;
using NetCat.Sharp.Commands.CommandLine;
using NetCat.Sharp.Commands.CommandLine.Dialects;
using NetCat.Sharp.Commands.CommandLine.Planning;
using NetCat.Sharp.Commands.Invocation;
using NetCat.Sharp.Sockets;
using Xunit;

namespace NetCat.Sharp.Tests.Hostile;

/// <summary>--socket-option with random names and values: a value within the bounds of the table, or one line.</summary>
public sealed class NamedOptionSpecs
{
    private static readonly string[] s_forms = ["-z 127.0.0.1 1", "-l 1", "-u 127.0.0.1 1", "-lu 1", "-U path", "-luU path", "-z -6 ::1 1", "-z name 1", "-Z 127.0.0.1 1"];

    [Fact]
    public void Names_and_values()
    {
        SeededRandom random = new(19);
        int taken = 0;
        for (int i = 0; i < SeededRandom.Inputs; i++)
        {
            string text = Text(random);
            string form = random.OneOf(s_forms);
            (IReadOnlyList<SocketOptionValue> values, string? line) = Plan(form, text);
            bool isOneLine = line is { Length: > 0 } && line.Contains("socket-option", StringComparison.Ordinal) && line.All(static one => one is >= ' ' and not '\x7F');
            if (line is null ? !values.Any(value => Allows(value)) : !isOneLine)
            {
                Assert.Fail($"input {i}, '{text}' with {form}: {line}");
            }

            taken += line is null ? 1 : 0;
        }

        Assert.InRange(taken, SeededRandom.Inputs / 100, SeededRandom.Inputs);
    }

    [Theory]
    [InlineData("-z 127.0.0.1 1", "keepalive", "SO_KEEPALIVE=1")]
    [InlineData("-z 127.0.0.1 1", "So_MaRk=0xffffffff", "SO_MARK=-1")]
    [InlineData("-z 127.0.0.1 1", "freebind", "IP_FREEBIND=1")]
    [InlineData("-z -6 name 1", "freebind", "IPV6_FREEBIND=1")]
    [InlineData("-z name 1", "freebind=off", "IP_FREEBIND=0 IPV6_FREEBIND=0")]
    [InlineData("-z name 1", "TOS=ef", "IP_TOS=184")]
    [InlineData("-u 127.0.0.1 1", "timestamp", "SO_TIMESTAMP=1")]
    [InlineData("-z 127.0.0.1 1", "timestamp", "socket-option ambiguous: timestamp; possibilities: SO_TIMESTAMP, TCP_TIMESTAMP")]
    [InlineData("-z 127.0.0.1 1", "keepaliv", "socket-option unknown: keepaliv; the nearest is SO_KEEPALIVE")]
    [InlineData("-z 127.0.0.1 1", "SO_KEEPALIVE=yes", "socket-option SO_KEEPALIVE is neither on nor off: yes")]
    [InlineData("-z 127.0.0.1 1", "SO_PRIORITY", "socket-option SO_PRIORITY needs a value")]
    [InlineData("-z 127.0.0.1 1", "SO_PRIORITY=", "socket-option SO_PRIORITY needs a value")]
    [InlineData("-z 127.0.0.1 1", "SO_PRIORITY=-1", "socket-option SO_PRIORITY too small: -1")]
    [InlineData("-z 127.0.0.1 1", "SO_MARK=4294967296", "socket-option SO_MARK too large: 4294967296")]
    [InlineData("-z 127.0.0.1 1", "TCP_KEEPIDLE=1500ms", "socket-option TCP_KEEPIDLE is in whole seconds: 1500ms")]
    [InlineData("-z 127.0.0.1 1", "TCP_CONGESTION=0123456789abcdef", "socket-option TCP_CONGESTION too long: 0123456789abcdef")]
    [InlineData("-z 127.0.0.1 1", "SO_TYPE=1", "socket-option SO_TYPE is read-only")]
    [InlineData("-z 127.0.0.1 1", "TCP_FASTOPEN=1", "must use -l with --socket-option TCP_FASTOPEN")]
    [InlineData("-l 1", "TCP_SYNCNT=1", "cannot use --socket-option TCP_SYNCNT and -l")]
    [InlineData("-u 127.0.0.1 1", "TCP_NODELAY", "cannot use --socket-option TCP_NODELAY and -u")]
    [InlineData("-U path", "TCP_NODELAY", "cannot use --socket-option TCP_NODELAY and -U")]
    [InlineData("-z 127.0.0.1 1", "IP_MULTICAST_TTL=3", "must use -u with --socket-option IP_MULTICAST_TTL")]
    [InlineData("-z 127.0.0.1 1", "SO_PASSCRED", "must use -U with --socket-option SO_PASSCRED")]
    [InlineData("-z -4 name 1", "IPV6_TCLASS=1", "cannot use --socket-option IPV6_TCLASS and -4")]
    public void A_name_is_found_or_refused(string form, string text, string expected)
    {
        (IReadOnlyList<SocketOptionValue> values, string? line) = Plan(form, text);
        Assert.Equal(expected, line ?? string.Join(' ', values.Where(static value => value.Row > 0).Select(static value => $"{SocketOptionNames.Of(SocketOptions.Rows[value.Row - 1])}={value.Value}")));
    }

    [Theory]
    [InlineData("--reuse-port=on --socket-option SO_REUSEPORT=off -l 1", "SO_REUSEPORT", 0)]
    [InlineData("--socket-option SO_REUSEPORT=off --reuse-port=on -l 1", "SO_REUSEPORT", 1)]
    [InlineData("--socket-option SO_REUSEPORT=off -l 1", "SO_REUSEPORT", 0)]
    [InlineData("-M 5 --socket-option ttl=7 127.0.0.1 1", "IP_TTL", 7)]
    [InlineData("--socket-option ttl=7 -M 5 127.0.0.1 1", "IP_TTL", 5)]
    [InlineData("--socket-option ttl=7 --socket-option IP_TTL=9 127.0.0.1 1", "IP_TTL", 9)]
    public void The_last_of_several_counts(string line, string name, int expected)
    {
        NcPlan plan = Planner.Plan(GetOpt.Parse(line.Split(' '), Debian.Dialect, permutes: true), Debian.Dialect, "nc", new PlannerInputs());
        int index = SocketOptionNames.Find(name)[0];
        Assert.True(SocketOptions.IsWanted(plan.SocketOptions, index, family: 2, out SocketOptionValue value));
        Assert.Equal(expected, value.Value);
    }

    private static (IReadOnlyList<SocketOptionValue> Values, string? Line) Plan(string form, string text)
    {
        try
        {
            NcPlan plan = Planner.Plan(GetOpt.Parse(["--socket-option", text, .. form.Split(' ')], Debian.Dialect, permutes: true), Debian.Dialect, "nc", new PlannerInputs());
            return (plan.SocketOptions, null);
        }
        catch (NcExit exit)
        {
            return ([], exit.Line ?? "");
        }
    }

    /// <summary>Whether the kernel can be given the value: within the bounds of the row, or not too long.</summary>
    private static bool Allows(in SocketOptionValue value)
    {
        if (value.Row == 0)
        {
            return false;
        }

        ref readonly SocketOptionRow row = ref SocketOptions.Rows[value.Row - 1];
        return value.Bytes.Length <= 16 && (row.Kind is not (OptionKind.Number or OptionKind.Seconds or OptionKind.Service) || (value.Value >= row.Least && value.Value <= row.Most));
    }

    private static string Text(SeededRandom random)
    {
        string name = SocketOption.All[random.Below(SocketOption.All.Count)].Name;
        name = random.Below(6) switch
        {
            0 => name[(name.IndexOf('_', StringComparison.Ordinal) + 1)..].ToLowerInvariant(),
            1 => name[..random.Below(name.Length)],
            2 => Noise(random),
            _ => name,
        };
        return random.Below(5) switch
        {
            0 => name,
            1 => name + "=" + random.OneOf("on", "off", "0", "1", "", "-1", "ef", "want", "lo", "127.0.0.1", "1-2", "2-1", "1.5s", "0x", "0xg", "9999999999999999999999999"),
            2 => name + "=" + Noise(random),
            _ => $"{name}={random.Below(70000) - 10}{random.OneOf("", "", "", "s", "ms", "us", "h", "m", ".", ".5s", "-7")}",
        };
    }

    private static string Noise(SeededRandom random)
    {
        char[] text = new char[random.Below(20)];
        for (int i = 0; i < text.Length; i++)
        {
            text[i] = random.OneOf<char>("0123456789-+ ,.:/_\t\n\u00b2\u0663\u00a0\ud800msuhxSO_TCPIV6=\u007f\u001b");
        }

        return new string(text);
    }
}
