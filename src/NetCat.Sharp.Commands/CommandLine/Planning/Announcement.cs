namespace NetCat.Sharp.Commands.CommandLine.Planning;

/// <summary>Where a listener writes its port or path when it is listening.</summary>
/// <param name="File">A file that is to hold the port or the path, or null.</param>
/// <param name="Descriptor">An open descriptor that the line is written to, -1 for none.</param>
internal readonly record struct Announcement(string? File, int Descriptor);
