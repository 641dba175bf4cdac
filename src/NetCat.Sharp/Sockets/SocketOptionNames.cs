using System;
using System.Collections.Generic;
using System.Text;

namespace NetCat.Sharp.Sockets;

/// <summary>Finds rows by the kernel's names, with or without the prefix, in any case.</summary>
internal static class SocketOptionNames
{
    /// <summary>The kernel's name of a row, such as SO_KEEPALIVE.</summary>
    internal static string Of(in SocketOptionRow row)
    {
        ReadOnlySpan<byte> text = SocketOptionTexts.Of(row);
        return Encoding.ASCII.GetString(text[..text.IndexOf((byte)' ')]);
    }

    /// <summary>The description of a row in one line.</summary>
    internal static string MeaningOf(in SocketOptionRow row)
    {
        ReadOnlySpan<byte> text = SocketOptionTexts.Of(row);
        return Encoding.ASCII.GetString(text[(text.IndexOf((byte)' ') + 1)..]);
    }

    /// <summary>The indexes of the rows with a name, counted from 0; more than one only if the name has no prefix.</summary>
    internal static List<int> Find(string name)
    {
        List<int> found = [];
        ReadOnlySpan<SocketOptionRow> rows = SocketOptions.Rows;
        for (int index = 0; index < rows.Length; index++)
        {
            string full = Of(rows[index]);
            if (name.Equals(full, StringComparison.OrdinalIgnoreCase))
            {
                return [index];
            }

            if (Short(full).Equals(name, StringComparison.OrdinalIgnoreCase))
            {
                found.Add(index);
            }
        }

        return found;
    }

    /// <summary>The closest name by Levenshtein distance.</summary>
    internal static string Nearest(string name)
    {
        string wanted = name.ToUpperInvariant();
        string nearest = "";
        int least = int.MaxValue;
        foreach (ref readonly SocketOptionRow row in SocketOptions.Rows)
        {
            string full = Of(row);
            int distance = Math.Min(Distance(wanted, full), Distance(wanted, Short(full)));
            if (distance < least)
            {
                (least, nearest) = (distance, full);
            }
        }

        return nearest;
    }

    private static ReadOnlySpan<char> Short(string full) => full.AsSpan(full.IndexOf('_', StringComparison.Ordinal) + 1);

    private static int Distance(ReadOnlySpan<char> one, ReadOnlySpan<char> other)
    {
        // No option name is that long, and a longer text is far from all names.
        one = one[..Math.Min(one.Length, 64)];
        Span<int> row = stackalloc int[other.Length + 1];
        for (int i = 0; i < row.Length; i++)
        {
            row[i] = i;
        }

        for (int i = 0; i < one.Length; i++)
        {
            int diagonal = row[0];
            row[0] = i + 1;
            for (int j = 0; j < other.Length; j++)
            {
                int above = row[j + 1];
                row[j + 1] = Math.Min(Math.Min(above, row[j]) + 1, diagonal + (one[i] == other[j] ? 0 : 1));
                diagonal = above;
            }
        }

        return row[^1];
    }
}
