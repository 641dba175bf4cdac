namespace NetCat.Sharp.Commands.CommandLine;

/// <summary>
/// What an option needs, and what it cannot be used with. <see cref="Value"/>, <see cref="With"/> and <see cref="Without"/> say when the requirement applies;
/// without them it always does. What would have no effect beside an option is excluded here.
/// </summary>
internal sealed record Requirement
{
    /// <summary>Applies only to this value of the option, as typed; null is any value.</summary>
    internal string? Value { get; init; }

    /// <summary>Applies only where all of these are given too.</summary>
    internal Opt[] With { get; init; } = [];

    /// <summary>Applies only where none of these is given.</summary>
    internal Opt[] Without { get; init; } = [];

    /// <summary>All of these have to be given: "must use -l and -u with --udp-connect".</summary>
    internal Opt[] Needs { get; init; } = [];

    /// <summary>One of these has to be given: "must use --exec or --sh-exec with --max-conns".</summary>
    internal Opt[] NeedsOneOf { get; init; } = [];

    /// <summary>None of these may be given: "cannot use --retry and -l".</summary>
    internal Opt[] Excludes { get; init; } = [];
}
