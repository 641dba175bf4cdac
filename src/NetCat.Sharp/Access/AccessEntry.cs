using System;

namespace NetCat.Sharp.Access;

/// <summary>One entry of an access list: addresses, or a host whose addresses are still to be looked up.</summary>
/// <param name="Network">The addresses, where <paramref name="Name"/> is null.</param>
/// <param name="Name">The host's name, or null.</param>
internal readonly record struct AccessEntry(Network Network, string? Name)
{
    private const int LongestName = 253;

    /// <summary>Whether the text is an entry. A form that a resolver reads as a number, such as 10 or 0x7f.1, is not an entry: 10 would be 0.0.0.10.</summary>
    internal static bool TryRead(string text, out AccessEntry entry)
    {
        if (Network.TryRead(text, out Network network))
        {
            entry = new AccessEntry(network, Name: null);
            return true;
        }

        entry = new AccessEntry(default, text);
        return IsName(text);
    }

    /// <summary>Letters, digits, hyphens and dots, as RFC 1123 (2.1) has it; the last part does not begin with a digit.</summary>
    private static bool IsName(string text)
    {
        string name = text.EndsWith('.') ? text[..^1] : text;
        if (name.Length is 0 or > LongestName)
        {
            return false;
        }

        foreach (char letter in name)
        {
            if (!char.IsLetterOrDigit(letter) && letter is not ('-' or '_' or '.'))
            {
                return false;
            }
        }

        int last = name.LastIndexOf('.') + 1;
        return last < name.Length && char.IsLetter(name[last]) && name[0] is not ('-' or '.') && !name.Contains("..", StringComparison.Ordinal);
    }
}
