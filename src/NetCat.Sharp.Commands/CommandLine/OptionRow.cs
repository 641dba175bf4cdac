namespace NetCat.Sharp.Commands.CommandLine;

/// <summary>Whether an option takes a value.</summary>
internal enum Takes
{
    Nothing,

    /// <summary>The rest of the cluster or the next argument; after <c>=</c> or as the next argument for a long name.</summary>
    Value,

    /// <summary>Only after <c>=</c>, of a long name.</summary>
    ValueAfterEquals,

    /// <summary>As <see cref="Value"/>, followed by the rest of the command line, whatever it contains.</summary>
    ValueAndRest,
}

/// <summary>One option of a dialect: its spelling, its meaning and its line in help.</summary>
/// <param name="Letter">The letter after one dash; '\0' if there is none.</param>
/// <param name="LongName">The name after two dashes; empty if there is none. Only additions have one.</param>
/// <param name="Id">The meaning.</param>
/// <param name="Takes">Whether a value follows.</param>
/// <param name="ValueName">The name of the value in the help text.</param>
/// <param name="Help">The description in the help text.</param>
internal sealed record OptionRow(char Letter, string LongName, Opt Id, Takes Takes, string ValueName, string Help)
{
    /// <summary>A letter without a value.</summary>
    internal static OptionRow Flag(char letter, Opt id, string help) => new(letter, "", id, Takes.Nothing, "", help);

    /// <summary>A letter with a value.</summary>
    internal static OptionRow Valued(char letter, Opt id, string valueName, string help) => new(letter, "", id, Takes.Value, valueName, help);

    /// <summary>What the option needs and excludes; null for a letter: its conflicts are those of the dialect.</summary>
    internal Requirement[]? Requirements { get; init; }

    /// <summary>The option as it is typed: "-l", "--retry".</summary>
    internal string Typed => Letter == '\0' ? "--" + LongName : "-" + Letter;

    /// <summary>An option with a long name.</summary>
    internal static OptionRow Long(string name, Opt id, Takes takes, string valueName, string help, Requirement[]? requirements = null)
        => new('\0', name, id, takes, valueName, help) { Requirements = requirements };
}
