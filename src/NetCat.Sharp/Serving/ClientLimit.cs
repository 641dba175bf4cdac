using System;
using System.Collections.Generic;
using System.Threading;

namespace NetCat.Sharp.Serving;

/// <summary>The places for clients of a listener, which all its workers share.</summary>
/// <param name="most">Clients at once.</param>
internal sealed class ClientLimit(int most)
{
    private readonly List<Action> _hosts = [];
    private int _taken;

    /// <summary>A place is free.</summary>
    internal bool HasRoom => Volatile.Read(ref _taken) < most;

    /// <summary>Adds a host, before any thread takes a place.</summary>
    /// <param name="resume">Called from any thread when there is a place again.</param>
    internal void Join(Action resume) => _hosts.Add(resume);

    /// <summary>Takes a place; false where none is free.</summary>
    internal bool TryTake()
    {
        if (Interlocked.Increment(ref _taken) <= most)
        {
            return true;
        }

        Return();
        return false;
    }

    /// <summary>Gives a place back. Hosts whose clients may wait for it are called.</summary>
    internal void Return()
    {
        if (Interlocked.Decrement(ref _taken) == most - 1)
        {
            _hosts.ForEach(static resume => resume());
        }
    }
}
