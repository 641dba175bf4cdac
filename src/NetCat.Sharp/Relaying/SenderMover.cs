using System;
using System.Runtime.InteropServices;
using NetCat.Sharp.IO;
using NetCat.Sharp.Sockets;
using NetCat.Sharp.Strings;

namespace NetCat.Sharp.Relaying;

/// <summary>
/// Moves datagrams and writes the address of the sender before each: <c>127.0.0.1 53: </c>. If a datagram does not end in a line feed, one is added,
/// so that each address begins a line. Added bytes are not data: neither the tap nor the byte count includes them.
/// </summary>
/// <param name="largest">The size of the largest datagram, in bytes.</param>
/// <param name="from">Receives the datagrams and records their sender.</param>
internal sealed unsafe class SenderMover(int largest, LatestSender from) : Mover
{
    /// <summary>Room before the datagram in the buffer, enough for the longest path of a Unix socket with each byte written as <c>\xNN</c>.</summary>
    private const int LabelRoom = 512;

    private byte* _buffer = (byte*)NativeMemory.Alloc((nuint)(LabelRoom + largest + 1));
    private int _start;
    private int _dataEnd;
    private int _end;
    private SockAddr _labelled;
    private byte[] _label = LabelOf(default);

    internal override bool IsEmpty => _start == _end;

    internal override bool HasRoom => IsEmpty;

    internal override int Fill(Channel source)
    {
        int taken = from.Receive(source.Descriptor, new Span<byte>(_buffer + LabelRoom, largest));
        if (taken < 0)
        {
            return taken;
        }

        if (from.Address != _labelled)
        {
            _labelled = from.Address;
            _label = LabelOf(_labelled);
        }

        _start = LabelRoom - _label.Length;
        _label.CopyTo(new Span<byte>(_buffer + _start, _label.Length));
        _end = _dataEnd = LabelRoom + taken;
        if (taken == 0 || _buffer[_dataEnd - 1] != '\n')
        {
            _buffer[_end++] = (byte)'\n';
        }

        return taken;
    }

    internal override int Drain(Channel sink)
    {
        int moved = sink.Write(new ReadOnlySpan<byte>(_buffer + _start, _end - _start));
        if (moved <= 0)
        {
            return moved;
        }

        int first = Math.Max(_start, LabelRoom);
        _start += moved;
        int data = Math.Max(Math.Min(_start, _dataEnd) - first, 0);
        return Observe(new ReadOnlySpan<byte>(_buffer + first, data), data);
    }

    public override void Dispose()
    {
        NativeMemory.Free(_buffer);
        _buffer = null;
    }

    /// <summary>The address and the port in numbers, the path of a Unix socket, or a hyphen for a Unix socket without a name.</summary>
    private static byte[] LabelOf(in SockAddr sender)
    {
        string path = Printable.Of(sender.Path);
        string name = SocketAddresses.TryNumber(SocketAddresses.Unmapped(sender), out string host, out string port) && !SocketAddresses.IsUnix(sender) ? $"{host} {port}" : path.Length > 0 ? path : "-";
        return RawText.Encode(name + ": ");
    }
}
