using System;
using System.Linq;
using System.Threading.Tasks;

namespace NetCat.Sharp.Tests.RealPrograms;

/// <summary>Unix sockets in the kernel's table.</summary>
internal static class UnixPaths
{
    /// <summary>Waits until a socket is bound to the path.</summary>
    internal static Task Bound(string path)
        => Until.Holds(() => ProcFile.Lines("/proc/net/unix").Any(row => row.EndsWith(" " + path, StringComparison.Ordinal)), $"a socket bound to {path}");
}
