using System;

namespace NetCat.Sharp.Commands;

/// <summary>A reason to stop: what to print, if anything, and which code to leave with. Thrown anywhere, caught once.</summary>
internal sealed class NcExit(int code, string? line = null) : Exception
{
    internal int Code => code;

    /// <summary>Printed as <c>name: line</c>; null is silence.</summary>
    internal string? Line => line;

    /// <summary>Printed before leaving as it stands, without the program's name: usage and help.</summary>
    internal string? Text { get; init; }

    /// <summary>Whether <see cref="Text"/> was asked for and goes to stdout.</summary>
    internal bool ToStdout { get; init; }
}
