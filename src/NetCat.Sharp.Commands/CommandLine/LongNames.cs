using System;
using System.Collections.Generic;
using System.Text;

namespace NetCat.Sharp.Commands.CommandLine;

/// <summary>Long names as getopt_long(3) finds them: one that matches whole is it, else all that begin so.</summary>
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

    /// <summary>glibc's sentence about a beginning that several names have.</summary>
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
