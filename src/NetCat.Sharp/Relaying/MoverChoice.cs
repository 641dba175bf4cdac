namespace NetCat.Sharp.Relaying;

/// <summary>Which mover a stream uses. All values but the first are for tests: a relay behaves the same with each.</summary>
internal enum MoverChoice
{
    /// <summary>The kinds of the two descriptors determine the mover.</summary>
    Automatic,

    /// <summary>read(2) and write(2) for all kinds of descriptors.</summary>
    Copy,

    /// <summary>splice(2) if the kernel supports it; if neither end is a pipe, through a pipe that the relay opens.</summary>
    Splice,
}
