using System;

namespace NetCat.Sharp.Lab;

/// <summary>Ends the experiment early, with a line to print and an exit status. It is caught once, in Program.</summary>
internal sealed class LabExit(int code, string line) : Exception
{
    /// <summary>The experiment failed.</summary>
    internal const int Error = 1;

    /// <summary>A privilege or a kernel feature is missing. Test runners treat the number as "skipped".</summary>
    internal const int Missing = 77;

    internal int Code => code;

    internal string Line => line;
}
