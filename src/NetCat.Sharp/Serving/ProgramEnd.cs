namespace NetCat.Sharp.Serving;

/// <summary>Why a <see cref="ProgramClient"/> is no longer served.</summary>
internal enum ProgramEnd
{
    /// <summary>It is served.</summary>
    None,

    /// <summary>The program has ended, and what it wrote is on its way.</summary>
    Done,

    /// <summary>The program could not be started.</summary>
    NotStarted,

    /// <summary>The client's channel did not open.</summary>
    Unopened,

    /// <summary>The channel of another client was open first, where one is served.</summary>
    NotServed,

    /// <summary>The serving was stopped.</summary>
    Stopped,
}
