using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Threading.Tasks;

namespace NetCat.Sharp.Lab.Tests;

/// <summary>
/// The kernel asked a second way: .NET's own sockets with raw options, and /proc. Nothing here shares code with nclab.
/// </summary>
internal static class Kernel
{
    internal const int ReuseAddr = 2;
    internal const int ReusePort = 15;

    private static readonly string[] s_tables = ["tcp", "tcp6", "udp", "udp6"];

    /// <summary>ProtocolType.Unspecified: with Tcp, Bind would set SO_REUSEADDR by itself.</summary>
    internal static Socket NewSocket(bool tcp, AddressFamily family, params int[] options)
    {
        var socket = new Socket(family, tcp ? SocketType.Stream : SocketType.Dgram, ProtocolType.Unspecified);
        foreach (int option in options)
        {
            socket.SetRawSocketOption(1, option, BitConverter.GetBytes(1));
        }

        if (family == AddressFamily.InterNetworkV6)
        {
            // A new .NET socket has IPV6_V6ONLY; a socket of the kernel's own has not.
            socket.SetRawSocketOption(41, 26, BitConverter.GetBytes(0));
        }

        return socket;
    }

    internal static void BindFree(Socket socket, IPAddress address, int port)
    {
        bool six = address.AddressFamily == AddressFamily.InterNetworkV6;
        socket.SetRawSocketOption(six ? 41 : 0, six ? 78 : 15, BitConverter.GetBytes(1));
        socket.Bind(new IPEndPoint(address, port));
    }

    internal static string Answer(Action call)
    {
        try
        {
            call();
            return "OK";
        }
        catch (SocketException exception)
        {
            return exception.SocketErrorCode switch
            {
                SocketError.AddressAlreadyInUse => "EADDRINUSE",
                SocketError.AddressNotAvailable => "EADDRNOTAVAIL",
                _ => exception.SocketErrorCode.ToString(),
            };
        }
    }

    internal static int Port(Socket socket) => ((IPEndPoint)socket.LocalEndPoint!).Port;

    /// <summary>A port outside of the range for outgoing connections that nobody has for anything, at either end.</summary>
    internal static int FreePort()
    {
        int port;
        do
        {
            port = Random.Shared.Next(10_000, 17_000);
        }
        while (s_tables.Any(table => File.ReadAllText("/proc/net/" + table).Contains($":{port:X4} ", StringComparison.Ordinal)));
        return port;
    }

    /// <summary>State numbers of the rows whose local port this is: 06 is TIME_WAIT, 0A LISTEN.</summary>
    internal static IReadOnlyList<string> States(string table, int port)
    {
        string suffix = ":" + port.ToString("X4", CultureInfo.InvariantCulture);
        return
        [
            .. File.ReadLines("/proc/net/" + table).Skip(1)
                .Select(static line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
                .Where(fields => fields[1].EndsWith(suffix, StringComparison.Ordinal))
                .Select(static fields => fields[3]),
        ];
    }

    internal static bool HasPort(string table, int port) => States(table, port).Count > 0;

    /// <summary>Looks until it is so, ten seconds at most.</summary>
    internal static async Task Until(Func<bool> isSo, string what)
    {
        long started = Stopwatch.GetTimestamp();
        while (!isSo())
        {
            if (Stopwatch.GetElapsedTime(started) > TimeSpan.FromSeconds(10))
            {
                throw new TimeoutException($"waited 10 s in vain for {what}");
            }

            await Task.Delay(5);
        }
    }
}
