using System;
using NetCat.Sharp.Native;

namespace NetCat.Sharp.IO;

/// <summary>A descriptor with one owner, which closes it once. Code that only uses the descriptor takes its number.</summary>
/// <param name="number">Open, and owned by no other object.</param>
internal sealed class OwnedDescriptor(int number) : IDisposable
{
    private int _number = number;

    /// <summary>The number for system calls.</summary>
    /// <exception cref="ObjectDisposedException">The descriptor is closed: its number may be that of another file by now.</exception>
    internal int Number
    {
        get
        {
            ObjectDisposedException.ThrowIf(_number < 0, this);
            return _number;
        }
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
