using System.Collections.Generic;
using System.Linq;

namespace NetCat.Sharp.Commands.CommandLine.Planning;

/// <summary>One source of an access list.</summary>
/// <param name="Option">The option, for messages.</param>
/// <param name="Text">The entries, or the path of the file that contains them.</param>
/// <param name="IsFile">Whether <paramref name="Text"/> is a path.</param>
internal readonly record struct AccessSource(string Option, string Text, bool IsFile);

/// <summary>The peers that a listener serves.</summary>
/// <param name="Allowed">Peers that are served; if empty, every peer that is not denied is served.</param>
/// <param name="Denied">Peers that are refused, even if they are allowed.</param>
internal sealed record AccessPlan(IReadOnlyList<AccessSource> Allowed, IReadOnlyList<AccessSource> Denied)
{
    /// <summary>A list is in a file, which SIGHUP reads again.</summary>
    internal bool HasFiles => Allowed.Concat(Denied).Any(static source => source.IsFile);
}
