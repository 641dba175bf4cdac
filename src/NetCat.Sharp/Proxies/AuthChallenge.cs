using System;
using System.Collections.Generic;

namespace NetCat.Sharp.Proxies;

/// <summary>One challenge of a Proxy-Authenticate field (RFC 9110, 11.3). Characters are bytes (ISO 8859-1).</summary>
/// <param name="Scheme">The scheme as sent.</param>
internal sealed record AuthChallenge(string Scheme)
{
    private const string TokenMarks = "!#$%&'*+-.^_`|~";
    private const string Token68Marks = "-._~+/";

    private readonly Dictionary<string, string> _parameters = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>A parameter without its quotes, or null. Of two with the same name the first counts.</summary>
    internal string? this[string name] => _parameters.GetValueOrDefault(name);

    /// <summary>Whether the scheme is this one; case does not count.</summary>
    internal bool Is(string scheme) => string.Equals(Scheme, scheme, StringComparison.OrdinalIgnoreCase);

    /// <summary>Adds the challenges of one field value. What follows the first fault is not read.</summary>
    internal static void Read(ReadOnlySpan<char> value, List<AuthChallenge> into)
    {
        AuthChallenge? current = null;
        while (true)
        {
            value = value.TrimStart(" \t,");
            ReadOnlySpan<char> token = Take(ref value, TokenMarks);
            if (token.IsEmpty)
            {
                return;
            }

            ReadOnlySpan<char> after = value.TrimStart(" \t");
            if (current is not null && after.StartsWith("="))
            {
                value = after[1..].TrimStart(" \t");
                if (!current.ReadValue(token.ToString(), ref value))
                {
                    return;
                }

                continue;
            }

            current = new AuthChallenge(token.ToString());
            into.Add(current);
            SkipToken68(ref value);
        }
    }

    private bool ReadValue(string name, ref ReadOnlySpan<char> rest)
    {
        string? value = rest.StartsWith("\"") ? Unquote(ref rest) : Take(ref rest, TokenMarks).ToString();
        if (value is null)
        {
            return false;
        }

        _ = _parameters.TryAdd(name, value);
        return true;
    }

    /// <summary>A quoted string without its quotes and escapes, or null where it does not end.</summary>
    private static string? Unquote(ref ReadOnlySpan<char> rest)
    {
        Span<char> text = new char[rest.Length];
        int length = 0;
        for (int at = 1; at < rest.Length; at++)
        {
            if (rest[at] == '"')
            {
                rest = rest[(at + 1)..];
                return text[..length].ToString();
            }

            at += rest[at] == '\\' && at + 1 < rest.Length ? 1 : 0;
            text[length++] = rest[at];
        }

        return null;
    }

    /// <summary>Behind a scheme a token68 may stand in place of parameters; it ends at a comma, a parameter has a value behind its equals sign.</summary>
    private static void SkipToken68(ref ReadOnlySpan<char> rest)
    {
        ReadOnlySpan<char> after = rest.TrimStart(" \t");
        ReadOnlySpan<char> word = Take(ref after, Token68Marks);
        after = after.TrimStart('=').TrimStart(" \t");
        if (!word.IsEmpty && (after.IsEmpty || after[0] == ','))
        {
            rest = after;
        }
    }

    private static ReadOnlySpan<char> Take(ref ReadOnlySpan<char> rest, string marks)
    {
        int length = 0;
        while (length < rest.Length && (char.IsAsciiLetterOrDigit(rest[length]) || marks.Contains(rest[length], StringComparison.Ordinal)))
        {
            length++;
        }

        ReadOnlySpan<char> taken = rest[..length];
        rest = rest[length..];
        return taken;
    }
}
