using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Net.Sockets;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using NetCat.Sharp.Tests.Tls;
using Xunit;

namespace NetCat.Sharp.Tests.RealPrograms;

/// <summary>
/// Handshakes that pause for 3 seconds at each point: after each record, after its header and in its middle, and in the replies before STARTTLS.
/// All points of a version are tested concurrently, each client with its own relay.
/// </summary>
public sealed class TlsPauseSpecs(Certificates certificates) : IClassFixture<Certificates>
{
    private const string TimedOut = "nc: TLS: the handshake timed out\n";

    private static readonly TimeSpan s_pause = TimeSpan.FromSeconds(3);

    /// <summary>Longer than the timeout of a client or a listener with a limit of one second, also on a busy machine.</summary>
    private static readonly TimeSpan s_long = TimeSpan.FromSeconds(20);
    private static readonly double s_soon = 8;

    private static readonly string[] s_replies = ["220 mail ESMTP\r\n", "250-mail\r\n250 STARTTLS\r\n", "220 go ahead\r\n"];

    /// <summary>Another client without a pause is served meanwhile.</summary>
    [NativeFact]
    public async Task A_pause_at_each_point_delays_only_that_client()
    {
        using Scratch scratch = new();
        using ChildProcess echo = Listen(scratch, "far", [], "--exec", "cat");
        int far = await Port(scratch, "far");
        using ChildProcess one = Listen(scratch, "1.2", [.. Own("1.2"), "--forward", $"127.0.0.1:{far}"]);
        using ChildProcess two = Listen(scratch, "1.3", Own("1.3"), "--exec", "cat");
        using ChildProcess three = Listen(scratch, "smtp", [.. Own("1.3"), "--max-conns", "100"]);
        int clients = 0;
        await Task.WhenAll(All("1.2", "1.2"), All("1.3", "1.3"), All("smtp", "1.3"));
        Signals.Send(three.ProcessId, Signals.Terminate);
        Assert.Equal(clients, (await three.Result).StandardOutput.Split("hello\n").Length - 1);
        End(one, two, echo);

        async Task All(string name, string version)
        {
            int port = await Port(scratch, name);
            bool isMail = name == "smtp";
            List<Place> places = await Places(port, version);
            places = isMail ? [.. places.Where(static one => one.Part == Part.Middle), .. Replies()] : places;
            Task<Ended>[] paused = [.. places.Select(place => Client(place, port, s_pause, isMail ? ["-w", "10", "--tls-start", "smtp"] : ["-w", "10"]))];
            Ended other = await Client(port, ["-w", "10"]);
            Assert.Contains(paused, static one => !one.IsCompleted);
            clients += isMail ? places.Count + 2 : 0;
            foreach (Ended ended in (Ended[])[other, .. await Task.WhenAll(paused)])
            {
                Assert.Equal((ended.Place, 0, isMail ? "" : "hello\n", ""), (ended.Place, ended.Status, ended.Output, ended.Error));
                Assert.True(ended.Place is null || ended.Seconds >= s_pause.TotalSeconds, $"{ended}");
            }
        }
    }

    [NativeFact]
    public async Task A_client_waits_no_longer_than_its_limit()
    {
        using Scratch scratch = new();
        using ChildProcess one = Listen(scratch, "1.2", Own("1.2"), "--exec", "cat");
        using ChildProcess two = Listen(scratch, "1.3", Own("1.3"), "--exec", "cat");
        await Task.WhenAll(All("1.2", isMail: false), All("1.3", isMail: false), All("1.3", isMail: true));
        End(one, two);

        async Task All(string version, bool isMail)
        {
            int port = await Port(scratch, version);
            List<Place> places = await Places(port, version);

            // No data of the handshake follows the last record of each side, and in TLS 1.3, of the client's own records, only the first one delays
            // its handshake.
            Place?[] ends = Ends(places);
            places.RemoveAll(place => ends.Contains(place) || (version == "1.3" && place.IsOfClient && place is not { Number: 1, Part: not Part.End }));
            places = isMail ? [.. Replies()] : places;
            Ended[] all = await Task.WhenAll(places.Select((place, at) => Client(
                place, port, s_long, [.. (string[])(isMail ? ["--tls-start", "smtp"] : []), .. (string[])(at % 2 == 0 ? ["-w", "1"] : ["--connect-timeout", "1s"])])));
            foreach (Ended ended in all)
            {
                Assert.Equal((ended.Place, 1, "", TimedOut), (ended.Place, ended.Status, ended.Output, ended.Error));
                Assert.InRange(ended.Seconds, 0.9, s_soon);
            }
        }
    }

    [NativeTheory]
    [InlineData("1.2")]
    [InlineData("1.3")]
    public async Task A_listener_waits_no_longer_than_its_limit(string version)
    {
        using Scratch scratch = new();
        using ChildProcess listener = Listen(scratch, version, [.. Own(version), "-w", "1"]);
        int port = await Port(scratch, version);
        List<Place> places = await Places(port, version);

        // In TLS 1.2 the listener waits for nothing after its first flight, which two records follow.
        int last = places.Where(static one => !one.IsOfClient).Max(static one => one.Number) - (version == "1.2" ? 2 : 0);
        Place?[] ends = Ends(places);
        places.RemoveAll(place => ends.Contains(place) || (!place.IsOfClient && (place.Number > last || place is { Part: Part.End } && place.Number == last)));
        List<Task<Ended>> clients = [];
        foreach (Place place in places)
        {
            // The listen backlog of -lk is 1, as nc's: of clients that connect at the same time, the kernel would delay some for seconds.
            TaskCompletionSource isConnected = new();
            clients.Add(Client(place, port, s_long, ["-w", "6"], () => isConnected.TrySetResult()));
            _ = await Task.WhenAny(isConnected.Task, clients[^1]);
        }

        Ended[] all = await Task.WhenAll(clients);
        Assert.DoesNotContain(all, static ended => ended.Output.Length > 0);
        Assert.Equal((0, ""), (await Client(port, ["-w", "10"])) is { } good ? (good.Status, good.Error) : default);
        Signals.Send(listener.ProcessId, Signals.Terminate);
        ChildResult result = await listener.Result;
        Assert.Equal(string.Concat(Enumerable.Repeat(TimedOut, places.Count)), result.StandardError);
        Assert.Equal("hello\nhello\n", result.StandardOutput);
    }

    private string[] Own(string version) => ["--tls-cert", certificates.Server, "--tls-key", certificates.ServerKey, "--tls-max", version];

    private static ChildProcess Listen(Scratch scratch, string name, string[] options, params string[] program)
        => Start(["-lk", .. options, "--port-file", scratch.Path(name), "127.0.0.1", "0", .. program]);

    /// <summary>The limit ends the process also if a test fails.</summary>
    private static ChildProcess Start(string[] arguments) => ChildProcess.Start(NativeProgram.Path, arguments, new ChildOptions { Limit = TimeSpan.FromSeconds(60) });

    private static async Task<int> Port(Scratch scratch, string name)
    {
        await Until.Holds(() => File.Exists(scratch.Path(name)));
        return int.Parse(File.ReadAllText(scratch.Path(name)), CultureInfo.InvariantCulture);
    }

    private static void End(params ChildProcess[] listeners)
    {
        foreach (ChildProcess listener in listeners)
        {
            listener.Signal(Signals.Terminate);
        }
    }

    /// <summary>The records of a handshake, each with its three points.</summary>
    private async Task<List<Place>> Places(int port, string version)
    {
        List<Place> places = [];
        await using var relay = new RecordRelay(() => port, record =>
        {
            lock (places)
            {
                places.AddRange(record.NumberOfData(version) > 0 || record.Type == RelayedRecord.Alert
                    ? []
                    : Enum.GetValues<Part>().Select(part => new Place(record.IsOfClient, record.Number, part)));
            }

            return record.Pass();
        });
        _ = await Client(relay.Port, ["-w", "10"]);
        Assert.InRange(places.Count, 8 * 3, 11 * 3);
        return places;
    }

    /// <summary>For each side, the end of its last record.</summary>
    private static Place?[] Ends(List<Place> places)
        => [places.FindLast(static one => one.IsOfClient && one.Part == Part.End), places.FindLast(static one => !one.IsOfClient && one.Part == Part.End)];

    private static IEnumerable<Place> Replies()
        => Enumerable.Range(0, s_replies.Length).SelectMany(static at => new[] { new Place(IsOfClient: false, -1 - at, Part.Header), new Place(IsOfClient: false, -1 - at, Part.Middle) });

    private async Task<Ended> Client(Place place, int port, TimeSpan pause, string[] options, Action? connected = null)
    {
        bool isMail = options.Contains("smtp");
        await using var relay = new RecordRelay(
            () => port,
            record =>
            {
                connected?.Invoke();
                return place == new Place(record.IsOfClient, record.Number, place.Part) ? record.Pause(At(record, place.Part), pause) : record.Pass();
            },
            isMail ? (client, stop) => Greet(client, place, pause, stop) : null);
        return await Client(relay.Port, options) with { Place = place };
    }

    private async Task<Ended> Client(int port, string[] options)
    {
        long start = Stopwatch.GetTimestamp();
        using ChildProcess client = Start(["-N", .. options, "--tls-ca", certificates.Authority, "localhost", $"{port}"]);
        await client.StandardInput.WriteAsync("hello\n");
        client.StandardInput.Close();
        ChildResult result = await client.Result;
        return new Ended(null, result.ExitCode, result.StandardOutput, result.StandardError, Stopwatch.GetElapsedTime(start).TotalSeconds);
    }

    /// <summary>Acts as a mail server until TLS starts.</summary>
    private static async Task Greet(Socket client, Place place, TimeSpan pause, CancellationToken stop)
    {
        byte[] command = new byte[1000];
        for (int at = 0; at < s_replies.Length; at++)
        {
            byte[] reply = Encoding.ASCII.GetBytes(s_replies[at]);
            int first = place.Number != -1 - at ? reply.Length : place.Part == Part.Header ? 0 : reply.Length / 2;
            _ = await client.SendAsync(reply.AsMemory(0, first), stop);
            if (first < reply.Length)
            {
                await Until.Passed(pause, stop);
                _ = await client.SendAsync(reply.AsMemory(first), stop);
            }

            if (at < s_replies.Length - 1)
            {
                _ = await client.ReceiveAsync(command, stop);
            }
        }
    }

    private static int At(RelayedRecord record, Part part) => part switch
    {
        Part.Header => RelayedRecord.Header,
        Part.Middle => RelayedRecord.Header + ((record.Bytes.Length - RelayedRecord.Header) / 2),
        _ => record.Bytes.Length,
    };

    public enum Part
    {
        Header,
        Middle,
        End,
    }

    /// <param name="IsOfClient">Whether the client has sent the record.</param>
    /// <param name="Number">The number of the record; negative for a reply before TLS.</param>
    /// <param name="Part">The point: after the header, in the middle, or after the record.</param>
    private sealed record Place(bool IsOfClient, int Number, Part Part);

    private sealed record Ended(Place? Place, int Status, string Output, string Error, double Seconds);
}
