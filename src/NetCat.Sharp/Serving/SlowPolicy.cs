namespace NetCat.Sharp.Serving;

/// <summary>What is done with a client whose queue is full.</summary>
internal enum SlowPolicy
{
    /// <summary>It is closed; no other waits.</summary>
    Close,

    /// <summary>It misses whole pieces until there is room again; no other waits.</summary>
    Drop,

    /// <summary>Nothing is read from any client until there is room again.</summary>
    Wait,
}
