namespace NetCat.Sharp.Relaying;

/// <summary>Who decides how the bytes of a stream move. All but the first are for tests: the rules of a relay hold under each.</summary>
internal enum MoverChoice
{
    /// <summary>What the two descriptors are.</summary>
    Automatic,

    /// <summary>read(2) and write(2), whatever they are.</summary>
    Copy,

    /// <summary>splice(2), through a pipe of our own where neither is a pipe, as far as the kernel does it.</summary>
    Splice,
}
