namespace NetCat.Sharp.Serving;

/// <summary>Why a <see cref="ProgramClient"/> is no longer served.</summary>
internal enum ProgramEnd
{
    /// <summary>The client is still served.</summary>
    None,

    /// <summary>The program has ended, and what it wrote has been passed on.</summary>
    Done,

    /// <summary>The program could not be started.</summary>
    NotStarted,

    /// <summary>The client's channel did not open.</summary>
    Unopened,

    /// <summary>Only one client is served, and the channel of another client opened first.</summary>
    NotServed,

    /// <summary>The server was stopped.</summary>
    Stopped,
}
