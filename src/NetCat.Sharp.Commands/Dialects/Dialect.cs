using System.Collections.Generic;
using NetCat.Sharp.Commands.Options;
using NetCat.Sharp.Commands.Planning;

namespace NetCat.Sharp.Commands.Dialects;

/// <summary>How one netcat is spoken: data alone. Nobody outside this folder asks which dialect it is.</summary>
internal sealed record Dialect
{
    internal required string Name { get; init; }

    /// <summary>In the order of help.</summary>
    internal required IReadOnlyList<OptionRow> Options { get; init; }

    /// <summary>The usage lines, each with its line end.</summary>
    internal required string Usage { get; init; }

    /// <summary>The first line of help, by which scripts know the dialect.</summary>
    internal required string Banner { get; init; }

    /// <summary>The last line of help.</summary>
    internal required string HelpTail { get; init; }

    /// <summary>What a listener sets without being asked.</summary>
    internal required IReadOnlyList<SocketOptionValue> OnListen { get; init; }

    /// <summary>What a client sets without being asked.</summary>
    internal required IReadOnlyList<SocketOptionValue> OnConnect { get; init; }

    /// <summary>What is refused, in the order of the refusals: the first that fits is what the user reads.</summary>
    internal required IReadOnlyList<Refusal> Refusals { get; init; }

    /// <summary>Connections that the kernel may queue for a listener (listen(2)).</summary>
    internal required int Backlog { get; init; }
}
