namespace NetCat.Sharp.Native;

/// <summary>What is behind a descriptor, as far as it decides how bytes move.</summary>
internal enum DescriptorKind
{
    /// <summary>A terminal, a socket, a device, or nothing at all.</summary>
    Other,

    /// <summary>A regular file: there in whole, and writing it never waits.</summary>
    File,

    /// <summary>A pipe or FIFO (pipe(7)).</summary>
    Pipe,

    /// <summary>/dev/null (null(4)).</summary>
    Null,
}
