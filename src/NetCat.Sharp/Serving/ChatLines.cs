using System;
using System.Collections.Generic;
using System.Globalization;
using System.Text;

namespace NetCat.Sharp.Serving;

/// <summary>
/// Collects the lines of one client of a chat. Each line is sent whole, with the client's name before it and its control characters escaped.
/// </summary>
/// <param name="number">The client's number, which serves as its name.</param>
internal sealed class ChatLines(long number)
{
    /// <summary>The number of bytes after which an unfinished line is sent.</summary>
    private const int LongestLine = 4096;

    private readonly byte[] _name = Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"[{number}] "));
    private readonly List<byte> _line = [];
    private byte _before;

    /// <summary>Adds bytes of the client.</summary>
    /// <param name="bytes">The bytes as received.</param>
    /// <param name="send">Called with each complete line, including the client's name and the line feed.</param>
    internal void Take(ReadOnlySpan<byte> bytes, Action<SharedBytes> send)
    {
        foreach (byte one in bytes)
        {
            if (one == (byte)'\n')
            {
                Flush(send, evenIfEmpty: true);
            }
            else
            {
                Add(one);
                if (_line.Count >= LongestLine)
                {
                    Flush(send, evenIfEmpty: false);
                }
            }
        }
    }

    /// <summary>Sends what the client left without a line end as a line.</summary>
    internal void Finish(Action<SharedBytes> send) => Flush(send, evenIfEmpty: false);

    /// <summary>An announcement about the client.</summary>
    internal SharedBytes Announce(string text) => SharedBytes.Of([.. _name, .. Encoding.UTF8.GetBytes(text), (byte)'\n']);

    private void Add(byte one)
    {
        // A carriage return counts only if no line feed follows.
        if (_before == (byte)'\r')
        {
            Show((byte)'\r');
        }

        bool isC1 = _before == 0xC2 && one is >= 0x80 and <= 0x9F;
        if (isC1)
        {
            _line.RemoveAt(_line.Count - 1);
            Show(0xC2);
            Show(one);
        }
        else if (one == (byte)'\r')
        {
        }
        else if ((one < 0x20 && one != (byte)'\t') || one == 0x7F)
        {
            Show(one);
        }
        else
        {
            _line.Add(one);
        }

        _before = one;
    }

    private void Show(byte one) => _line.AddRange(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"\\x{one:X2}")));

    private void Flush(Action<SharedBytes> send, bool evenIfEmpty)
    {
        _before = 0;
        if (_line.Count > 0 || evenIfEmpty)
        {
            send(SharedBytes.Of([.. _name, .. _line, (byte)'\n']));
            _line.Clear();
        }
    }
}
