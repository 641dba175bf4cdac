using System;

namespace NetCat.Sharp.Lab;

/// <summary>A reason to stop before the experiment's end: what to print and which code to leave with. Caught once, in Program.</summary>
internal sealed class LabExit(int code, string line) : Exception
{
    /// <summary>The experiment could not be done.</summary>
    internal const int Error = 1;

    /// <summary>A right or a kernel feature is missing; test runners know the number as "skipped".</summary>
    internal const int Missing = 77;

    internal int Code => code;

    internal string Line => line;
}
