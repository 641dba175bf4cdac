using System.Collections.Generic;

namespace NetCat.Sharp.Commands.CommandLine;

/// <summary>An option as typed.</summary>
/// <param name="Row">The option.</param>
/// <param name="Value">The value; null if the option takes none or none was given.</param>
internal readonly record struct ParsedOption(OptionRow Row, string? Value);

/// <summary>A parsed command line; the values are not interpreted yet.</summary>
/// <param name="Options">The options in the order given, up to the first fault.</param>
/// <param name="Operands">The arguments that are not options.</param>
/// <param name="Fault">getopt's error message, or null.</param>
internal sealed record ParsedArguments(List<ParsedOption> Options, List<string> Operands, string? Fault)
{
    /// <summary>The arguments after the value of an option that takes the rest of the command line.</summary>
    internal IReadOnlyList<string> Rest { get; init; } = [];

    /// <summary>Whether an option is one of the additions.</summary>
    internal bool HasLongNames => Options.Exists(static given => given.Row.LongName.Length > 0);

    /// <summary>The last value given to an option; null if there is none.</summary>
    internal string? LastValue(Opt option) => Options.FindLast(given => given.Row.Id == option).Value;

    internal bool Has(Opt option)
    {
        foreach (ParsedOption given in Options)
        {
            if (given.Row.Id == option)
            {
                return true;
            }
        }

        return false;
    }
}
