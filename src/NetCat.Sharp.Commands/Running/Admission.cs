using NetCat.Sharp.Commands.CommandLine.Planning;
using NetCat.Sharp.Commands.Invocation;

namespace NetCat.Sharp.Commands.Running;

/// <summary>Which clients are served of those that a loop has accepted.</summary>
internal static class Admission
{
    /// <summary>The lists admit the client, and its socket has the options that it does not inherit; a line says why it has not.</summary>
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
