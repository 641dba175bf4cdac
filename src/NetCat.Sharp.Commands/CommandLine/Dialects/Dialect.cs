using System;
using System.Collections.Generic;
using NetCat.Sharp.Commands.CommandLine.Planning;

namespace NetCat.Sharp.Commands.CommandLine.Dialects;

/// <summary>The command line of one netcat, as data. No code outside this folder depends on which dialect it is.</summary>
internal sealed record Dialect
{
    internal required string Name { get; init; }

    /// <summary>The original's options, in the order of help.</summary>
    internal required OptionRow[] Letters { get; init; }

    /// <summary>The long options, made on first use: most command lines have none.</summary>
    internal Func<OptionRow[]> LongNames { get; init; } = static () => Additions.Options;

    /// <summary>All options, in the order of help.</summary>
    internal IReadOnlyList<OptionRow> Options => [.. Letters, .. LongNames()];

    /// <summary>The usage lines, each with its line end.</summary>
    internal required string Usage { get; init; }

    /// <summary>The first line of help; scripts recognize the dialect by it.</summary>
    internal required string Banner { get; init; }

    /// <summary>The last line of help.</summary>
    internal required string HelpTail { get; init; }

    /// <summary>The socket options that a listener sets by default.</summary>
    internal required SocketOptionValue[] OnListen { get; init; }

    /// <summary>The socket options that a client sets by default.</summary>
    internal required SocketOptionValue[] OnConnect { get; init; }

    /// <summary>The combinations that the original refuses, in its order: the user sees the first that applies.</summary>
    internal required Conflict[] Conflicts { get; init; }

    /// <summary>Connections that the kernel may queue for a listener (listen(2)).</summary>
    internal required int Backlog { get; init; }

    /// <summary>An option as the user of this dialect types it.</summary>
    internal string Typed(Opt option)
        => option == Opt.Activation ? "LISTEN_FDS" : (Array.Find(Letters, row => row.Id == option) ?? Array.Find(LongNames(), row => row.Id == option)!).Typed;
}
