using System;
using NetCat.Sharp.IO;

namespace NetCat.Sharp.Serving;

/// <summary>How the clients of a <see cref="Crowd"/> are served.</summary>
internal sealed record CrowdOptions
{
    /// <summary>Clients served at once; further ones wait in the listen backlog.</summary>
    internal int MostClients { get; init; } = int.MaxValue;

    /// <summary>Makes the channel of a client's socket; null leaves it plain. The client takes part when the channel is open.</summary>
    internal Func<int, Channel>? Channel { get; init; }

    /// <summary>For the opening of a channel; null sets no limit.</summary>
    internal TimeSpan? OpeningLimit { get; init; }

    /// <summary>What one client sends goes to all others. Otherwise it goes to the output, and the input to all clients.</summary>
    internal bool IsBroker { get; init; }

    /// <summary>With <see cref="IsBroker"/>: in whole lines, each with the client's name before it.</summary>
    internal bool IsChat { get; init; }

    /// <summary>A descriptor to read, -1 for none.</summary>
    internal int Input { get; init; } = -1;

    /// <summary>A descriptor to write, -1 for none.</summary>
    internal int Output { get; init; } = -1;

    /// <summary>Bytes that may wait for one client.</summary>
    internal long QueueLimit { get; init; } = 1 << 20;

    /// <summary>What is done with a client for which more would wait.</summary>
    internal SlowPolicy Slow { get; init; }

    /// <summary>The time without data after which a client is closed; null sets no limit.</summary>
    internal TimeSpan? IdleTimeout { get; init; }
}
