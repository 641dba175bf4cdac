using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;
using System.Threading;

namespace NetCat.Sharp.Differential.Playing;

/// <summary>Addresses, ports and a directory that no other play has, in this test run or in another.</summary>
internal sealed partial class Place : IDisposable
{
    private const int Places = 1500;
    private const int FirstPort = 10000;
    private const int PortsEach = 10;

    private static readonly string s_locks = System.IO.Directory.CreateDirectory(Path.Combine(Path.GetTempPath(), "nc-places")).FullName;
    private static readonly HashSet<int> s_named = NamedPorts();
    private static int s_next = Environment.ProcessId * 61;

    private readonly FileStream _lock;
    private readonly int _number;
    private readonly bool _v6;

    private Place(FileStream taken, int number, bool v6)
    {
        _lock = taken;
        _number = number;
        _v6 = v6;
        Directory = System.IO.Directory.CreateTempSubdirectory("nc-play-").FullName;
    }

    internal string Directory { get; }

    internal static Place Take(bool v6)
    {
        while (true)
        {
            // The next number, not the lowest free one: ports rest in TIME_WAIT before they come round again.
            int number = (int)((uint)Interlocked.Increment(ref s_next) % Places);
            if (Lock(number) is { } taken)
            {
                if (IsUsable(number))
                {
                    return new Place(taken, number, v6);
                }

                taken.Dispose();
            }
        }
    }

    internal IPAddress Address(int host)
        => _v6 ? IPAddress.IPv6Loopback : IPAddress.Parse(string.Create(CultureInfo.InvariantCulture, $"127.9.{_number % 250}.{host}"));

    /// <summary>The play's port of this index; a larger number is a port itself.</summary>
    internal int Port(int index) => index >= PortsEach ? index : FirstPort + _number * PortsEach + index;

    /// <summary>Puts this place's addresses where the scenario has placeholders.</summary>
    internal string Fill(string text)
        => Placeholder().Replace(text, match => match.Value switch
        {
            "{self}" => $"{Address(1)} {Port(1)}",
            "{peer}" => $"{Address(2)} {Port(2)}",
            "{addr}" => Address(1).ToString(),
            "{peeraddr}" => Address(2).ToString(),
            "{port}" => Port(1).ToString(CultureInfo.InvariantCulture),
            "{peerport}" => Port(2).ToString(CultureInfo.InvariantCulture),
            "{dir}" => Directory,
            ['{', 'p', char digit, '}'] => Port(digit - '0').ToString(CultureInfo.InvariantCulture),
            _ => match.Value,
        });

    /// <summary>The only list of what may differ between two plays: this place's names and numbers the kernel chose.</summary>
    internal string Normal(string text, string arguments, string program)
    {
        text = text.Replace(Directory, "{dir}", StringComparison.Ordinal)
            .Replace(Path.GetDirectoryName(program)!, "{bin}", StringComparison.Ordinal)
            .Replace($"127.9.{_number % 250}.", "127.9.N.", StringComparison.Ordinal);
        return Number().Replace(text, match =>
        {
            int value = int.Parse(match.Value, CultureInfo.InvariantCulture);
            int index = value - Port(0);
            return arguments.Contains(match.Value, StringComparison.Ordinal) ? match.Value
                : index is > 0 and < PortsEach ? $"{{p{index}}}"
                : value is >= 32768 and <= 65535 ? "EPHEMERAL"
                : match.Value;
        });
    }

    public void Dispose()
    {
        System.IO.Directory.Delete(Directory, recursive: true);
        _lock.Dispose();
    }

    /// <summary>
    /// Not where messages would name a known service, for the name would change from play to play;
    /// not where somebody else is, such as an nc that a test run left behind when it was killed.
    /// </summary>
    private static bool IsUsable(int number)
    {
        for (int port = FirstPort + number * PortsEach; port < FirstPort + (number + 1) * PortsEach; port++)
        {
            if (s_named.Contains(port) || !IsFree(port, SocketType.Stream) || !IsFree(port, SocketType.Dgram))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>A socket for every address of both families, which asks for no sharing, meets whoever has the port on any of them.</summary>
    private static bool IsFree(int port, SocketType type)
    {
        using var socket = new Socket(AddressFamily.InterNetworkV6, type, ProtocolType.Unspecified) { DualMode = true };
        try
        {
            socket.Bind(new IPEndPoint(IPAddress.IPv6Any, port));
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private static FileStream? Lock(int number)
    {
        try
        {
            string path = Path.Combine(s_locks, number.ToString(CultureInfo.InvariantCulture));
            return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException)
        {
            return null;
        }
    }

    private static HashSet<int> NamedPorts()
    {
        var ports = new HashSet<int>();
        foreach (Match match in ServiceLine().Matches(File.Exists("/etc/services") ? File.ReadAllText("/etc/services") : ""))
        {
            _ = ports.Add(int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture));
        }

        return ports;
    }

    [GeneratedRegex(@"\{[a-z0-9]+\}")]
    private static partial Regex Placeholder();

    [GeneratedRegex(@"(?<![\w.])\d{5}(?![\w.]| bytes)")]
    private static partial Regex Number();

    [GeneratedRegex(@"\s(\d+)/(?:tcp|udp)")]
    private static partial Regex ServiceLine();
}
