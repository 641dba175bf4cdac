namespace NetCat.Sharp.Serving;

/// <summary>Clients of a listener that are served in an event loop.</summary>
internal interface IServing
{
    /// <summary>The listener is no longer used.</summary>
    bool IsClosed { get; }

    /// <summary>No client is connected, and no further one is accepted.</summary>
    bool IsOver { get; }

    /// <summary>Clients and bytes; asked for on the thread of the loop.</summary>
    ServingTotals Totals { get; }

    /// <summary>Accepts no further client; those that are connected go on.</summary>
    void Close();

    /// <summary>Ends all clients at the next turn of the loop.</summary>
    void Stop();
}
