namespace NetCat.Sharp.Commands.CommandLine.Planning;

/// <summary>What is shown about a session in addition to its data.</summary>
/// <param name="Progress">Shows a line on stderr if it is a terminal.</param>
/// <param name="HexDump">Where the hex dump is written, or null.</param>
/// <param name="Hash">The algorithm of the checksums of the data sent and received, or null.</param>
internal sealed record InspectionPlan(bool Progress, SideTarget? HexDump, string? Hash);
