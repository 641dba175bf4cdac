using System.Runtime.InteropServices;

namespace NetCat.Sharp.Testing;

/// <summary>kill(2).</summary>
public static partial class Signals
{
    /// <summary>SIGINT.</summary>
    public const int Interrupt = 2;

    /// <summary>SIGKILL.</summary>
    public const int Kill = 9;

    /// <summary>SIGTERM.</summary>
    public const int Terminate = 15;

    /// <summary>Sends a signal to one process; false if it does not exist or belongs to another user.</summary>
    public static bool Send(int process, int signal) => process > 0 && SendSignal(process, signal) == 0;

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int SendSignal(int process, int signal);
}
