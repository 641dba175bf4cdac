namespace NetCat.Sharp.Commands.CommandLine.Planning;

/// <summary>A socket option of the command line.</summary>
/// <param name="Value">Of an option of its own, such as -I.</param>
/// <param name="Named">What --socket-option was given, or null.</param>
internal readonly record struct AskedOption(SocketOptionValue Value, string? Named)
{
    /// <summary>A listener does not set it: --interface is where it joins a group.</summary>
    internal bool IsOfClient { get; init; }
}
