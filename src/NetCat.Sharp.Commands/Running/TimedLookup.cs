using System;
using System.Collections.Generic;
using System.Threading;
using NetCat.Sharp.Commands.Invocation;
using NetCat.Sharp.IO;
using NetCat.Sharp.Sockets;

namespace NetCat.Sharp.Commands.Running;

/// <summary>Lookups within a deadline: getaddrinfo(3) has no time limit.</summary>
internal static class TimedLookup
{
    /// <summary>As <see cref="Resolving.Resolve"/>; on a thread of its own only where there is a deadline.</summary>
    /// <exception cref="NcExit">The time is over.</exception>
    internal static int Resolve(Deadline deadline, string? host, string? service, Lookup lookup, List<ResolvedAddress> into)
    {
        if (!deadline.IsSet)
        {
            return Resolving.Resolve(host, service, lookup, into);
        }

        int error = 0;
        List<ResolvedAddress> found = [];
        if (!TimedCall.Run(deadline.Within(-1), () => error = Resolving.Resolve(host, service, lookup, found)))
        {
            throw deadline.Over();
        }

        into.AddRange(found);
        return error;
    }
}
