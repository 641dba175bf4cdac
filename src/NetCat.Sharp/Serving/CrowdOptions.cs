using System;
using NetCat.Sharp.IO;

namespace NetCat.Sharp.Serving;

/// <summary>How the clients of a <see cref="Crowd"/> are served.</summary>
internal sealed record CrowdOptions
{
    /// <summary>The most clients served at once; further ones wait in the listen backlog.</summary>
    internal int MostClients { get; init; } = int.MaxValue;

    /// <summary>Makes the channel of a client's socket; null leaves the socket plain. The client joins when the channel is open.</summary>
    internal Func<int, Channel>? Channel { get; init; }

    /// <summary>The time limit for opening a channel; null sets no limit.</summary>
    internal TimeSpan? OpeningLimit { get; init; }

    /// <summary>Whether the data of one client goes to all others. Otherwise it goes to the output, and the input goes to all clients.</summary>
    internal bool IsBroker { get; init; }

    /// <summary>With <see cref="IsBroker"/>: whether data is sent in whole lines, each with the client's name before it.</summary>
    internal bool IsChat { get; init; }

    /// <summary>The descriptor to read, or -1.</summary>
    internal int Input { get; init; } = -1;

    /// <summary>The descriptor to write, or -1.</summary>
    internal int Output { get; init; } = -1;

    /// <summary>The most bytes in the queue of one client.</summary>
    internal long QueueLimit { get; init; } = 1 << 20;

    /// <summary>What happens to a client whose queue would exceed its limit.</summary>
    internal SlowPolicy Slow { get; init; }

    /// <summary>The time without data after which a client is closed; null sets no limit.</summary>
    internal TimeSpan? IdleTimeout { get; init; }
}
