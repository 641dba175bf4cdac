using System;
using NetCat.Sharp.IO;
using NetCat.Sharp.Native;

namespace NetCat.Sharp.Relaying;

/// <summary>
/// Moves bytes with splice(2) into a pipe that the mover opens, and out of it again; neither end of the lane is a pipe. For /dev/null no byte is
/// copied, for a regular file each byte once. The kernel refuses a file that is opened with O_APPEND.
/// </summary>
/// <param name="copy">The mover that takes over if the kernel refuses splice(2). Owned; its buffer holds at least the content of the pipe.</param>
/// <param name="copiesFirst">
/// The number of bytes that are copied before the pipe is opened; more than 0 only if a write to the sink never waits.
/// </param>
internal sealed class SplicePipeMover(CopyMover copy, int copiesFirst) : Mover
{
    // More than one packet of the loopback device (65,483 bytes). With 32 KiB one packet was enough, and the rate fell by a third.
    private const int Much = 64 * 1024;

    private int _copiesFirst = copiesFirst;
    private int _reader = -1;
    private int _writer = -1;
    private int _held;
    private bool _refused;
    private bool _tookMuch;

    /// <summary>Whether packets may gather between reads; only for a sink that takes no time itself.</summary>
    internal bool Gathers { get; init; }

    internal override bool GathersMore => Gathers && _tookMuch;

    internal override bool IsEmpty => _held == 0 && copy.IsEmpty;

    internal override bool HasRoom => _refused ? copy.HasRoom : IsEmpty;

    internal override bool DrainsAtOnce => !_refused;

    internal override int Fill(Channel source)
    {
        int taken = Take(source);
        _tookMuch = taken >= Much;
        return taken;
    }

    private int Take(Channel source)
    {
        if (_copiesFirst > 0)
        {
            int copied = copy.Fill(source);
            _copiesFirst -= Math.Max(copied, 0);
            return copied;
        }

        if (!_refused && HasPipe())
        {
            int taken = Libc.Splice(source.Descriptor, _writer, copy.Chunk);
            if (taken != -Constants.EINVAL && taken != -Constants.ENOSYS)
            {
                _held = Math.Max(taken, 0);
                return taken;
            }
        }

        _refused = true;
        return copy.Fill(source);
    }

    internal override int Drain(Channel sink)
    {
        if (!copy.IsEmpty)
        {
            return copy.Drain(sink);
        }

        int given = Libc.Splice(_reader, sink.Descriptor, _held);
        if (given is -Constants.EINVAL or -Constants.ENOSYS)
        {
            return FallBack(sink);
        }

        _held -= Math.Max(given, 0);
        return given;
    }

    public override void Dispose()
    {
        copy.Dispose();
        if (_reader >= 0)
        {
            _ = Libc.Close(_reader);
            _ = Libc.Close(_writer);
        }
    }

    private bool HasPipe()
    {
        if (_reader < 0 && Libc.Pipe(out _reader, out _writer) == 0)
        {
            Libc.SetPipeSize(_writer, copy.Chunk);
        }

        return _reader >= 0;
    }

    /// <summary>Reads the whole content of the pipe into the buffer: it has left the source and must not be lost.</summary>
    private int FallBack(Channel sink)
    {
        var held = new PlainChannel(_reader, DescriptorKind.Pipe);
        while (_held > 0 && copy.Fill(held) is > 0 and int moved)
        {
            _held -= moved;
        }

        _refused = true;
        return copy.Drain(sink);
    }
}
