using System;
using System.Collections.Generic;
using System.Threading;

namespace NetCat.Sharp.Serving;

/// <summary>Limits the number of clients of a listener; all workers of the listener share it.</summary>
/// <param name="most">The largest number of clients at the same time.</param>
internal sealed class ClientLimit(int most)
{
    private readonly List<Action> _hosts = [];
    private int _taken;

    /// <summary>Whether another client is allowed.</summary>
    internal bool HasRoom => Volatile.Read(ref _taken) < most;

    /// <summary>Adds a host, before any thread calls <see cref="TryTake"/>.</summary>
    /// <param name="resume">Called from any thread when there is room again.</param>
    internal void Join(Action resume) => _hosts.Add(resume);

    /// <summary>Reserves room for a client; false if there is none.</summary>
    internal bool TryTake()
    {
        if (Interlocked.Increment(ref _taken) <= most)
        {
            return true;
        }

        Return();
        return false;
    }

    /// <summary>Releases the room of a client, and notifies the hosts if clients may wait for it.</summary>
    internal void Return()
    {
        if (Interlocked.Decrement(ref _taken) == most - 1)
        {
            _hosts.ForEach(static resume => resume());
        }
    }
}
