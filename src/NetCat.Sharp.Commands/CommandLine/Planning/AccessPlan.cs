using System.Collections.Generic;
using System.Linq;

namespace NetCat.Sharp.Commands.CommandLine.Planning;

/// <summary>A piece of an access list.</summary>
/// <param name="Option">The option that it was given with, for sentences.</param>
/// <param name="Text">The entries, or the path of the file that has them.</param>
/// <param name="IsFile">Which of the two.</param>
internal readonly record struct AccessSource(string Option, string Text, bool IsFile);

/// <summary>The peers that a listener serves.</summary>
/// <param name="Allowed">Empty where no list was given: every peer that is not denied.</param>
/// <param name="Denied">Refused in any case.</param>
internal sealed record AccessPlan(IReadOnlyList<AccessSource> Allowed, IReadOnlyList<AccessSource> Denied)
{
    /// <summary>Some of it is in files, which are read again at SIGHUP.</summary>
    internal bool HasFiles => Allowed.Concat(Denied).Any(static source => source.IsFile);
}
