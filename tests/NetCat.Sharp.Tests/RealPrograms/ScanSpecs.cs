using System;
using System.Diagnostics;
using System.Globalization;
using System.Linq;
using System.Threading.Tasks;
using Xunit;

namespace NetCat.Sharp.Tests.RealPrograms;

/// <summary>
/// -z over many ports: the lines and the order are those of the real nc, in a separate network namespace in which a rule drops packets.
/// </summary>
public sealed class ScanSpecs
{
    private const string Drops = "ip link set lo up && nft add table ip t && nft 'add chain ip t c { type filter hook input priority 0; }' && "
        + "nft add rule ip t c tcp dport { 2000-2003, 2006, 3000-3299 } drop && ";

    // The listeners run as long as the shell keeps their stdin open.
    private const string Listens = "for port in 2004 2007; do sleep 100 | nc.openbsd -lk 127.0.0.1 $port & done; "
        + "until [ \"$(grep -c ' 0A ' /proc/net/tcp)\" = 2 ]; do :; done; ";

    /// <summary>The default of --parallel.</summary>
    private const int Width = 256;

    private const string Leaves = "; code=$?; pkill --parent $$; echo exit $code";

    [NativeFact("unshare", "nft", "nc.openbsd")]
    public async Task Open_closed_and_filtered_ports_are_printed_in_order()
    {
        string theirs = await Inside(Listens + "nc.openbsd -vzn -w 1 127.0.0.1 2002-2008 1999 2004 2>&1" + Leaves);
        string ours = await Inside(Listens + "$NC -vzn -w 1 127.0.0.1 2002-2008 1999 2004 2>&1" + Leaves);
        Assert.Contains("Connection to 127.0.0.1 2007 port", ours, StringComparison.Ordinal);
        Assert.Contains("port 2006 (tcp) timed out", ours, StringComparison.Ordinal);
        Assert.Equal(theirs.Replace("nc.openbsd:", "nc:", StringComparison.Ordinal), ours);
    }

    [NativeFact("unshare", "nft", "nc.openbsd")]
    public async Task A_filtered_range_does_not_take_a_second_for_each_port()
    {
        var watch = Stopwatch.StartNew();
        string lines = await Inside("$NC -vzn -w 1 127.0.0.1 3000-3299 2>&1; echo exit $?");
        Assert.Equal(300, lines.Split('\n').Count(static line => line.EndsWith("timed out: Operation now in progress", StringComparison.Ordinal)));
        Assert.EndsWith("exit 1\n", lines, StringComparison.Ordinal);
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(100), $"300 ports took {watch.Elapsed}");
    }

    [NativeFact("unshare", "nft", "nc.openbsd")]
    public async Task Parallel_1_connects_to_one_port_after_the_other()
    {
        var watch = Stopwatch.StartNew();
        _ = await Inside("$NC -zn --parallel 1 -w 1 127.0.0.1 3000-3003; true");
        Assert.True(watch.Elapsed >= TimeSpan.FromSeconds(4), $"4 ports took {watch.Elapsed}");
    }

    [NativeTheory("unshare", "nft", "nc.openbsd")]
    [InlineData(20)]
    [InlineData(10)]
    public async Task Few_descriptors_are_enough(int descriptors)
    {
        string scan = $"(ulimit -n {descriptors}; $NC -vzn -w 1 127.0.0.1 1990-2010 2>&1)";
        string all = await Inside(Listens + "$NC -vzn -w 1 127.0.0.1 1990-2010 2>&1" + Leaves);
        Assert.Equal(all, await Inside(Listens + scan + Leaves));
    }

    [NativeFact("unshare", "nft", "nc.openbsd")]
    public async Task Each_port_is_printed_as_soon_as_those_before_it()
    {
        // The connect to the last port takes a minute; the line before it must not wait for that.
        string first = await Inside(Listens + "$NC -vzn -w 60 127.0.0.1 2004 2006 2>&1 | head -n 1" + Leaves);
        Assert.StartsWith("Connection to 127.0.0.1 2004", first, StringComparison.Ordinal);
    }

    [NativeFact("unshare", "nft", "strace")]
    public async Task The_first_line_does_not_wait_until_all_ports_are_tried()
    {
        // For a closed port of this host the result is known when connect(2) returns: no attempt is pending, and the line is due at once.
        string calls = await Inside("strace -f -qq -e trace=connect,write -o calls $NC -vzn 127.0.0.1 10001-12000 2>/dev/null; sed '/write(/q' calls | grep -c connect");
        Assert.InRange(int.Parse(calls, CultureInfo.InvariantCulture), 1, 2 * Width);
    }

    private static async Task<string> Inside(string script)
    {
        using Scratch scratch = new();
        string inside = Drops + script;
        return await Pipeline.Run($"export NC; unshare -rn bash -c '{inside.Replace("'", "'\\''", StringComparison.Ordinal)}' nc", scratch);
    }
}
