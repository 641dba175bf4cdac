using NetCat.Sharp.Native;

namespace NetCat.Sharp.Commands;

/// <summary>How a run ended.</summary>
/// <param name="Code">The exit status of the real nc, 0 or 1.</param>
/// <param name="Cause">What stands behind it; a conversation that was cut short has one although its status is 0.</param>
internal readonly record struct Outcome(int Code, Cause Cause)
{
    /// <summary>A program's own exit status, which stands as it is.</summary>
    internal bool IsPrograms { get; init; }

    internal static Outcome Failed(Cause cause) => new(1, cause);

    internal static Outcome OfProgram(int code) => new(code, Cause.None) { IsPrograms = true };

    /// <summary>The exit status: of <see cref="Cause"/> where it is to tell.</summary>
    internal int Status(bool tells) => tells && !IsPrograms ? (int)Cause : Code;

    /// <summary>What stands behind an errno of a connection.</summary>
    internal static Cause CauseOf(int errno) => errno switch
    {
        0 => Cause.None,
        Numbers.ECONNREFUSED => Cause.Refused,
        Numbers.ETIMEDOUT => Cause.Timeout,
        Numbers.EADDRINUSE => Cause.AddressInUse,
        Numbers.ECONNRESET or Numbers.EPIPE => Cause.PeerReset,
        _ => Cause.Other,
    };

    internal static Cause CauseOf(in OpenResult result)
        => result.Step == OpenStep.ConnectTimeout ? Cause.Timeout : CauseOf(result.Errno);
}
