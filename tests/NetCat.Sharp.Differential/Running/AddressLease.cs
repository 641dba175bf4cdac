using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;
using System.Threading;
using NetCat.Sharp.Differential.Outside;

namespace NetCat.Sharp.Differential.Running;

/// <summary>Addresses, ports and a directory for one scenario run. No other scenario run has them, also not one of a concurrent test run.</summary>
internal sealed partial class AddressLease : IDisposable
{
    private const int Places = 1500;
    private const int FirstPort = 10000;
    private const int PortsEach = 10;

    private static readonly HashSet<int> s_named = ServicePorts.Named();
    private static int s_next = Environment.ProcessId * 61;

    private readonly Socket _lock;
    private readonly int _number;
    private readonly bool _v6;

    private AddressLease(Socket taken, int number, bool v6)
    {
        _lock = taken;
        _number = number;
        _v6 = v6;
        Directory = System.IO.Directory.CreateTempSubdirectory("nc-scenario-").FullName;
    }

    internal string Directory { get; }

    internal static AddressLease Take(bool v6)
    {
        while (true)
        {
            // The next number, not the lowest free one: its ports may still be in TIME_WAIT.
            int number = (int)((uint)Interlocked.Increment(ref s_next) % Places);
            if (Lock(number) is { } taken)
            {
                if (IsUsable(number))
                {
                    return new AddressLease(taken, number, v6);
                }

                taken.Dispose();
            }
        }
    }

    internal IPAddress Address(int host)
        => _v6 ? IPAddress.IPv6Loopback : IPAddress.Parse(string.Create(CultureInfo.InvariantCulture, $"127.9.{_number % 250}.{host}"));

    /// <summary>The port of this lease with this index; an index that is too large is the port itself.</summary>
    internal int Port(int index) => index >= PortsEach ? index : FirstPort + _number * PortsEach + index;

    /// <summary>Replaces placeholders by the addresses and paths of this lease.</summary>
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
            "{name}" => Path.GetFileName(Directory),
            "{path107}" => $"{Directory}/".PadRight(107, 'a'),
            "{path108}" => $"{Directory}/".PadRight(108, 'a'),
            ['{', 'p', char digit, '}'] => Port(digit - '0').ToString(CultureInfo.InvariantCulture),
            _ => match.Value,
        });

    /// <summary>Masks everything that may differ between two runs: the names of this lease and numbers that the kernel chose.</summary>
    internal string Normal(string text, string arguments, string program)
    {
        text = Leavings.Normal(text).Replace(Directory, "{dir}", StringComparison.Ordinal)
            .Replace(Path.GetFileName(Directory), "{name}", StringComparison.Ordinal)
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

    /// <summary>Makes the files that the scenario needs.</summary>
    internal void Make(IEnumerable<string> names)
    {
        foreach (string name in names)
        {
            string path = Path.Combine(Directory, name.Split('@')[0].TrimEnd('/', '|', '=', ':'));
            switch (name[^1])
            {
                case '/':
                    _ = System.IO.Directory.CreateDirectory(path);
                    break;
                case '|' or '=':
                    _ = Libc.MakeNode(path, (name[^1] == '|' ? Libc.S_IFIFO : Libc.S_IFSOCK) | Libc.OwnersAlone, 0);
                    break;
                case var _ when name.Contains('@', StringComparison.Ordinal):
                    _ = File.CreateSymbolicLink(path, name.Split('@')[1]);
                    break;
                default:
                    File.WriteAllText(path, name[^1] == ':' ? "" : "kept\n");
                    break;
            }
        }
    }

    public void Dispose()
    {
        System.IO.Directory.Delete(Directory, recursive: true);
        _lock.Dispose();
    }

    /// <summary>
    /// Ports with a service name cannot be used, because messages would differ from run to run; nor can ports at which a process has a socket, such
    /// as an nc left behind by a killed test run. Reads /proc: a trial bind would occupy the port for a moment.
    /// </summary>
    private static bool IsUsable(int number)
    {
        int first = FirstPort + number * PortsEach;
        HashSet<int> taken = [.. SocketRow.All().Select(static row => row.Local.Port)];
        return Enumerable.Range(first, PortsEach).All(port => !s_named.Contains(port) && !taken.Contains(port));
    }

    /// <summary>
    /// Binds an abstract Unix address as a lock: it is the same for all users, leaves no file behind, and is free again when its process ends.
    /// </summary>
    private static Socket? Lock(int number)
    {
        var name = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            name.Bind(new UnixDomainSocketEndPoint(string.Create(CultureInfo.InvariantCulture, $"\0nc-lease-{number}")));
            return name;
        }
        catch (SocketException taken) when (taken.SocketErrorCode == SocketError.AddressAlreadyInUse)
        {
            name.Dispose();
            return null;
        }
    }

    [GeneratedRegex(@"\{[a-z0-9]+\}")]
    private static partial Regex Placeholder();

    [GeneratedRegex(@"(?<![\w.])\d{5}(?![\w.]| bytes)")]
    private static partial Regex Number();
}
