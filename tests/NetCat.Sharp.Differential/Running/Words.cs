using System.Collections.Generic;
using System.Text;

namespace NetCat.Sharp.Differential.Running;

/// <summary>Splits a command line into words: spaces separate them, single quotes hold them together.</summary>
internal static class Words
{
    internal static List<string> Split(string line)
    {
        var words = new List<string>();
        var word = new StringBuilder();
        bool quoted = false;
        bool begun = false;
        foreach (char c in line)
        {
            if (c == '\'')
            {
                quoted = !quoted;
                begun = true;
            }
            else if (c == ' ' && !quoted)
            {
                if (begun)
                {
                    words.Add(word.ToString());
                    _ = word.Clear();
                    begun = false;
                }
            }
            else
            {
                begun = true;
                _ = word.Append(c);
            }
        }

        if (begun)
        {
            words.Add(word.ToString());
        }

        return words;
    }
}
