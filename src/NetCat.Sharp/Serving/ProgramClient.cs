using System;
using System.Collections.Generic;
using NetCat.Sharp.IO;
using NetCat.Sharp.Processes;
using NetCat.Sharp.Relaying;

namespace NetCat.Sharp.Serving;

/// <summary>A client that a program serves: its socket is the program's or, behind a channel such as TLS, a relay moves its bytes.</summary>
/// <param name="socket">Connected; owned.</param>
/// <param name="peer">Its peer.</param>
internal sealed class ProgramClient(OwnedDescriptor socket, in SockAddr peer) : IDisposable
{
    private bool _isDisposed;

    /// <summary>The client's socket; closed once a program has it.</summary>
    internal OwnedDescriptor Socket => socket;

    /// <summary>The client's address.</summary>
    internal SockAddr Peer { get; } = peer;

    /// <summary>Between the socket and the program; null where the program has the socket itself.</summary>
    internal Channel? Channel { get; init; }

    /// <summary>What an observer keeps about the client.</summary>
    internal object? Note { get; set; }

    /// <summary>Moves the bytes of a client with a channel; it has their counts after its end too.</summary>
    internal Relay? Relay { get; set; }

    /// <summary>The exit status of the program; null while it runs and where it did not start.</summary>
    internal int? Status { get; set; }

    /// <summary>Why the program did not start.</summary>
    internal int Errno { get; set; }

    /// <summary>Why the client is no longer served.</summary>
    internal ProgramEnd End { get; set; }

    /// <summary>The program; null before it is started.</summary>
    internal Child? Program { get; set; }

    /// <summary>Among the clients of its loop; null before it has one.</summary>
    internal LinkedListNode<ProgramClient>? Place { get; set; }

    /// <summary>The opening of the channel while it goes on.</summary>
    internal ChannelOpening? Opening { get; set; }

    /// <summary>By which the loop wakes the opening.</summary>
    internal EventLoop.Entry? OpeningEntry { get; set; }

    /// <summary>The socket whose other end the program of a client with a channel has.</summary>
    internal OwnedDescriptor? Near { get; set; }

    /// <summary>Nothing of the client is left to be moved.</summary>
    internal bool IsMoved { get; set; }

    /// <summary>A second call does nothing.</summary>
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
