using System;
using NetCat.Sharp.IO;
using NetCat.Sharp.Sockets;

namespace NetCat.Sharp.Commands.Invocation;

/// <summary>The end of the run: what to print, if anything, and the exit status. It is caught once, by NcCommand.</summary>
internal sealed class NcExit(int code, string? line = null) : Exception
{
    internal int Code => code;

    /// <summary>Printed as <c>name: line</c>; null prints nothing.</summary>
    internal string? Line => line;

    /// <summary>Printed unchanged, without the program's name before it, such as the usage.</summary>
    internal string? Text { get; init; }

    /// <summary>The page to print.</summary>
    internal Page Page { get; init; }

    /// <summary>Whether <see cref="Page"/> goes to stdout.</summary>
    internal bool ToStdout { get; init; }

    /// <summary>The reason of the exit; null lets the handler choose it.</summary>
    internal ExitReason? Reason { get; init; }

    /// <summary>Another attempt would end in the same way.</summary>
    internal bool IsLasting { get; init; }

    /// <summary>The errno that caused it; below zero an EAI_ code; 0 if there is none.</summary>
    internal int Errno { get; init; }

    /// <summary>A name that does not resolve.</summary>
    internal static NcExit Unresolved(string line, int error) => new(1, line) { Reason = ExitReason.NameResolution, Errno = error };

    /// <summary>A system call that failed; <paramref name="what"/> precedes the text of its errno.</summary>
    internal static NcExit Failed(string what, int errno)
        => new(1, what + ": " + SystemError.Text(errno)) { Reason = Outcome.ReasonOf(errno), Errno = errno };

    /// <summary>A socket that could not be opened, bound or connected.</summary>
    internal static NcExit Failed(in OpenResult result, string line) => new(1, line) { Reason = Outcome.ReasonOf(result), Errno = result.Errno };

    /// <summary>The exit status: that of <see cref="ExitReason"/> with --exit-codes, otherwise the code.</summary>
    internal int Status(bool tells, ExitReason otherwise) => tells ? (int)(Reason ?? (code == 0 ? ExitReason.None : otherwise)) : code;
}
