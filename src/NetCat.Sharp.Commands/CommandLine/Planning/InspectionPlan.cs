namespace NetCat.Sharp.Commands.CommandLine.Planning;

/// <summary>What is shown of a conversation beside its data.</summary>
/// <param name="Progress">A line on stderr, where that is a terminal.</param>
/// <param name="HexDump">Where the bytes are written down, or null.</param>
/// <param name="Hash">The algorithm of a sum of what went each way, or null.</param>
internal sealed record InspectionPlan(bool Progress, SideTarget? HexDump, string? Hash);
