namespace NetCat.Sharp.Commands.CommandLine.Planning;

/// <summary>A socket option of the command line.</summary>
/// <param name="Value">The value of an option such as -I; unused if <paramref name="Named"/> is not null.</param>
/// <param name="Named">The value of --socket-option, or null.</param>
internal readonly record struct AskedOption(SocketOptionValue Value, string? Named)
{
    /// <summary>Only a client sets it: for a listener, --interface names where it joins a group.</summary>
    internal bool IsOfClient { get; init; }
}
