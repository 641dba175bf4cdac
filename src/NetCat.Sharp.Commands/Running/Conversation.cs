using System;
using NetCat.Sharp.Commands.Planning;
using NetCat.Sharp.Native;

namespace NetCat.Sharp.Commands.Running;

/// <summary>One peer served: the relay between it and stdin and stdout, and the stay after it.</summary>
internal static class Conversation
{
    /// <summary>Relays until the end and closes the socket. Whether it was the last: -q's time began, or what everybody sends has nowhere to go.</summary>
    /// <exception cref="NcExit">-q has the program leave.</exception>
    internal static bool Hold(Invocation call, NcPlan plan, int socket, bool closes)
    {
        long? quitsAt;
        bool unheard;
        RelayEnd end;
        using (var relay = new Relay(plan.ReadsStdin ? call.Stdin : -1, call.Stdout, socket, plan.Relay))
        {
            end = relay.Run();
            quitsAt = relay.QuitsAt;
            unheard = plan.Relay.FromAnybody && relay.OutputFault != 0;
        }

        if (closes)
        {
            _ = Libc.Close(socket);
        }

        if (plan.LingersAtEnd > 0 && end != RelayEnd.IdleTimeout)
        {
            long left = (quitsAt ?? Environment.TickCount64 + plan.LingersAtEnd) - Environment.TickCount64;
            Wait((int)Math.Max(left, 0));
            throw new NcExit(0);
        }

        return unheard || quitsAt is not null;
    }

    /// <summary>Milliseconds in which nothing is done.</summary>
    internal static void Wait(int milliseconds)
    {
        long end = Environment.TickCount64 + milliseconds;
        for (long left = milliseconds; left > 0; left = end - Environment.TickCount64)
        {
            _ = Libc.Poll([], (int)left);
        }
    }
}
