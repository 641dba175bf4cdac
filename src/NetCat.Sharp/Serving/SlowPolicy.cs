namespace NetCat.Sharp.Serving;

/// <summary>What happens to a client whose queue is full.</summary>
internal enum SlowPolicy
{
    /// <summary>The client is closed; others do not wait.</summary>
    Close,

    /// <summary>The client misses whole pieces until its queue has room again; others do not wait.</summary>
    Drop,

    /// <summary>No client is read until the queue has room again.</summary>
    Wait,
}
