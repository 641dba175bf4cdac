using NetCat.Sharp.IO;
using NetCat.Sharp.Relaying;

namespace NetCat.Sharp.Commands.Running;

/// <summary>A program and the relay between it and its connection, as a part of <see cref="ProgramRelays"/>.</summary>
/// <param name="Program">The process id.</param>
/// <param name="Near">The socket whose other end the program has.</param>
/// <param name="Connection">With its channel and its events.</param>
internal sealed record ProgramRelay(int Program, OwnedDescriptor Near, Connection Connection)
{
    /// <summary>The relay and, after its end, its counts.</summary>
    internal Relay? Relay { get; set; }

    /// <summary>The exit status; null while the program runs.</summary>
    internal int? Status { get; set; }

    /// <summary>The relay has ended, and the connection is closed.</summary>
    internal bool IsOver { get; set; }
}
