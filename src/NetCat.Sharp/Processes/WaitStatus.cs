namespace NetCat.Sharp.Processes;

/// <summary>What waitpid(2) says of a process that has ended.</summary>
internal static class WaitStatus
{
    private const int SignalMask = 0x7F;
    private const int ShellOffset = 128;

    /// <summary>Its own exit status, or, as a shell has it, 128 and the number of the signal that ended it.</summary>
    internal static int ExitCode(int status) => (status & SignalMask) == 0 ? (status >> 8) & byte.MaxValue : ShellOffset + (status & SignalMask);
}
