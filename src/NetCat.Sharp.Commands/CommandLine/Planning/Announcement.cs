namespace NetCat.Sharp.Commands.CommandLine.Planning;

/// <summary>Whom a listener tells that it stands, and where.</summary>
/// <param name="File">A file that is to hold the port or the path, or null.</param>
/// <param name="Descriptor">An open descriptor that the line is written to, -1 for none.</param>
internal readonly record struct Announcement(string? File, int Descriptor);
