using System;
using System.Collections.Generic;
using NetCat.Sharp.Strings;

namespace NetCat.Sharp.Processes;

/// <summary>C strings in pinned memory, with the pointers that execve(2) takes. The memory is reused after <see cref="Clear"/>.</summary>
internal sealed unsafe class CStringArray
{
    private readonly List<int> _starts = [];
    private byte[] _bytes = Pinned(256);
    private int _length;

    internal int Count => _starts.Count;

    internal void Clear()
    {
        _starts.Clear();
        _length = 0;
    }

    internal void Add(string text)
    {
        byte[] encoded = RawText.Encode(text);
        if (_length + encoded.Length >= _bytes.Length)
        {
            byte[] larger = Pinned(2 * (_length + encoded.Length + 1));
            _bytes.CopyTo(larger, 0);
            _bytes = larger;
        }

        encoded.CopyTo(_bytes, _length);
        _starts.Add(_length);
        _length += encoded.Length;
        _bytes[_length++] = 0;
    }

    /// <summary>Copies the pointers. They are valid until a string is added.</summary>
    internal void CopyPointers(Span<nint> into)
    {
        fixed (byte* first = _bytes)
        {
            for (int i = 0; i < _starts.Count; i++)
            {
                into[i] = (nint)(first + _starts[i]);
            }
        }
    }

    private static byte[] Pinned(int length) => GC.AllocateArray<byte>(length, pinned: true);
}
