namespace NetCat.Sharp.Serving;

/// <summary>Serves the clients of a listener in an event loop.</summary>
internal interface IServing
{
    /// <summary>Whether the listener is no longer used.</summary>
    bool IsClosed { get; }

    /// <summary>Whether no client is connected and no further one is accepted.</summary>
    bool IsOver { get; }

    /// <summary>The clients and bytes so far; read on the thread of the loop.</summary>
    ServingTotals Totals { get; }

    /// <summary>Stops accepting clients; connected clients continue.</summary>
    void Close();

    /// <summary>Ends all clients at the next turn of the loop.</summary>
    void Stop();
}
