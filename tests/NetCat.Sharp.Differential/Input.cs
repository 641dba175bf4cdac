using System.Collections.Generic;
using System.Text;

namespace NetCat.Sharp.Differential;

/// <summary>The kinds of descriptor 0 that a scenario can give nc.</summary>
internal abstract record Input
{
    public static implicit operator Input(string text) => new Text(Encoding.Latin1.GetBytes(text));

    /// <summary>A pipe that holds these bytes and is already closed when nc starts.</summary>
    internal sealed record Text(byte[] Bytes) : Input;

    /// <summary>A pipe without data that stays open until the run is over.</summary>
    internal sealed record Held : Input;

    /// <summary>A pipe that a script writes to; Fin closes it.</summary>
    internal sealed record Scripted(params IReadOnlyList<Step> Steps) : Input;

    /// <summary>A terminal whose master side is written to by a script; Fin closes that side.</summary>
    internal sealed record Terminal(params IReadOnlyList<Step> Steps) : Input;

    /// <summary>A regular file whose content is the known pattern.</summary>
    internal sealed record File(int Size) : Input;

    /// <summary>/dev/null.</summary>
    internal sealed record Null : Input;

    /// <summary>A directory: read(2) fails with EISDIR.</summary>
    internal sealed record Directory : Input;

    /// <summary>A file open for writing only: read(2) fails with EBADF.</summary>
    internal sealed record WriteOnly : Input;

    /// <summary>Descriptor 0 is closed.</summary>
    internal sealed record Closed : Input;
}

/// <summary>The kinds of descriptor 1 that a scenario can give nc.</summary>
internal abstract record Output
{
    /// <summary>A pipe whose reader takes everything.</summary>
    internal sealed record Pipe : Output;

    /// <summary>A pipe whose reader starts when the mark is set.</summary>
    internal sealed record Late(string Mark) : Output;

    /// <summary>A pipe whose reader has closed its end before nc starts.</summary>
    internal sealed record Abandoned : Output;

    /// <summary>A pipe whose reader closes its end after this many bytes and sets the mark "reader left".</summary>
    internal sealed record Leaving(int After) : Output;

    /// <summary>A regular file.</summary>
    internal sealed record File : Output;

    /// <summary>A terminal whose master side takes everything.</summary>
    internal sealed record Terminal : Output;

    /// <summary>A named device, such as /dev/full.</summary>
    internal sealed record Device(string Path) : Output;

    /// <summary>The same terminal as stdin, for stderr too.</summary>
    internal sealed record SameTerminal : Output;

    /// <summary>Descriptor 1 is closed.</summary>
    internal sealed record Closed : Output;
}
