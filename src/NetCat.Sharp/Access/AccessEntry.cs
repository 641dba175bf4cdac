using System;

namespace NetCat.Sharp.Access;

/// <summary>One entry of an access list: a range of addresses, or a host name that is still to be resolved.</summary>
/// <param name="Network">The addresses, if <paramref name="Name"/> is null.</param>
/// <param name="Name">The host name, or null.</param>
internal readonly record struct AccessEntry(Network Network, string? Name)
{
    private const int LongestName = 253;

    /// <summary>
    /// Whether the text is a valid entry. A form that a resolver reads as a number, such as 10 or 0x7f.1, is not: 10 would mean 0.0.0.10.
    /// </summary>
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

    /// <summary>Letters, digits, hyphens and dots (RFC 1123, 2.1); the last label does not begin with a digit.</summary>
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
