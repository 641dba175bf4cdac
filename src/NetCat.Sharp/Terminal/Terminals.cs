using NetCat.Sharp.Native;

namespace NetCat.Sharp.Terminal;

/// <summary>Determines which descriptors are terminals.</summary>
internal static class Terminals
{
    /// <summary>Whether the descriptor is a terminal (isatty(3)).</summary>
    internal static bool IsTerminal(int descriptor) => Libc.IsTerminal(descriptor);
}
