namespace NetCat.Sharp;

/// <summary>What a broker does with a client whose queue is full.</summary>
public enum SlowClientAction
{
    /// <summary>The client is closed; other clients do not wait.</summary>
    Close,

    /// <summary>The client misses whole pieces until its queue has room again; other clients do not wait.</summary>
    Drop,

    /// <summary>No client is read until the queue has room again: no data is lost.</summary>
    Wait,
}
