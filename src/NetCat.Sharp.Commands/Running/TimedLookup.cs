using System;
using System.Collections.Generic;
using System.Threading;
using NetCat.Sharp.Commands.Invocation;
using NetCat.Sharp.IO;
using NetCat.Sharp.Sockets;

namespace NetCat.Sharp.Commands.Running;

/// <summary>Lookups within the limit of the run: getaddrinfo(3) has no time limit.</summary>
internal static class TimedLookup
{
    /// <summary>As <see cref="Resolving.Resolve"/>; uses a separate thread only if there is a limit.</summary>
    /// <exception cref="NcExit">The time is over.</exception>
    internal static int Resolve(RunLimit limit, string? host, string? service, Lookup lookup, List<ResolvedAddress> into)
    {
        if (!limit.IsSet)
        {
            return Resolving.Resolve(host, service, lookup, into);
        }

        int error = 0;
        List<ResolvedAddress> found = [];
        if (!TimedCall.Run(limit.End, () => error = Resolving.Resolve(host, service, lookup, found)))
        {
            throw limit.Over();
        }

        into.AddRange(found);
        return error;
    }
}
