using System;
using System.Collections.Generic;
using NetCat.Sharp.IO;

namespace NetCat.Sharp.Serving;

/// <summary>The options for serving clients with programs.</summary>
/// <param name="Path">The path of the program.</param>
/// <param name="Arguments">The arguments, beginning with the program's own name.</param>
internal sealed record ProgramOptions(string Path, IReadOnlyList<string> Arguments)
{
    /// <summary>Limits the clients served at once by all that share these options; further ones wait in the listen backlog.</summary>
    internal ClientLimit Limit { get; init; } = new(int.MaxValue);

    /// <summary>Whether to serve only one client: the first one that is admitted and whose channel is open.</summary>
    internal bool ServesOne { get; init; }

    /// <summary>The transport of the connections, for the environment of the program.</summary>
    internal Transport Transport { get; init; }

    /// <summary>Whether the listener accepts both families: the program then sees IPv4 clients with IPv4 addresses.</summary>
    internal bool IsDual { get; init; }

    /// <summary>Makes the channel of a client's socket, whose plain side the program gets; null gives the program the socket itself.</summary>
    internal Func<int, Channel>? Channel { get; init; }

    /// <summary>The time limit for opening each channel; null sets no limit.</summary>
    internal TimeSpan? OpeningLimit { get; init; }
}
