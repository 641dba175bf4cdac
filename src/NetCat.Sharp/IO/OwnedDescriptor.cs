using System;
using NetCat.Sharp.Native;

namespace NetCat.Sharp.IO;

/// <summary>A descriptor with one owner, which closes it once. Code that only uses the descriptor takes its number.</summary>
/// <param name="number">The number of an open descriptor that no other object owns.</param>
internal sealed class OwnedDescriptor(int number) : IDisposable
{
    private int _number = number;

    /// <summary>The number, for system calls.</summary>
    /// <exception cref="ObjectDisposedException">The descriptor is closed; its number may belong to another file by now.</exception>
    internal int Number
    {
        get
        {
            ObjectDisposedException.ThrowIf(_number < 0, this);
            return _number;
        }
    }

    /// <summary>Opens two connected stream sockets, closed on exec (socketpair(2)); 0 or minus errno.</summary>
    internal static int Pair(out OwnedDescriptor? one, out OwnedDescriptor? other)
    {
        int error = Libc.SocketPair(out int first, out int second);
        (one, other) = error < 0 ? (null, null) : (new OwnedDescriptor(first), new OwnedDescriptor(second));
        return error;
    }

    /// <summary>Closes the descriptor. A second call does nothing.</summary>
    public void Dispose()
    {
        if (_number >= 0)
        {
            _ = Libc.Close(_number);
            _number = -1;
        }
    }
}
