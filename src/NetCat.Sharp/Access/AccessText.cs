using System;
using System.Collections.Generic;

namespace NetCat.Sharp.Access;

/// <summary>Parses the text of access lists.</summary>
internal static class AccessText
{
    /// <summary>
    /// The entries of a list. Commas separate them; in a file blanks and line ends do so too, and # begins a comment to the end of the line.
    /// </summary>
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

    /// <summary>Parses a list. Returns null if all entries are valid, or the first word that is not.</summary>
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
