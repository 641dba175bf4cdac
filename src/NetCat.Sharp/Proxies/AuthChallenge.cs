using System;
using System.Collections.Generic;

namespace NetCat.Sharp.Proxies;

/// <summary>One challenge of a Proxy-Authenticate field (RFC 9110, 11.3). Each character is one byte (ISO 8859-1).</summary>
/// <param name="Scheme">The scheme as sent.</param>
internal sealed record AuthChallenge(string Scheme)
{
    private const string TokenMarks = "!#$%&'*+-.^_`|~";
    private const string Token68Marks = "-._~+/";

    private readonly Dictionary<string, string> _parameters = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The value of a parameter without its quotes, or null. If a name occurs twice, the first value counts.</summary>
    internal string? this[string name] => _parameters.GetValueOrDefault(name);

    /// <summary>Whether the challenge has this scheme, ignoring case.</summary>
    internal bool Is(string scheme) => string.Equals(Scheme, scheme, StringComparison.OrdinalIgnoreCase);

    /// <summary>Adds the challenges of one field value. Parsing stops at the first syntax error.</summary>
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

    /// <summary>Reads a quoted string without its quotes and escapes; null if the closing quote is missing.</summary>
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

    /// <summary>
    /// Skips the token68 that may follow a scheme in place of parameters. A token68 ends at a comma, while a parameter has a value after its equals
    /// sign.
    /// </summary>
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
