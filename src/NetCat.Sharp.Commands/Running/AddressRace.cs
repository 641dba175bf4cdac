using System;
using System.Collections.Generic;
using NetCat.Sharp.Commands.CommandLine.Planning;
using NetCat.Sharp.IO;
using NetCat.Sharp.Sockets;

namespace NetCat.Sharp.Commands.Running;

/// <summary>--happy-eyeballs: tries the addresses of a host in parallel and uses the first that connects (RFC 8305, section 5).</summary>
internal sealed class AddressRace(RunContext call, NcPlan plan, Dialer dialer)
{
    /// <summary>The Connection Attempt Delay that RFC 8305 recommends.</summary>
    private static readonly TimeSpan s_attemptDelay = TimeSpan.FromMilliseconds(250);

    /// <summary>With -p, IPv6 sockets set IPV6_V6ONLY, so that an IPv4 socket can bind the same port.</summary>
    private IReadOnlyList<SocketOptionValue> Options
        => plan.LocalPort is null ? plan.SocketOptions : [new SocketOptionValue(SocketOptionKey.Ipv6Only, 1), .. plan.SocketOptions];

    /// <summary>Returns a connected socket and the index of its address, or null if no connect succeeds. All other attempts are closed.</summary>
    /// <param name="port">As with <see cref="Dialer.Dial"/>.</param>
    /// <param name="portText">As with <see cref="Dialer.Dial"/>.</param>
    /// <param name="winner">The index of the address.</param>
    internal OwnedDescriptor? Run(int port, string portText, out int winner)
    {
        using var connects = new ManyConnects(Options, dialer.AddressCount);
        Stack<int> waiting = new();
        for (int index = dialer.AddressCount - 1; index >= 0; index--)
        {
            waiting.Push(index);
        }

        int underWay = 0;
        Deadline next = Deadline.Now;
        while (waiting.Count > 0 || underWay > 0)
        {
            if (waiting.TryPeek(out int index) && (next.IsOver || underWay == 0))
            {
                ResolvedAddress to = dialer.At(index, port);
                if (connects.Begin(index, to, dialer.LocalAddress(to.Family), call.ConnectBy(plan.ConnectTimeout)))
                {
                    _ = waiting.Pop();
                    underWay++;
                }

                next = Deadline.In(s_attemptDelay);
            }

            if (!connects.TryNext(waiting.Count > 0 ? next : Deadline.Never, out winner, out OpenResult result))
            {
                continue;
            }

            underWay--;
            if (result.Opened)
            {
                return new OwnedDescriptor(result.Descriptor);
            }

            if (underWay > 0 && result.Step == OpenStep.Bind && SystemError.KindOf(result.Errno) == ErrorKind.AddressInUse)
            {
                // Another attempt uses the port of -p: this address is tried again when that attempt has ended.
                waiting.Push(winner);
                continue;
            }

            dialer.Note(result, winner, port);
            dialer.Report(result, winner, port, portText);
            next = Deadline.Now;
        }

        winner = 0;
        return null;
    }
}
