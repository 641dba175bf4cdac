using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;

namespace NetCat.Sharp.Differential.Outside;

/// <summary>Which ports of this machine have a name, and which have somebody on them.</summary>
internal static partial class PortTable
{
    private const string Services = "/etc/services";

    /// <summary>Local ports of every socket there is, those in TIME_WAIT too.</summary>
    internal static HashSet<int> Taken()
    {
        var ports = new HashSet<int>();
        foreach (string table in (string[])["tcp", "tcp6", "udp", "udp6"])
        {
            foreach (string line in File.ReadLines($"/proc/net/{table}"))
            {
                int start = line.IndexOf(':', StringComparison.Ordinal);
                int colon = line.IndexOf(':', start + 1);
                if (colon > 0 && int.TryParse(line.AsSpan(colon + 1, 4), NumberStyles.HexNumber, CultureInfo.InvariantCulture, out int port))
                {
                    _ = ports.Add(port);
                }
            }
        }

        return ports;
    }

    /// <summary>Whether anybody has a UDP socket with exactly this address and port.</summary>
    internal static bool HasUdp(IPEndPoint local)
        => NetRow.Lines(local.AddressFamily == AddressFamily.InterNetwork ? "/proc/net/udp" : "/proc/net/udp6")
            .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .Any(part => part.Length > 9 && part[1].Contains(':', StringComparison.Ordinal) && NetRow.Address(part[1]).Equals(local));

    internal static HashSet<int> Named()
    {
        var ports = new HashSet<int>();
        foreach (Match match in ServiceLine().Matches(File.Exists(Services) ? File.ReadAllText(Services) : ""))
        {
            _ = ports.Add(int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture));
        }

        return ports;
    }

    [GeneratedRegex(@"\s(\d+)/(?:tcp|udp)")]
    private static partial Regex ServiceLine();
}
