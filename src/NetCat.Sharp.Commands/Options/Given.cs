using System.Collections.Generic;

namespace NetCat.Sharp.Commands.Options;

/// <summary>An option as it was given, in its place among the others.</summary>
/// <param name="Row">Which option.</param>
/// <param name="Value">Its value; null where it takes none or none was given.</param>
internal readonly record struct GivenOption(OptionRow Row, string? Value);

/// <summary>A command line taken apart, nothing yet understood.</summary>
/// <param name="Options">In the order given, up to the first fault.</param>
/// <param name="Operands">What is no option.</param>
/// <param name="Fault">getopt's sentence about what it could not take apart, or null.</param>
internal sealed record Given(IReadOnlyList<GivenOption> Options, IReadOnlyList<string> Operands, string? Fault)
{
    /// <summary>What followed the value of an option that takes the rest of the command line.</summary>
    internal IReadOnlyList<string> Rest { get; init; } = [];

    internal bool Has(Opt option)
    {
        for (int i = 0; i < Options.Count; i++)
        {
            if (Options[i].Row.Id == option)
            {
                return true;
            }
        }

        return false;
    }
}
