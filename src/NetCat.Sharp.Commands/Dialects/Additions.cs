using System.Collections.Generic;
using NetCat.Sharp.Commands.Options;
using static NetCat.Sharp.Commands.Options.OptionRow;

namespace NetCat.Sharp.Commands.Dialects;

/// <summary>What every dialect has beyond its original: long names, so that no script changes its meaning.</summary>
internal static class Additions
{
    internal static readonly IReadOnlyList<OptionRow> Options =
    [
        Long("reuse-addr", Opt.ReuseAddress, Takes.ValueAfterEquals, "on|off", "Set SO_REUSEADDR before bind, to exactly this"),
        Long("reuse-port", Opt.ReusePort, Takes.ValueAfterEquals, "on|off", "Set SO_REUSEPORT before bind, to exactly this"),
        Long("help", Opt.LongHelp, Takes.Nothing, "", "This help text, on stdout"),
        Long("version", Opt.Version, Takes.Nothing, "", "Version and dialect, on stdout"),
    ];
}
