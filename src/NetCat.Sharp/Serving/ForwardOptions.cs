using System;
using System.Collections.Generic;
using NetCat.Sharp.IO;
using NetCat.Sharp.Relaying;
using NetCat.Sharp.Sockets;

namespace NetCat.Sharp.Serving;

/// <summary>How clients are forwarded.</summary>
/// <param name="Target">The target of forwarding.</param>
internal sealed record ForwardOptions(ForwardTarget Target)
{
    /// <summary>Limits the clients served at once by all that share these options; further ones wait in the listen backlog.</summary>
    internal ClientLimit Limit { get; init; } = new(int.MaxValue);

    /// <summary>Whether to serve only one client: the first one that is admitted and whose channel is open.</summary>
    internal bool ServesOne { get; init; }

    /// <summary>The time limit of a connect(2) to the target; null waits as long as the kernel does.</summary>
    internal TimeSpan? ConnectTimeout { get; init; }

    /// <summary>The families of the target's addresses that are used.</summary>
    internal Family Family { get; init; }

    /// <summary>Whether a host name as the target is an error.</summary>
    internal bool Numeric { get; init; }

    /// <summary>The options that are set on each socket to the target before it is connected.</summary>
    internal IReadOnlyList<SocketOptionValue> TargetOptions { get; init; } = [];

    /// <summary>Connects to the target on a thread, where it may block; null connects to the target's addresses in the loop.</summary>
    internal Func<DialedTarget>? Dial { get; init; }

    /// <summary>
    /// Makes the channel of a client's socket; null leaves the socket plain. The channel is opened before the target is connected to.
    /// </summary>
    internal Func<int, Channel>? ClientChannel { get; init; }

    /// <summary>Makes the channel of the socket to the target; null leaves the socket plain.</summary>
    internal Func<int, Channel>? TargetChannel { get; init; }

    /// <summary>The time limit for opening each channel; null sets no limit.</summary>
    internal TimeSpan? OpeningLimit { get; init; }

    /// <summary>When and how each direction of a relay ends.</summary>
    internal RelayPolicy Policy { get; init; } = RelayPolicy.Forwarding;

    /// <summary>Whether to look up the errors of both sides if no read(2) returns them.</summary>
    internal bool ExplainsFaults { get; init; }
}
