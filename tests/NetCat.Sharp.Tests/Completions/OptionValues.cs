using System.Collections.Generic;
using System.Linq;
using NetCat.Sharp.Commands.CommandLine;
using NetCat.Sharp.Commands.CommandLine.Planning;

namespace NetCat.Sharp.Tests.Completions;

/// <summary>The words that a shell offers for the value of an option.</summary>
/// <param name="Kind">The source of the words.</param>
/// <param name="Words">The words, if the kind is <see cref="ValueKind.Words"/>.</param>
internal sealed record OptionValues(ValueKind Kind, IReadOnlyList<string> Words)
{
    private static readonly OptionValues s_hosts = new(ValueKind.Hosts, []);
    private static readonly OptionValues s_files = new(ValueKind.Files, []);
    private static readonly OptionValues s_free = new(ValueKind.Free, []);

    /// <summary>Derived from the name of the value in the table, or from the option if the name is not enough.</summary>
    internal static OptionValues Of(OptionRow row) => row switch
    {
        { Id: Opt.ProxyProtocol } => OneOf("4", "4a", "5", "connect"),
        { Id: Opt.SocketOption } => OneOf([.. SocketOption.All.Where(static one => one.CanSet).Select(static one => one.Name)]),
        { Id: Opt.TypeOfService } => OneOf([.. TypeOfServiceValue.Words]),
        { ValueName: "sourceaddr" or "addr" or "addr[:port]" or "host" } => s_hosts,
        _ when row.ValueName.Split('|') is ["file" or "path" or "directory" or "program", ..] => s_files,
        _ when row.ValueName.Split('|') is { Length: > 1 } words => OneOf(words),
        _ => s_free,
    };

    private static OptionValues OneOf(params string[] words) => new(ValueKind.Words, words);
}

/// <summary>The source of words for a value.</summary>
internal enum ValueKind
{
    /// <summary>Nothing is offered: constants, and names that cannot be derived.</summary>
    Free,
    Words,
    Hosts,
    Files,
}
