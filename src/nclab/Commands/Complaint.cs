using System;
using System.CommandLine;
using System.CommandLine.Parsing;
using System.Linq;

namespace NetCat.Sharp.Lab.Commands;

/// <summary>The error line about a command line.</summary>
internal static class Complaint
{
    internal static string Of(ParseResult words)
    {
        Command verb = words.CommandResult.Command;
        string missing = $"name one of {string.Join(", ", verb.Subcommands.Where(static one => !one.Hidden).Select(static one => one.Name))}";
        string text = (words.UnmatchedTokens, verb.Subcommands.Count) switch
        {
            ({ Count: > 0 } unknown, > 0) => $"{unknown[0]} is not known here: {missing}",
            ({ Count: > 0 } unknown, _) => $"{unknown[0]} is not known here",
            (_, > 0) => missing,
            _ => OneLine(words.Errors[0]),
        };
        return $"{text} (see nclab --help)";
    }

    /// <summary>The parser writes each allowed value on its own line, and the type name for a number.</summary>
    private static string OneLine(ParseError error)
        => string.Join(' ', error.Message.Split([' ', '\n', '\r', '\t'], StringSplitOptions.RemoveEmptyEntries))
            .Replace(" as expected type 'System.Int32'", " as a number", StringComparison.Ordinal)
            .TrimEnd('.');
}
