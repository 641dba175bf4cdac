using System.Collections.Generic;
using NetCat.Sharp.Sockets;

namespace NetCat.Sharp.Commands.CommandLine.Planning;

/// <summary>The options that are set on a socket.</summary>
internal static class SocketOptionPlan
{
    /// <summary>
    /// The socket options of the dialect, followed by those of the command line; the last value for a row is used. Only options of
    /// --socket-option are set on a Unix socket or an inherited one.
    /// </summary>
    internal static List<SocketOptionValue> Of(OptionValues draft, Transport transport, SocketOptionValue[] own)
    {
        bool hasLetters = !draft.IsUnix && !draft.IsActivated;
        List<SocketOptionValue> all = DualPlan.IsOneSocket(draft) ? [new SocketOptionValue(SocketOptionKey.Ipv6Only, 0)] : [];
        foreach (SocketOptionValue option in hasLetters && transport != Transport.Vsock ? own : [])
        {
            if (!draft.SocketOptions.Exists(asked => asked.Named is null && asked.Value.Key == option.Key))
            {
                all.Add(option);
            }
        }

        if (hasLetters && draft.Forward is not null && transport == Transport.Tcp)
        {
            // A forwarder must not delay small segments.
            NamedOptions.Read("TCP_NODELAY", draft, transport, all);
        }

        foreach (AskedOption asked in draft.SocketOptions)
        {
            if (asked.IsOfClient && draft.Has(Opt.Listen))
            {
                continue;
            }

            if (asked.Named is { } named)
            {
                NamedOptions.Read(named, draft, transport, all);
            }
            else if (hasLetters)
            {
                all.Add(asked.Value);
            }
        }

        return all;
    }
}
