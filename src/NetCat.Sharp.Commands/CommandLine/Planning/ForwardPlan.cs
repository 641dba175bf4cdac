using System;
using NetCat.Sharp.Commands.Invocation;
using NetCat.Sharp.Serving;
using NetCat.Sharp.Strings;
using NetCat.Sharp.Tls;

namespace NetCat.Sharp.Commands.CommandLine.Planning;

/// <summary>--forward: a connection to a target for each client, instead of stdin and stdout.</summary>
/// <param name="Target">The target.</param>
/// <param name="MostAtOnce">With -k, the most clients that are served at a time.</param>
/// <param name="Tls">The TLS options of the connections to the target; null for plain text.</param>
internal sealed record ForwardPlan(ForwardTarget Target, int MostAtOnce, TlsOptions? Tls)
{
    /// <summary>The idle timeout of a UDP session without -w.</summary>
    internal static readonly TimeSpan SessionTime = TimeSpan.FromSeconds(30);

    /// <summary>The plan for the options, or null without a target.</summary>
    /// <exception cref="NcExit">The target is a Unix socket and the listener uses UDP.</exception>
    internal static ForwardPlan? Of(OptionValues draft)
    {
        if (draft.Forward is not { } target)
        {
            return null;
        }

        return target.IsUnix && draft.Has(Opt.Udp)
            ? throw new NcExit(1, $"cannot use --forward {Printable.Of(target.ToString())} and -u")
            : new ForwardPlan(target, draft.MostAtOnce > 0 ? draft.MostAtOnce : int.MaxValue, TlsOptionReader.OfTarget(draft, target));
    }
}
