using System;
using System.Collections.Generic;
using NetCat.Sharp.IO;

namespace NetCat.Sharp.Commands.Running;

/// <summary>The sockets of a listener: one, or with --dual one for each address of a name. Disposing of the object closes them.</summary>
internal sealed class ListeningSockets(List<OwnedDescriptor> all) : IDisposable
{
    internal OwnedDescriptor First => all[0];

    internal IReadOnlyList<OwnedDescriptor> All => all;

    /// <inheritdoc/>
    public void Dispose() => all.ForEach(static socket => socket.Dispose());
}
