namespace NetCat.Sharp;

/// <summary>What a broker does with a client whose queue is full.</summary>
public enum SlowClientAction
{
    /// <summary>It is closed; no other client waits.</summary>
    Close,

    /// <summary>It misses whole pieces until there is room again; no other client waits.</summary>
    Drop,

    /// <summary>Nothing is read from any client until there is room again: nothing is lost.</summary>
    Wait,
}
