using System;
using NetCat.Sharp.Native;

namespace NetCat.Sharp.Commands.Running;

/// <summary>nc's way to ask whether a UDP port is there: it sends, and only an ICMP refusal is an answer.</summary>
internal static class UdpProbe
{
    private const int Pace = 1000;

    /// <summary>False where a refusal came back; true also where nothing did. Sends two datagrams at once and one after each second.</summary>
    internal static bool Answers(int socket, int milliseconds)
    {
        if (Send(socket) != 1 || Send(socket) == -Numbers.ECONNREFUSED)
        {
            return false;
        }

        for (int left = milliseconds; left > 0; left -= Pace)
        {
            Conversation.Wait(Math.Min(left, Pace));
            if (Send(socket) == -Numbers.ECONNREFUSED)
            {
                return false;
            }
        }

        return true;
    }

    private static int Send(int socket) => Libc.Write(socket, "X"u8);
}
