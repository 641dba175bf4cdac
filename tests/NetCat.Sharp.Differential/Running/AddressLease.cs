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

/// <summary>Addresses, ports and a directory that no other scenario run has, of this or of another run of the tests.</summary>
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
            // The next number, not the lowest free one: ports rest in TIME_WAIT before they come round again.
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

    /// <summary>The run's port of this index; a larger number is a port itself.</summary>
    internal int Port(int index) => index >= PortsEach ? index : FirstPort + _number * PortsEach + index;

    /// <summary>Puts this lease's addresses where the scenario has placeholders.</summary>
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

    /// <summary>The only list of what may differ between two runs: this lease's names and numbers the kernel chose.</summary>
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

    /// <summary>Makes what the scenario wants to find.</summary>
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
    /// Not where messages would name a known service, for the name would change from run to run; not where another process
    /// has a socket, such as an nc that a killed test run left behind. Asked from /proc: a trial bind would hold the port for a moment.
    /// </summary>
    private static bool IsUsable(int number)
    {
        int first = FirstPort + number * PortsEach;
        HashSet<int> taken = [.. SocketRow.All().Select(static row => row.Local.Port)];
        return Enumerable.Range(first, PortsEach).All(port => !s_named.Contains(port) && !taken.Contains(port));
    }

    /// <summary>An abstract name is one for all users, has no file that could stay behind, and is free again when its process is gone.</summary>
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
