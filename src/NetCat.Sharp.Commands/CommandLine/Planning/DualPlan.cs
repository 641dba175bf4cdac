using System;
using NetCat.Sharp.Commands.Invocation;
using NetCat.Sharp.Sockets;
using NetCat.Sharp.Strings;

namespace NetCat.Sharp.Commands.CommandLine.Planning;

/// <summary>--dual: one socket for IPv6 and IPv4 without a host, or one socket for each address of a name.</summary>
internal static class DualPlan
{
    private const string EveryAddress = "::";

    /// <summary>Options that serve the clients of one socket only.</summary>
    private static readonly (Opt Option, string Typed)[] s_ofOneSocket =
    [
        (Opt.Udp, "-u"), (Opt.Forward, "--forward"), (Opt.Broker, "--broker"), (Opt.Chat, "--chat"), (Opt.Workers, "--workers"), (Opt.MaxConnections, "--max-conns"),
    ];

    /// <summary>Whether the listener has one socket for both families.</summary>
    internal static bool IsOneSocket(OptionValues draft) => draft.Has(Opt.Dual) && draft.Host is null or EveryAddress;

    /// <exception cref="NcExit">The host is an address, or an option works with one socket only and the name may have several addresses.</exception>
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
