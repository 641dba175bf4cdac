using System;

namespace NetCat.Sharp.Commands.Running;

/// <summary>The few objects that each client leaves behind. Left to itself the collector waits until there is as much as the processor's cache holds.</summary>
internal struct GarbagePacer
{
    private const int ClientsBetweenCollections = 256;

    private int _clients;

    /// <summary>Called for each client.</summary>
    internal void Add()
    {
        if (++_clients % ClientsBetweenCollections == 0)
        {
            GC.Collect(0);
        }
    }
}
