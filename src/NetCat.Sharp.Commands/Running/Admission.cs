using NetCat.Sharp.Commands.CommandLine.Planning;
using NetCat.Sharp.Commands.Invocation;

namespace NetCat.Sharp.Commands.Running;

/// <summary>Decides which accepted clients are served.</summary>
internal static class Admission
{
    /// <summary>Whether the lists admit the client and the socket options that are not inherited could be set. A line reports a failure.</summary>
    internal static bool Admits(RunContext call, NcPlan plan, AccessControl access, int socket, in SockAddr peer)
    {
        if (!access.Admits(peer))
        {
            return false;
        }

        NcExit? refused = SocketOptionReport.Complete(plan, socket, peer);
        if (refused is not null)
        {
            call.Warn(refused.Line!);
        }

        return refused is null;
    }
}
