using System.Collections.Generic;
using System.Text;

namespace NetCat.Sharp.Differential;

/// <summary>What nc finds on descriptor 0.</summary>
internal abstract record Input
{
    public static implicit operator Input(string text) => new Text(Encoding.Latin1.GetBytes(text));

    /// <summary>A pipe that holds these bytes and is already closed when nc starts.</summary>
    internal sealed record Text(byte[] Bytes) : Input;

    /// <summary>A pipe that stays open without data until the run is over.</summary>
    internal sealed record Held : Input;

    /// <summary>A pipe that is written to by a script; Fin closes it.</summary>
    internal sealed record Scripted(params IReadOnlyList<Step> Steps) : Input;

    /// <summary>A terminal whose other side is written to by a script; Fin closes that side.</summary>
    internal sealed record Terminal(params IReadOnlyList<Step> Steps) : Input;

    /// <summary>A regular file of the known pattern.</summary>
    internal sealed record File(int Size) : Input;

    /// <summary>/dev/null.</summary>
    internal sealed record Null : Input;

    /// <summary>A directory: reading gives EISDIR.</summary>
    internal sealed record Directory : Input;

    /// <summary>A file open for writing only: reading gives EBADF.</summary>
    internal sealed record WriteOnly : Input;

    /// <summary>No descriptor 0 at all.</summary>
    internal sealed record Closed : Input;
}

/// <summary>What nc finds on descriptor 1.</summary>
internal abstract record Output
{
    /// <summary>A pipe whose reader takes all.</summary>
    internal sealed record Pipe : Output;

    /// <summary>A pipe whose reader starts when the mark is set.</summary>
    internal sealed record Late(string Mark) : Output;

    /// <summary>A pipe whose reader left before nc started.</summary>
    internal sealed record Abandoned : Output;

    /// <summary>A pipe whose reader leaves after this many bytes and sets the mark "reader left".</summary>
    internal sealed record Leaving(int After) : Output;

    /// <summary>A regular file.</summary>
    internal sealed record File : Output;

    /// <summary>A terminal whose other side takes all.</summary>
    internal sealed record Terminal : Output;

    /// <summary>A named device, such as /dev/full.</summary>
    internal sealed record Device(string Path) : Output;

    /// <summary>The terminal that stdin is, and stderr with it.</summary>
    internal sealed record SameTerminal : Output;

    /// <summary>No descriptor 1 at all.</summary>
    internal sealed record Closed : Output;
}
