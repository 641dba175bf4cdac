using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using System.Threading;
using NetCat.Sharp.Lab.Sockets;

namespace NetCat.Sharp.Lab.Experiments;

/// <summary>Old and New are the options of the socket in TIME_WAIT and of the new socket on its port.
/// Step is the last call of the attempt: bind or listen. Freed is true if the TIME_WAIT could be ended afterwards.</summary>
internal sealed record TimeWaitAttempt(string Old, string New, string? Text, string Step, string Result, SocketRow Socket, bool Freed);

internal sealed record TimeWaitReport(
    string Experiment, string Kernel, string Family, IReadOnlyList<TimeWaitAttempt> Attempts, IReadOnlyList<string> Differences);

/// <summary>"A new socket with SO_REUSEADDR may ignore a half-dead one": each attempt uses a real socket in TIME_WAIT.</summary>
internal static class TimeWait
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(2);

    /// <summary>The attempts and the text's statements: on SO_REUSEADDR of the new socket, and on SO_REUSEPORT of both sockets.</summary>
    private static readonly (Reuse Old, Reuse New, string? Text)[] s_tries =
    [
        (Reuse.None, Reuse.None, Outcome.InUse),
        (Reuse.None, Reuse.ByAddress, Outcome.Ok),
        (Reuse.ByAddress, Reuse.None, Outcome.InUse),
        (Reuse.ByAddress, Reuse.ByAddress, Outcome.Ok),
        (Reuse.None, Reuse.ByPort, Outcome.InUse),
        (Reuse.ByPort, Reuse.ByPort, Outcome.Ok),
    ];

    internal static TimeWaitReport Run(Lab lab)
    {
        TimeWaitAttempt[] attempts = [.. s_tries.Select(one => Try(lab, one.Old, one.New, one.Text))];
        string[] differences = [.. attempts.Where(static one => one.Text is not null && one.Text != one.Result).Select(Why)];
        return new TimeWaitReport("reuse-timewait", Lab.Kernel, lab.FamilyName, attempts, differences);
    }

    private static TimeWaitAttempt Try(Lab lab, Reuse old, Reuse fresh, string? text)
    {
        (SockAddr server, SockAddr client) = HalfClose(lab, old);
        SocketRow? row = null;
        string step = "bind", result = "";
        bool freed;
        try
        {
            // A signal must not interrupt this: only a TIME_WAIT that has been found can be ended.
            (lab with { Stop = CancellationToken.None }).Require(() => (row = Find(server)) is not null, "a socket in TIME_WAIT");
            lab.Stop.ThrowIfCancellationRequested();
            using NetSocket socket = NetSocket.Create(lab.Family, Transport.Tcp);
            result = Outcome.Of(() =>
            {
                fresh.ApplyTo(socket);
                socket.Bind(server);
                step = "listen";
                socket.StartListening();
            });
        }
        finally
        {
            freed = Free(lab, server, client);
        }

        return new TimeWaitAttempt(old.ToString(), fresh.ToString(), text, step, result, row!, freed);
    }

    /// <summary>Opens a connection whose server closes first and enters TIME_WAIT. Returns both addresses.</summary>
    private static (SockAddr Server, SockAddr Client) HalfClose(Lab lab, Reuse old)
    {
        using NetSocket listener = NetSocket.Create(lab.Family, Transport.Tcp);
        old.ApplyTo(listener);
        listener.Bind(lab.Loopback);
        listener.StartListening();
        using NetSocket client = NetSocket.Create(lab.Family, Transport.Tcp);
        // A port that no other connection has, not even one in TIME_WAIT: Free binds this address again.
        client.Bind(lab.Loopback.WithPort(lab.FreePort()));
        client.ConnectTo(listener.LocalAddress);
        using (NetSocket accepted = listener.Accept())
        {
            accepted.FinishSending();
        }

        _ = client.Receive(new byte[1], out _);
        return (listener.LocalAddress, client.LocalAddress);
    }

    /// <summary>
    /// Ends the TIME_WAIT, which otherwise keeps the port for a minute. A connect from the old client's address makes the socket in TIME_WAIT
    /// send an old acknowledgement. The client replies with RST, which ends the TIME_WAIT (RFC 1337; not if net.ipv4.tcp_rfc1337 is set).
    /// </summary>
    private static bool Free(Lab lab, SockAddr server, SockAddr client)
    {
        // The old client may keep its port while it waits for the last acknowledgement: bind then fails for a short time.
        // This is the clean-up, so it ignores signals; it has its own time limit.
        long started = Stopwatch.GetTimestamp();
        while (Find(server) is not null && Stopwatch.GetElapsedTime(started) < s_patience)
        {
            using NetSocket killer = NetSocket.Create(lab.Family, Transport.Tcp);
            _ = Outcome.Of(() =>
            {
                killer.Bind(client);
                killer.ConnectTo(server);
            });
            killer.Abort();
            Thread.Sleep(1);
        }

        return Find(server) is null;
    }

    private static SocketRow? Find(SockAddr server)
        => SocketRow.Read([Transport.Tcp], server.Port)
            .Where(row => row.State == SocketState.TimeWait && row.Local.Port == server.Port)
            .Select(static row => SocketRow.From(row))
            .FirstOrDefault();

    private static string Why(TimeWaitAttempt attempt) => (attempt.Old, attempt.New, attempt.Result) switch
    {
        ("none", "SO_REUSEADDR", Outcome.InUse) => "Linux requires SO_REUSEADDR on both: the socket in TIME_WAIT must have had it",
        _ => $"{attempt.New} after {attempt.Old}: {attempt.Result}; no reason known to this program",
    };
}
