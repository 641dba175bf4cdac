using System;
using System.IO;
using System.Text;
using Microsoft.Win32.SafeHandles;
using NetCat.Sharp.Differential.Outside;

namespace NetCat.Sharp.Differential.Running;

/// <summary>
/// The master side of a terminal: types, and collects the output. It polls and never blocks in
/// read(2), which would keep the terminal open after it is closed.
/// </summary>
internal sealed class TerminalScreen(SafeFileHandle master) : IDisposable
{
    private readonly FileStream _stream = new(master, FileAccess.ReadWrite, bufferSize: 0);
    private readonly MemoryStream _shown = new();

    internal void Type(byte[] bytes) => _stream.Write(bytes);

    /// <summary>All output so far.</summary>
    internal byte[] Shown()
    {
        lock (_shown)
        {
            while (!master.IsClosed && Descriptor.IsReadable(master))
            {
                byte[] piece = new byte[Descriptor.Unread(master)];
                _shown.Write(piece, 0, _stream.Read(piece));
            }

            return _shown.ToArray();
        }
    }

    internal bool Shows(string text) => Encoding.Latin1.GetString(Shown()).Contains(text, StringComparison.Ordinal);

    /// <summary>Closes the master side: the terminal hangs up.</summary>
    public void Dispose()
    {
        lock (_shown)
        {
            _ = Shown();
            _stream.Dispose();
        }
    }
}
