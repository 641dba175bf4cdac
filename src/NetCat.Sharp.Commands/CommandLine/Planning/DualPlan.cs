using System;
using NetCat.Sharp.Commands.Invocation;
using NetCat.Sharp.Sockets;
using NetCat.Sharp.Strings;

namespace NetCat.Sharp.Commands.CommandLine.Planning;

/// <summary>--dual: without a host one socket for IPv6 and IPv4, with a name a socket for each of its addresses.</summary>
internal static class DualPlan
{
    private const string EveryAddress = "::";

    /// <summary>What serves the clients of one socket.</summary>
    private static readonly (Opt Option, string Typed)[] s_ofOneSocket =
    [
        (Opt.Udp, "-u"), (Opt.Forward, "--forward"), (Opt.Broker, "--broker"), (Opt.Chat, "--chat"), (Opt.Workers, "--workers"), (Opt.MaxConnections, "--max-conns"),
    ];

    /// <summary>Whether the listener has one socket for both families.</summary>
    internal static bool IsOneSocket(OptionValues draft) => draft.Has(Opt.Dual) && draft.Host is null or EveryAddress;

    /// <exception cref="NcExit">The host is one address, or has perhaps several where one socket alone can be served.</exception>
    internal static void Check(OptionValues draft)
    {
        if (!draft.Has(Opt.Dual) || IsOneSocket(draft))
        {
            return;
        }

        if (SocketAddresses.TryRead(draft.Host!, out _))
        {
            throw new NcExit(1, $"--dual needs a name with several addresses, or no host: {Printable.Of(draft.Host!)} is one address");
        }

        foreach ((Opt option, string typed) in s_ofOneSocket)
        {
            if (draft.Has(option) && !(option == Opt.MaxConnections && draft.Program is not null))
            {
                throw new NcExit(1, $"cannot use --dual with a host and {typed}");
            }
        }
    }
}
