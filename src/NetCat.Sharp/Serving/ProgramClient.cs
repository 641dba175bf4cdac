using System;
using System.Collections.Generic;
using NetCat.Sharp.IO;
using NetCat.Sharp.Processes;
using NetCat.Sharp.Relaying;

namespace NetCat.Sharp.Serving;

/// <summary>
/// A client that a program serves. The program has the client's socket, or, if there is a channel such as TLS, a relay moves the bytes.
/// </summary>
/// <param name="socket">The connected socket; owned.</param>
/// <param name="peer">The client's address.</param>
internal sealed class ProgramClient(OwnedDescriptor socket, in SockAddr peer) : IDisposable
{
    private bool _isDisposed;

    /// <summary>The client's socket; closed once a program has it.</summary>
    internal OwnedDescriptor Socket => socket;

    /// <summary>The client's address.</summary>
    internal SockAddr Peer { get; } = peer;

    /// <summary>The channel between the socket and the program; null if the program has the socket itself.</summary>
    internal Channel? Channel { get; init; }

    /// <summary>Data that an observer attaches to the client.</summary>
    internal object? Note { get; set; }

    /// <summary>The relay that moves the bytes of a client with a channel; it keeps its counts after its end.</summary>
    internal Relay? Relay { get; set; }

    /// <summary>The exit status of the program; null while it runs and if it did not start.</summary>
    internal int? Status { get; set; }

    /// <summary>The errno if the program did not start.</summary>
    internal int Errno { get; set; }

    /// <summary>Why the client is no longer served.</summary>
    internal ProgramEnd End { get; set; }

    /// <summary>The program's process; null before it is started.</summary>
    internal Child? Program { get; set; }

    /// <summary>The client's node in the list of its loop's clients; null before it is added.</summary>
    internal LinkedListNode<ProgramClient>? Place { get; set; }

    /// <summary>The opening of the channel, while it is in progress.</summary>
    internal ChannelOpening? Opening { get; set; }

    /// <summary>The loop entry that wakes the opening.</summary>
    internal EventLoop.Entry? OpeningEntry { get; set; }

    /// <summary>For a client with a channel, the socket of the relay; the program has the other end of the pair.</summary>
    internal OwnedDescriptor? Near { get; set; }

    /// <summary>Whether all bytes of the client have been moved.</summary>
    internal bool IsMoved { get; set; }

    /// <summary>Closes what the client owns. A second call does nothing.</summary>
    public void Dispose()
    {
        if (_isDisposed)
        {
            return;
        }

        _isDisposed = true;
        Relay?.Dispose();
        Channel?.Dispose();
        socket.Dispose();
        Near?.Dispose();
    }
}
