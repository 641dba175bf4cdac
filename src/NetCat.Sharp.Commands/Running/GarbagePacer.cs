using System;

namespace NetCat.Sharp.Commands.Running;

/// <summary>Collects the few objects that each client leaves. Without it the collector would wait until they fill the processor's cache.</summary>
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
