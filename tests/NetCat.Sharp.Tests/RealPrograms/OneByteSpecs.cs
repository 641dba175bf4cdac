using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;
using Xunit;

namespace NetCat.Sharp.Tests.RealPrograms;

/// <summary>Moving many bytes at once must not delay a single byte.</summary>
public sealed class OneByteSpecs
{
    private const int Clients = 2;
    private const int Rounds = 500;
    private const double TolerableMilliseconds = 1;

    [NativeFact("mkfifo", "nc.openbsd")]
    public async Task One_byte_comes_back_within_a_millisecond_of_the_real_ncs()
    {
        using Scratch scratch = new();
        using TcpListener echo = new(IPAddress.Loopback, 0);
        echo.Start();
        int port = ((IPEndPoint)echo.LocalEndpoint).Port;
        new Thread(() => Echo(echo)) { IsBackground = true }.Start();
        await using Typist ours = await Typist.At(NativeProgram.Path, port, scratch, "ours");
        await using Typist real = await Typist.At("nc.openbsd", port, scratch, "real");

        // Alternately, so that other load on the machine affects both.
        (double Ours, double Real)[] rounds = [.. Enumerable.Range(0, Rounds).Select(_ => (ours.RoundTrip(), real.RoundTrip()))];
        Assert.InRange(Median(rounds.Select(round => round.Ours)), 0, Median(rounds.Select(round => round.Real)) + TolerableMilliseconds);
    }

    private static double Median(IEnumerable<double> values) => values.Order().ElementAt(Rounds / 2);

    private static void Echo(TcpListener listener)
    {
        for (int i = 0; i < Clients; i++)
        {
            Socket client = listener.AcceptSocket();
            client.NoDelay = true;
            new Thread(() => Echo(client)) { IsBackground = true }.Start();
        }
    }

    private static void Echo(Socket client)
    {
        byte[] one = new byte[1];
        while (client.Receive(one) > 0)
        {
            _ = client.Send(one);
        }

        client.Dispose();
    }

    /// <summary>The stdin and stdout of a client that is connected to the echo server.</summary>
    private sealed class Typist(Pipeline client, FileStream keys, FileStream screen) : IAsyncDisposable
    {
        private readonly byte[] _one = new byte[1];

        internal static async Task<Typist> At(string nc, int port, Scratch scratch, string name)
        {
            string line = $"mkfifo {name}-in {name}-out; exec {nc} 127.0.0.1 {port} <{name}-in >{name}-out";
            Pipeline client = Pipeline.Start(line, scratch);
            await Until.Holds(() => File.Exists(scratch.Path($"{name}-out")));
            var keys = new FileStream(scratch.Path($"{name}-in"), FileMode.Open, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);
            var screen = new FileStream(scratch.Path($"{name}-out"), FileMode.Open, FileAccess.Read, FileShare.ReadWrite, bufferSize: 0);
            return new Typist(client, keys, screen);
        }

        internal double RoundTrip()
        {
            long start = Stopwatch.GetTimestamp();
            keys.Write(_one);
            Assert.Equal(1, screen.Read(_one));
            return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        }

        public async ValueTask DisposeAsync()
        {
            await keys.DisposeAsync();
            await client.DisposeAsync();
            await screen.DisposeAsync();
        }
    }
}
