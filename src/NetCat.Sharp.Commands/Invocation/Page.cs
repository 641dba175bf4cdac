namespace NetCat.Sharp.Commands.Invocation;

/// <summary>A text that an option prints instead of running nc.</summary>
internal enum Page
{
    /// <summary>No page.</summary>
    None,

    /// <summary>-h and --help.</summary>
    Help,

    /// <summary>--version.</summary>
    Version,
}
