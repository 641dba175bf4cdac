using System;
using NetCat.Sharp.Native;

namespace NetCat.Sharp.Relaying;

/// <content>The counts and errors of a relay.</content>
internal sealed partial class Relay
{
    private RelayEvent _reported;

    /// <summary>The number of bytes that the socket has taken.</summary>
    internal long Sent => _out.Written;

    /// <summary>The number of bytes from the peer that the output has taken.</summary>
    internal long Received => _in.Written;

    /// <summary>The errno of the error that ended the input, or 0.</summary>
    internal int InputFault => _out.SourceFault;

    /// <summary>The errno of the error that ended the output, or 0.</summary>
    internal int OutputFault => _in.SinkFault;

    /// <summary>The errno of the error that ended the connection, or 0.</summary>
    internal int SocketFault => _in.SourceFault != 0 ? _in.SourceFault : _out.SinkFault;

    /// <summary>Whether an error has cut a direction short.</summary>
    internal bool IsBroken => InputFault != 0 || OutputFault != 0 || SocketFault != 0;

    /// <summary>The number of reads that succeeded, if <see cref="RelayPolicy.ReadLimit"/> is set.</summary>
    internal int Receipts => _reads - (_in.SourceFault != 0 ? 1 : 0);

    /// <summary>Whether the socket has not taken all of the input that was read.</summary>
    internal bool HasUnsent => !_out.IsEmpty;

    /// <summary>Whether the input has neither ended nor failed.</summary>
    internal bool InputIsOpen => _out.SourceOpen;

    /// <summary>Whether the output has not taken all data that was received.</summary>
    internal bool HasUnwritten => !_in.IsEmpty;

    /// <summary>Whether to look up the socket's error if no read(2) returns it; this costs one system call.</summary>
    internal bool ExplainsFaults { get; init; }

    /// <summary>Called for each event as it happens, or null.</summary>
    internal Action<RelayEvent>? OnEvent { get; init; }

    /// <summary>The socket's pending errno. It stays pending if a read follows: that read returns it, after the data received before.</summary>
    private int SocketError()
    {
        bool wanted = (ExplainsFaults || FinishesOutput) && !_in.SourceOpen;
        return wanted ? PendingError(_socket.Descriptor) : 0;
    }

    /// <summary>The pending errno of an output that is a socket and also the input.</summary>
    private int OutputError(int output) => _out.SourceOpen ? 0 : PendingError(output);

    private static int PendingError(int socket)
        => Libc.GetOption(socket, Constants.SOL_SOCKET, Constants.SO_ERROR, out int pending) < 0 ? 0 : pending;

    /// <summary>Reports each event once. Without a receiver this costs nothing.</summary>
    private void ReportEvents()
    {
        if (OnEvent is null)
        {
            return;
        }

        RelayEvent now = (_out.AtEnd ? RelayEvent.InputEnded : 0) | (_in.AtEnd ? RelayEvent.PeerEnded : 0)
            | (_policy.Datagrams && _in.HasTaken ? RelayEvent.FirstDatagram : 0);
        RelayEvent fresh = now & ~_reported;
        _reported = now;
        if (fresh.HasFlag(RelayEvent.FirstDatagram))
        {
            OnEvent(RelayEvent.FirstDatagram);
        }

        if (fresh.HasFlag(RelayEvent.PeerEnded))
        {
            OnEvent(RelayEvent.PeerEnded);
        }

        if (fresh.HasFlag(RelayEvent.InputEnded))
        {
            OnEvent(RelayEvent.InputEnded);
        }
    }
}
