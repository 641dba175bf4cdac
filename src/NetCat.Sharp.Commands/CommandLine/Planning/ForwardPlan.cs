using System;
using NetCat.Sharp.Commands.Invocation;
using NetCat.Sharp.Serving;
using NetCat.Sharp.Strings;
using NetCat.Sharp.Tls;

namespace NetCat.Sharp.Commands.CommandLine.Planning;

/// <summary>--forward: a connection to a target for each client, in place of stdin and stdout.</summary>
/// <param name="Target">Where clients are forwarded to.</param>
/// <param name="MostAtOnce">Of a listener that keeps on: how many clients are served at a time.</param>
/// <param name="Tls">Protects the connections to the target; null leaves them plain.</param>
internal sealed record ForwardPlan(ForwardTarget Target, int MostAtOnce, TlsOptions? Tls)
{
    /// <summary>A session of datagrams without -w ends after so long without one.</summary>
    internal static readonly TimeSpan SessionTime = TimeSpan.FromSeconds(30);

    /// <summary>The plan of the options, or null where there is no target.</summary>
    /// <exception cref="NcExit">The target is of another kind than the listener.</exception>
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
