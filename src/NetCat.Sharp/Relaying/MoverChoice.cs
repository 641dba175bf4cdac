namespace NetCat.Sharp.Relaying;

/// <summary>Which mover a stream has. All but the first are for tests: a relay behaves the same with each.</summary>
internal enum MoverChoice
{
    /// <summary>What the two descriptors are.</summary>
    Automatic,

    /// <summary>read(2) and write(2), whatever they are.</summary>
    Copy,

    /// <summary>splice(2), through a pipe of our own where neither is a pipe, as far as the kernel does it.</summary>
    Splice,
}
