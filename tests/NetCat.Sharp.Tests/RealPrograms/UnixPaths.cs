using System;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Threading.Tasks;

namespace NetCat.Sharp.Tests.RealPrograms;

/// <summary>Unix sockets as the kernel's table shows them.</summary>
internal static class UnixPaths
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan s_glance = TimeSpan.FromMilliseconds(10);

    /// <summary>Waits until a socket is bound to the path.</summary>
    internal static async Task Bound(string path)
    {
        long start = Stopwatch.GetTimestamp();
        while (!File.ReadLines("/proc/net/unix").Any(row => row.EndsWith(" " + path, StringComparison.Ordinal)))
        {
            if (Stopwatch.GetElapsedTime(start) > s_patience)
            {
                throw new TimeoutException($"nobody stands at {path}");
            }

            await Task.Delay(s_glance);
        }
    }
}
