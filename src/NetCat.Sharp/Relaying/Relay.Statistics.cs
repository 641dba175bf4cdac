using System;
using NetCat.Sharp.Native;

namespace NetCat.Sharp.Relaying;

/// <content>The counts and errors of a relay.</content>
internal sealed partial class Relay
{
    private RelayEvent _reported;

    /// <summary>Bytes that the socket has taken.</summary>
    internal long Sent => _out.Written;

    /// <summary>Bytes from the peer that the output has taken.</summary>
    internal long Received => _in.Written;

    /// <summary>errno of the error that ended the input, 0 where none did.</summary>
    internal int InputFault => _out.SourceFault;

    /// <summary>errno of the error that ended the output, 0 where none did.</summary>
    internal int OutputFault => _in.SinkFault;

    /// <summary>errno of the error that ended the connection, 0 where none did.</summary>
    internal int SocketFault => _in.SourceFault != 0 ? _in.SourceFault : _out.SinkFault;

    /// <summary>An error has cut a direction short.</summary>
    internal bool IsBroken => InputFault != 0 || OutputFault != 0 || SocketFault != 0;

    /// <summary>Reads that succeeded, where <see cref="RelayPolicy.ReadLimit"/> has them counted.</summary>
    internal int Receipts => _reads - (_in.SourceFault != 0 ? 1 : 0);

    /// <summary>The socket did not take all that was read of the input.</summary>
    internal bool HasUnsent => !_out.IsEmpty;

    /// <summary>The input has neither ended nor failed.</summary>
    internal bool InputIsOpen => _out.SourceOpen;

    /// <summary>The output did not take all data that was received.</summary>
    internal bool HasUnwritten => !_in.IsEmpty;

    /// <summary>Reads the error of the socket where no read(2) returns it: one more system call, where the reason is needed.</summary>
    internal bool ExplainsFaults { get; init; }

    /// <summary>Called for each event as it happens, or null.</summary>
    internal Action<RelayEvent>? OnEvent { get; init; }

    /// <summary>The socket's own errno. It stays pending where a read is still to come: that read returns it, after the data received before.</summary>
    private int SocketError()
    {
        bool wanted = (ExplainsFaults || FinishesOutput) && !_in.SourceOpen;
        return wanted ? PendingError(_socket.Descriptor) : 0;
    }

    /// <summary>The same of the output that is a socket, and the input too.</summary>
    private int OutputError(int output) => _out.SourceOpen ? 0 : PendingError(output);

    private static int PendingError(int socket)
        => Libc.GetOption(socket, Constants.SOL_SOCKET, Constants.SO_ERROR, out int pending) < 0 ? 0 : pending;

    /// <summary>Reports each event once; costs nothing without a receiver.</summary>
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
