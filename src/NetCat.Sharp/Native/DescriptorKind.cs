namespace NetCat.Sharp.Native;

/// <summary>The kind of file that a descriptor refers to, as far as it decides how bytes move.</summary>
internal enum DescriptorKind
{
    /// <summary>A terminal, a socket, a device, or no open file.</summary>
    Other,

    /// <summary>A regular file: all of its data is available, and writing to it never waits.</summary>
    File,

    /// <summary>A pipe or FIFO (pipe(7)).</summary>
    Pipe,

    /// <summary>/dev/null (null(4)).</summary>
    Null,
}
