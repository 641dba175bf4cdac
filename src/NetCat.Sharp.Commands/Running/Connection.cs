using System;
using NetCat.Sharp.Commands.Observing;
using NetCat.Sharp.IO;

namespace NetCat.Sharp.Commands.Running;

/// <summary>A connected socket, which is closed with this object, the address of its peer and, with --events, its events.</summary>
/// <param name="Socket">Owned.</param>
/// <param name="Peer">Unset where it is not known.</param>
/// <param name="Events">Null without --events, and before the connected event.</param>
internal sealed record Connection(OwnedDescriptor Socket, SockAddr Peer = default, SessionEvents? Events = null) : IDisposable
{
    /// <summary>What the session reads and writes: the socket itself, or TLS on it.</summary>
    internal Channel? Channel { get; set; }

    /// <inheritdoc/>
    public void Dispose()
    {
        Channel?.Dispose();
        Socket.Dispose();
    }
}
