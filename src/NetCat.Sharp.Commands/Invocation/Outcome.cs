using NetCat.Sharp.IO;
using NetCat.Sharp.Sockets;

namespace NetCat.Sharp.Commands.Invocation;

/// <summary>How a run ended.</summary>
/// <param name="Code">The exit status of the real nc, 0 or 1.</param>
/// <param name="Reason">The reason of the exit; a session that was cut short has a reason even though its status is 0.</param>
internal readonly record struct Outcome(int Code, ExitReason Reason)
{
    /// <summary>The exit status is that of the program that nc ran, and --exit-codes does not change it.</summary>
    internal bool IsPrograms { get; init; }

    internal static Outcome Failed(ExitReason cause) => new(1, cause);

    internal static Outcome OfProgram(int code) => new(code, ExitReason.None) { IsPrograms = true };

    /// <summary>The exit status: that of <see cref="ExitReason"/> with --exit-codes.</summary>
    internal int Status(bool tells) => tells && !IsPrograms ? (int)Reason : Code;

    /// <summary>The reason for an errno of a connection.</summary>
    internal static ExitReason ReasonOf(int errno) => SystemError.KindOf(errno) switch
    {
        ErrorKind.None => ExitReason.None,
        ErrorKind.Refused => ExitReason.Refused,
        ErrorKind.TimedOut => ExitReason.Timeout,
        ErrorKind.AddressInUse => ExitReason.AddressInUse,
        ErrorKind.PeerReset => ExitReason.PeerReset,
        _ => ExitReason.Other,
    };

    internal static ExitReason ReasonOf(in OpenResult result)
        => result.Step == OpenStep.ConnectTimeout ? ExitReason.Timeout : ReasonOf(result.Errno);
}
