using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using NetCat.Sharp.Tests.Tls;
using Xunit;

namespace NetCat.Sharp.Tests.RealPrograms;

/// <summary>
/// DTLS on a network that loses, repeats, delays and changes datagrams: the handshake completes, and each line arrives whole, once or not at all.
/// </summary>
public sealed class DtlsLossSpecs(Certificates certificates) : IClassFixture<Certificates>
{
    private const int Lines = 40;

    /// <summary>
    /// A handshake that loses a datagram takes one, two or four seconds more. All cases run in parallel, with seeds that lose few retransmissions.
    /// </summary>
    [NativeFact]
    public async Task A_lossy_network()
    {
        (int Percent, int Seed)[] runs = [(10, 1), (10, 3), (10, 7), (20, 4), (20, 6), (20, 7), (30, 3), (30, 4), (30, 7)];
        int[] lost = await Task.WhenAll(runs.Select(run => Run(run.Percent, run.Seed, injects: false)));
        Assert.All(lost, static count => Assert.NotEqual(0, count));
    }

    [NativeFact]
    public Task Garbage_in_the_middle_of_the_session_is_ignored() => Run(percent: 0, seed: 7, injects: true);

    private async Task<int> Run(int percent, int seed, bool injects)
    {
        using Scratch scratch = new();
        using ChildProcess server = Start("-lu", "-w", "30", "--tls-cert", certificates.Server, "--tls-key", certificates.ServerKey, "--port-file", scratch.Path("port"), "--events", scratch.Path("far"), "127.0.0.1", $"{Ports.Free()}");
        await Until.Holds(() => File.Exists(scratch.Path("port")));
        await using var relay = new LossyRelay(int.Parse(File.ReadAllText(scratch.Path("port")), CultureInfo.InvariantCulture), percent, seed);
        using ChildProcess client = Start("-u", "-w", "30", "--tls-ca", certificates.Authority, "--tls-name", "localhost", "--events", scratch.Path("near"), "127.0.0.1", $"{relay.Port}");
        await Until.Holds(() => IsSecured(scratch.Path("far")) && IsSecured(scratch.Path("near")), $"the handshake, {percent} % lost with seed {seed}", TimeSpan.FromSeconds(30));
        var up = new Direction(client, server, "up", seed);
        var down = new Direction(server, client, "down", seed);
        await Task.WhenAll(up.Send(), down.Send());
        if (injects)
        {
            Inject(relay, seed);
            await Task.WhenAll(up.Send(), down.Send());
        }

        client.Signal(Signals.Terminate);
        server.Signal(Signals.Terminate);
        ChildResult one = await client.Result, other = await server.Result;
        Assert.Equal(("", ""), (one.StandardError, other.StandardError));
        await Task.WhenAll(up.Reading, down.Reading);
        return relay.Lost;
    }

    /// <summary>If nc is delayed, one datagram has many lines: a large datagram size keeps them whole.</summary>
    private static ChildProcess Start(params string[] options) => ChildProcess.Start(NativeProgram.Path, ["--datagram-size", "16384", .. options], new ChildOptions { Limit = TimeSpan.FromSeconds(60) });

    private static bool IsSecured(string events) => File.Exists(events) && File.ReadAllText(events).Contains("\"event\":\"tls\"", StringComparison.Ordinal);

    /// <summary>Random bytes, unencrypted DTLS records, and an unencrypted alert, which must not end the session.</summary>
    private static void Inject(LossyRelay relay, int seed)
    {
        var random = new Random(seed);
        for (int at = 0; at < 200; at++)
        {
            byte[] noise = new byte[random.Next(1, 1400)];
            random.NextBytes(noise);
            byte[] header = [(byte)random.Next(20, 25), 0xFE, 0xFD, 0, (byte)(at % 3), 0, 0, 0, 0, (byte)random.Next(4), (byte)at, 0, (byte)Math.Min(noise.Length, 255)];
            relay.Inject(at % 2 == 0 ? noise : [.. header, .. noise]);
        }

        relay.Inject([21, 0xFE, 0xFD, 0, 0, 0, 0, 0, 0, 1, 0, 0, 2, 2, 40]);
        relay.Inject([]);
    }

    /// <summary>Lines from one nc to the other. Each line that arrives is complete and arrives once.</summary>
    private sealed class Direction
    {
        private readonly ChildProcess _from;
        private readonly ChildProcess _to;
        private readonly string _name;
        private readonly string _text;
        private readonly HashSet<int> _seen = [];
        private int _sent;
        private volatile int _arrived;

        internal Direction(ChildProcess from, ChildProcess to, string name, int seed)
        {
            (_from, _to, _name, _text) = (from, to, name, new string((char)('a' + seed), 50 + seed));
            Reading = Read();
        }

        /// <summary>Completes when the receiver has ended; fails if a line was wrong.</summary>
        internal Task Reading { get; }

        /// <summary>Sends new lines until this many more have arrived.</summary>
        internal async Task Send()
        {
            int wanted = _arrived + Lines;
            long start = Stopwatch.GetTimestamp();
            while (_arrived < wanted && !Reading.IsCompleted)
            {
                Assert.True(Stopwatch.GetElapsedTime(start).TotalSeconds < 30, $"{_arrived} lines of {_sent} arrived");
                await _from.StandardInput.WriteAsync(string.Create(CultureInfo.InvariantCulture, $"{_name} {_sent++} {_text}\n"));
                await Until.Passed(TimeSpan.FromMilliseconds(10));
            }
        }

        private async Task Read()
        {
            while (await _to.StandardOutput.ReadLineAsync() is { } line)
            {
                string[] words = line.Split(' ');
                Assert.Equal((_name, _text), (words[0], words[^1]));
                Assert.True(_seen.Add(int.Parse(words[1], CultureInfo.InvariantCulture)), $"{line} arrived twice");
                _arrived++;
            }
        }
    }
}
