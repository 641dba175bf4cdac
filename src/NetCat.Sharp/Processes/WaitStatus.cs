namespace NetCat.Sharp.Processes;

/// <summary>The status that waitpid(2) returns for a process that has ended.</summary>
internal static class WaitStatus
{
    private const int SignalMask = 0x7F;
    private const int ShellOffset = 128;

    /// <summary>The exit status, or 128 plus the number of the signal that ended the process, as in a shell.</summary>
    internal static int ExitCode(int status) => (status & SignalMask) == 0 ? (status >> 8) & byte.MaxValue : ShellOffset + (status & SignalMask);
}
