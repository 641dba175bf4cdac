using System;
using System.Globalization;
using System.IO;

namespace NetCat.Sharp.Differential.Outside;

/// <summary>Ports that need a privilege (ip(7), ip_unprivileged_port_start).</summary>
internal static class LowPort
{
    private const string FirstFree = "/proc/sys/net/ipv4/ip_unprivileged_port_start";

    /// <summary>Whether this user may bind any of them.</summary>
    internal static bool IsOurs { get; } = Environment.IsPrivilegedProcess
        || (File.Exists(FirstFree) && int.Parse(File.ReadAllText(FirstFree), CultureInfo.InvariantCulture) < 2);
}
