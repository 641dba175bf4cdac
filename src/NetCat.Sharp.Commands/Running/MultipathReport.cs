using NetCat.Sharp.Commands.CommandLine.Planning;
using NetCat.Sharp.Sockets;

namespace NetCat.Sharp.Commands.Running;

/// <summary>--mptcp: reports whether a connection uses multipath TCP, or fell back to TCP because the peer or the path does not support it.</summary>
internal static class MultipathReport
{
    /// <summary>Writes the event and, with -v, the line about a connected socket.</summary>
    internal static void Give(RunContext call, NcPlan plan, int socket)
    {
        if (plan.Transport != Transport.Mptcp || (call.Events is null && !plan.Verbose))
        {
            return;
        }

        bool isUsed = Multipath.IsUsed(socket);
        call.Events?.Multipath(socket, isUsed);
        if (plan.Verbose)
        {
            call.Say(isUsed ? "MPTCP is used" : "MPTCP is not used: the connection fell back to TCP");
        }
    }
}
