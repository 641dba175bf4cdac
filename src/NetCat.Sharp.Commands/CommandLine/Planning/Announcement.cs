namespace NetCat.Sharp.Commands.CommandLine.Planning;

/// <summary>Where a listener writes its port or path when it is listening.</summary>
/// <param name="File">The file for the port or the path, or null.</param>
/// <param name="Descriptor">The open descriptor for the port or the path, or -1.</param>
internal readonly record struct Announcement(string? File, int Descriptor);
