using System;
using System.Collections.Generic;
using NetCat.Sharp.IO;
using NetCat.Sharp.Relaying;
using NetCat.Sharp.Sockets;

namespace NetCat.Sharp.Serving;

/// <summary>How clients are forwarded.</summary>
/// <param name="Target">Where to.</param>
internal sealed record ForwardOptions(ForwardTarget Target)
{
    /// <summary>Clients served at once, by all that have these options; further ones wait in the listen backlog.</summary>
    internal ClientLimit Limit { get; init; } = new(int.MaxValue);

    /// <summary>The first client that is admitted, and whose channel is open, is the only one.</summary>
    internal bool ServesOne { get; init; }

    /// <summary>For a connect(2) to the target; null waits as long as the kernel does.</summary>
    internal TimeSpan? ConnectTimeout { get; init; }

    /// <summary>Which addresses of the target are welcome.</summary>
    internal Family Family { get; init; }

    /// <summary>A name as the target is an error.</summary>
    internal bool Numeric { get; init; }

    /// <summary>Set on each socket to the target before it is connected.</summary>
    internal IReadOnlyList<SocketOptionValue> TargetOptions { get; init; } = [];

    /// <summary>Connects to the target on a thread, where it may wait; null connects to the target's addresses in the loop.</summary>
    internal Func<DialedTarget>? Dial { get; init; }

    /// <summary>Makes the channel of a client's socket, which is opened before the target is connected to; null leaves it plain.</summary>
    internal Func<int, Channel>? ClientChannel { get; init; }

    /// <summary>Makes the channel of the socket to the target; null leaves it plain.</summary>
    internal Func<int, Channel>? TargetChannel { get; init; }

    /// <summary>For the opening of each channel; null sets no limit.</summary>
    internal TimeSpan? OpeningLimit { get; init; }

    /// <summary>What happens at the edges of each relay.</summary>
    internal RelayPolicy Policy { get; init; } = RelayPolicy.Forwarding;

    /// <summary>The errors of both sides are wanted where no read(2) returns them.</summary>
    internal bool ExplainsFaults { get; init; }
}
