using System;
using System.Collections.Generic;
using System.Text;

namespace NetCat.Sharp.Commands.CommandLine;

/// <summary>Finds long names as getopt_long(3) does: the exact name if there is one, otherwise all names that begin with the text.</summary>
internal static class LongNames
{
    internal static List<OptionRow> Find(OptionRow[] rows, string name)
    {
        List<OptionRow> found = [];
        for (int i = 0; i < rows.Length && name.Length > 0; i++)
        {
            if (rows[i].LongName == name)
            {
                return [rows[i]];
            }

            if (rows[i].LongName.StartsWith(name, StringComparison.Ordinal))
            {
                found.Add(rows[i]);
            }
        }

        return found;
    }

    /// <summary>glibc's message about an abbreviation of several names.</summary>
    internal static string Ambiguous(string name, List<OptionRow> found)
    {
        StringBuilder text = new StringBuilder("option '--").Append(name).Append("' is ambiguous; possibilities:");
        foreach (OptionRow row in found)
        {
            text.Append(" '--").Append(row.LongName).Append('\'');
        }

        return text.ToString();
    }
}
