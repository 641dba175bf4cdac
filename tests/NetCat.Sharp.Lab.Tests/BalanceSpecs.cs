using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using System.Threading.Tasks;
using Xunit;

namespace NetCat.Sharp.Lab.Tests;

/// <summary>
/// The kernel selects a socket by a keyed hash of addresses and ports, so the counts are random. A chi-square with 3 degrees of freedom exceeds
/// 30.66 with probability 1e-6. These tests compute four of them: one run in 250,000 fails without a fault.
/// </summary>
public sealed class BalanceSpecs
{
    private const double OneInAMillion = 30.6648;

    [Theory]
    [InlineData("tcp", "")]
    [InlineData("udp", "")]
    [InlineData("tcp", " -6")]
    public async Task Every_listener_gets_about_the_same_share(string protocol, string family)
    {
        JsonElement report = await Nclab.Json($"reuse balance --protocol {protocol} --sockets 4 --connections 800{family}");
        int[] counts = [.. report.GetProperty("counts").EnumerateArray().Select(static count => count.GetInt32())];
        Assert.Equal(4, counts.Length);
        Assert.Equal(800, counts.Sum());
        double chiSquare = ChiSquare(counts);
        Assert.Equal(chiSquare, report.GetProperty("chiSquare").GetDouble(), 3);
        Assert.Equal(3, report.GetProperty("degreesOfFreedom").GetInt32());
        Assert.True(chiSquare < OneInAMillion, string.Join(' ', counts));
    }

    [Fact]
    public void Plain_sockets_get_about_the_same_share()
    {
        int[] counts = new int[4];
        using Group group = new(tcp: false, counts.Length);
        List<Socket> senders = [];
        for (int i = 0; i < 400; i++)
        {
            Socket sender = Kernel.NewSocket(tcp: false, AddressFamily.InterNetwork);
            senders.Add(sender);
            _ = sender.SendTo(new byte[1], group.Address);
        }

        for (int i = 0; i < counts.Length; i++)
        {
            counts[i] = group.Drain(i);
        }

        senders.ForEach(static sender => sender.Dispose());
        Assert.Equal(400, counts.Sum());
        Assert.True(ChiSquare(counts) < OneInAMillion, string.Join(' ', counts));
    }

    [Fact]
    public async Task One_source_port_has_one_receiver()
    {
        JsonElement report = await Nclab.Json("reuse balance --protocol udp --sockets 5 --connections 50");
        int[] counts = [.. report.GetProperty("oneSourceCounts").EnumerateArray().Select(static count => count.GetInt32())];
        Assert.Equal(5, counts.Length);
        Assert.Single(counts, static count => count > 0);

        using Group group = new(tcp: false, 5);
        using Socket sender = Kernel.NewSocket(tcp: false, AddressFamily.InterNetwork);
        for (int i = 0; i < 50; i++)
        {
            _ = sender.SendTo(new byte[1], group.Address);
        }

        Assert.Single(Enumerable.Range(0, 5).Select(group.Drain), static count => count > 0);
    }

    [Fact]
    public async Task TCP_has_no_counts_for_one_source_port()
        => Assert.Equal(JsonValueKind.Null, (await Nclab.Json("reuse balance --connections 10")).GetProperty("oneSourceCounts").ValueKind);

    [Theory]
    // With an even number of degrees of freedom the upper tail has a closed form: exp(-x/2) for two, exp(-x/2)(1 + x/2) for four.
    [InlineData(3)]
    [InlineData(5)]
    public async Task The_p_value_is_the_upper_tail_of_chi_square(int sockets)
    {
        JsonElement report = await Nclab.Json($"reuse balance --protocol udp --sockets {sockets} --connections 30");
        double half = ChiSquare([.. report.GetProperty("counts").EnumerateArray().Select(static count => count.GetInt32())]) / 2;
        double expected = Math.Exp(-half) * (sockets == 3 ? 1 : 1 + half);
        Assert.Equal(expected, report.GetProperty("pValue").GetDouble(), 9);
    }

    [Fact]
    public async Task No_connection_is_left_in_TIME_WAIT()
    {
        int before = TimeWaits();
        _ = await Nclab.Json("reuse balance --connections 300");
        // Other programs may leave a few; three hundred would be those of nclab.
        Assert.True(TimeWaits() - before < 100);
    }

    private static int TimeWaits()
        => SocketRow.In("tcp").Count(static row => row.State == "TIME_WAIT");

    private static double ChiSquare(int[] counts)
    {
        double expected = counts.Average();
        return counts.Sum(count => Math.Pow(count - expected, 2) / expected);
    }

    /// <summary>Sockets with SO_REUSEPORT on one port.</summary>
    private sealed class Group : IDisposable
    {
        private readonly Socket[] _members;

        internal Group(bool tcp, int size)
        {
            _members = [.. Enumerable.Range(0, size).Select(_ => Kernel.NewSocket(tcp, AddressFamily.InterNetwork, Kernel.ReusePort))];
            EndPoint address = new IPEndPoint(IPAddress.Loopback, 0);
            foreach (Socket member in _members)
            {
                member.Bind(address);
                address = member.LocalEndPoint!;
            }

            Address = address;
        }

        internal EndPoint Address { get; }

        public void Dispose() => Array.ForEach(_members, static member => member.Dispose());

        internal int Drain(int member)
        {
            int count = 0;
            while (_members[member].Poll(0, SelectMode.SelectRead))
            {
                _ = _members[member].Receive(new byte[1]);
                count++;
            }

            return count;
        }
    }
}
