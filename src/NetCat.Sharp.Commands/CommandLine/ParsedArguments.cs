using System.Collections.Generic;

namespace NetCat.Sharp.Commands.CommandLine;

/// <summary>An option as it was given, in its place among the others.</summary>
/// <param name="Row">Which option.</param>
/// <param name="Value">Its value; null where it takes none or none was given.</param>
internal readonly record struct ParsedOption(OptionRow Row, string? Value);

/// <summary>A command line taken apart, nothing yet understood.</summary>
/// <param name="Options">In the order given, up to the first fault.</param>
/// <param name="Operands">What is no option.</param>
/// <param name="Fault">getopt's sentence about what it could not take apart, or null.</param>
internal sealed record ParsedArguments(List<ParsedOption> Options, List<string> Operands, string? Fault)
{
    /// <summary>What followed the value of an option that takes the rest of the command line.</summary>
    internal IReadOnlyList<string> Rest { get; init; } = [];

    /// <summary>Whether an option is one of the additions.</summary>
    internal bool HasLongNames => Options.Exists(static given => given.Row.LongName.Length > 0);

    /// <summary>The value that an option was given last; null where it has none.</summary>
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
