using System;
using System.Collections.Generic;
using System.CommandLine;
using System.Linq;
using System.Threading;
using NetCat.Sharp.Lab.Experiments;
using NetCat.Sharp.Lab.Screens;
using NetCat.Sharp.Lab.Sockets;

namespace NetCat.Sharp.Lab.Commands;

/// <summary>The verb that shows the socket table.</summary>
internal static class SocketsVerb
{
    private static readonly TimeSpan s_lookAgain = TimeSpan.FromSeconds(1);

    private static readonly Option<bool> s_tcp = new("--tcp") { Description = "Only TCP sockets, unless --udp is given too" };

    private static readonly Option<bool> s_udp = new("--udp") { Description = "Only UDP sockets, unless --tcp is given too" };

    private static readonly Option<int[]> s_port = new("--port") { Description = "Only sockets with this port at either end; may be repeated" };

    private static readonly Option<string?> s_format = new("--format") { Description = "netstat (as Linux's netstat -an), bsd (as BSD's and macOS's) or json; default: a table with processes" };

    private static readonly Option<bool> s_watch = new("--watch") { Description = "Check every second until interrupted, and print again after a change" };

    internal static Command Make(CancellationToken stop)
    {
        s_format.AcceptOnlyFromAmong(SocketsScreen.Netstat, SocketsScreen.Bsd, SocketsScreen.Json);
        var verb = new Command("sockets", "The socket table") { s_tcp, s_udp, s_port, s_format, s_watch };
        verb.SetAction(words => Run(words, stop));
        return verb;
    }

    private static void Run(ParseResult words, CancellationToken stop)
    {
        string? format = words.GetValue(LabCommand.Json) ? SocketsScreen.Json : words.GetValue(s_format);
        var screen = new Screen(format == SocketsScreen.Json);
        if (!words.GetValue(s_watch))
        {
            SocketsScreen.Show(Read(words), format, screen);
            return;
        }

        if (screen.IsJson)
        {
            throw new LabExit(LabExit.Error, "--watch never ends, and JSON is one document: choose one of them");
        }

        Watch(words, format, screen, stop);
    }

    /// <summary>A terminal shows only the newest table; a pipe gets one table after the other.</summary>
    private static void Watch(ParseResult words, string? format, Screen screen, CancellationToken stop)
    {
        IReadOnlyList<SocketRow>? before = null;
        while (true)
        {
            SocketsReport now = Read(words);
            if (before is null || !now.Sockets.SequenceEqual(before))
            {
                if (screen.IsTerminal)
                {
                    screen.Clear();
                }
                else if (before is not null)
                {
                    Screen.Line("");
                }

                SocketsScreen.Show(now, format, screen);
                before = now.Sockets;
            }

            _ = stop.WaitHandle.WaitOne(s_lookAgain);
            stop.ThrowIfCancellationRequested();
        }
    }

    private static SocketsReport Read(ParseResult words)
    {
        bool tcp = words.GetValue(s_tcp), udp = words.GetValue(s_udp);
        List<Transport> transports = [];
        if (tcp || !udp)
        {
            transports.Add(Transport.Tcp);
        }

        if (udp || !tcp)
        {
            transports.Add(Transport.Udp);
        }

        IReadOnlyDictionary<long, SocketOwner> owners = SocketOwner.Find();
        bool onlySix = words.GetValue(LabCommand.Ipv6);
        return new SocketsReport(
            "sockets",
            Lab.Kernel,
            [.. SocketRow.Read(transports, words.GetValue(s_port) ?? []).Select(row => SocketRow.From(row, owners)).Where(row => !onlySix || row.Family == "ipv6")]);
    }
}
