using System;
using System.Linq;
using NetCat.Sharp.Commands.CommandLine;
using NetCat.Sharp.Commands.CommandLine.Dialects;
using NetCat.Sharp.Commands.CommandLine.Planning;
using NetCat.Sharp.Commands.Invocation;
using NetCat.Sharp.Sockets;
using Xunit;

namespace NetCat.Sharp.Tests.Hostile;

/// <summary>--interface, --multicast-source and the zone of a group, with random texts: a value that the kernel accepts, or one line.</summary>
public sealed class MulticastOptionSpecs
{
    private static readonly string[] s_pieces = ["239.1.2.3", "10.0.0.1", "ff15::1", "ff02::1", "::1", "%", "%", "eth0", "lo", ".", ":", "/", " ", "\n", "0", "x", "\udc80", "é", "=", "[", "]", "0123456789abcdef"];

    [Fact]
    public void Interfaces_sources_and_groups()
    {
        SeededRandom random = new(23);
        int taken = 0;
        for (int i = 0; i < SeededRandom.Inputs; i++)
        {
            string text = string.Concat(Enumerable.Range(0, random.Below(4)).Select(_ => random.OneOf(s_pieces)));
            string[] words = random.Below(3) switch
            {
                0 => ["-lu", "--interface", text, "239.1.2.3", "1"],
                1 => ["-lu", "--multicast-source", text, "239.1.2.3", "1"],
                _ => ["-lu", "239.1.2.3%" + text, "1"],
            };
            (NcPlan? plan, string? line) = Plan(words);
            bool isFine = plan is null
                ? line is { Length: > 0 } && line.All(static one => one is >= ' ' and not '\x7F')
                : plan.Multicast is not { } asked || (asked.Interface is not "" && (asked.Interface is not null || !SocketAddresses.IsUnset(asked.Source)));
            Assert.True(isFine, $"input {i}, '{string.Join(' ', words)}': {line}");
            taken += plan?.Multicast is null ? 0 : 1;
        }

        Assert.InRange(taken, SeededRandom.Inputs / 100, SeededRandom.Inputs);
    }

    private static (NcPlan? Plan, string? Line) Plan(string[] words)
    {
        try
        {
            return (Planner.Plan(GetOpt.Parse(words, Debian.Dialect, permutes: true), Debian.Dialect, "nc", new PlannerInputs { PortOfService = Services.PortOf }), null);
        }
        catch (NcExit refusal)
        {
            return (null, refusal.Line);
        }
    }
}
