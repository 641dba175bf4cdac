using System;
using System.Collections.Generic;
using NetCat.Sharp.IO;

namespace NetCat.Sharp.Serving;

/// <summary>How programs serve clients.</summary>
/// <param name="Path">Of the program.</param>
/// <param name="Arguments">Its own name first.</param>
internal sealed record ProgramOptions(string Path, IReadOnlyList<string> Arguments)
{
    /// <summary>Clients at once, of all that have these options; further ones wait in the listen backlog.</summary>
    internal ClientLimit Limit { get; init; } = new(int.MaxValue);

    /// <summary>The first client that is admitted, and whose channel is open, is the only one.</summary>
    internal bool ServesOne { get; init; }

    /// <summary>Of the connections, for the environment of the program.</summary>
    internal Transport Transport { get; init; }

    /// <summary>The listener has both families: the program sees clients of IPv4 with addresses of IPv4.</summary>
    internal bool IsDual { get; init; }

    /// <summary>Makes the channel of a client's socket, whose plain side the program gets; null gives it the socket itself.</summary>
    internal Func<int, Channel>? Channel { get; init; }

    /// <summary>For the opening of each channel; null sets no limit.</summary>
    internal TimeSpan? OpeningLimit { get; init; }
}
