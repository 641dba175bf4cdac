using System;
using NetCat.Sharp.Commands.Observing;
using NetCat.Sharp.IO;

namespace NetCat.Sharp.Commands.Running;

/// <summary>A connected socket, the address of its peer and, with --events, its events. Disposing of it closes the socket.</summary>
/// <param name="Socket">The socket, owned by this object.</param>
/// <param name="Peer">The address of the peer; unset if it is not known.</param>
/// <param name="Events">The events; null without --events and before the connected event.</param>
internal sealed record Connection(OwnedDescriptor Socket, SockAddr Peer = default, SessionEvents? Events = null) : IDisposable
{
    /// <summary>The channel of the session with TLS; null for the plain socket.</summary>
    internal Channel? Channel { get; set; }

    /// <inheritdoc/>
    public void Dispose()
    {
        Channel?.Dispose();
        Socket.Dispose();
    }
}
