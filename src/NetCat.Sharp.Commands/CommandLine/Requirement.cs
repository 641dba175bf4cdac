namespace NetCat.Sharp.Commands.CommandLine;

/// <summary>
/// What an option needs and what it cannot be used with. <see cref="Value"/>, <see cref="With"/> and <see cref="Without"/> limit
/// when the requirement applies. An option that would have no effect together with another is excluded here.
/// </summary>
internal sealed record Requirement
{
    /// <summary>Applies only to this value of the option, as typed; null is any value.</summary>
    internal string? Value { get; init; }

    /// <summary>Applies only if all of these are given too.</summary>
    internal Opt[] With { get; init; } = [];

    /// <summary>Applies only if none of these is given.</summary>
    internal Opt[] Without { get; init; } = [];

    /// <summary>All of these must be given: "must use -l and -u with --udp-connect".</summary>
    internal Opt[] Needs { get; init; } = [];

    /// <summary>One of these must be given: "must use --exec or --sh-exec with --max-conns".</summary>
    internal Opt[] NeedsOneOf { get; init; } = [];

    /// <summary>None of these may be given: "cannot use --retry and -l".</summary>
    internal Opt[] Excludes { get; init; } = [];
}
