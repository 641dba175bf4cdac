using System;
using System.Collections.Generic;

namespace NetCat.Sharp.Access;

/// <summary>Access lists as people write them.</summary>
internal static class AccessText
{
    /// <summary>The words of a list: parted by commas; in a file also by blanks and line ends, and from # on a line is a remark.</summary>
    internal static List<string> Words(string text, bool isFile)
    {
        List<string> words = [];
        if (!isFile)
        {
            words.AddRange(text.Split(','));
            return words;
        }

        foreach (string line in text.Split('\n'))
        {
            int remark = line.IndexOf('#', StringComparison.Ordinal);
            words.AddRange((remark < 0 ? line : line[..remark]).Split([',', ' ', '\t', '\r'], StringSplitOptions.RemoveEmptyEntries));
        }

        return words;
    }

    /// <summary>Null and the entries of a list, or the first word that is none.</summary>
    internal static string? Read(string text, bool isFile, List<AccessEntry> into)
    {
        foreach (string word in Words(text, isFile))
        {
            if (!AccessEntry.TryRead(word, out AccessEntry entry))
            {
                return word;
            }

            into.Add(entry);
        }

        return null;
    }
}
