using System.Collections.Generic;
using NetCat.Sharp.Commands.CommandLine.Planning;
using NetCat.Sharp.Commands.Invocation;
using NetCat.Sharp.Commands.Texts;
using NetCat.Sharp.Sockets;

namespace NetCat.Sharp.Commands.Running;

/// <summary>Options of sockets that a listener has accepted or was handed, and --show-socket-options.</summary>
internal static class SocketOptionReport
{
    /// <summary>Prints every option of a socket, and writes the event, where the plan wants that.</summary>
    internal static void Give(RunContext call, NcPlan plan, int socket)
    {
        if (!plan.ShowsSocketOptions)
        {
            return;
        }

        List<SocketOptionReading> readings = SocketOptionReading.Of(socket, plan.Transport, plan.SocketOptions);
        call.Events?.SocketOptions(socket, readings);
        call.Say(string.Join('\n', readings.ConvertAll(static reading => Sentences.OptionRead(reading))));
    }

    /// <summary>Null, or why an accepted socket could not have an option that it does not inherit.</summary>
    internal static NcExit? Complete(NcPlan plan, int socket, in SockAddr peer)
    {
        OpenResult result = Listening.Set(socket, peer, Phase.Accepted, plan.SocketOptions);
        return result.Opened ? null : NcExit.Failed(result, Sentences.OpenFailed(result, peer.Family));
    }

    /// <summary>Sets on a listener that was handed in what can be set after bind(2).</summary>
    /// <exception cref="NcExit">The kernel refused an option.</exception>
    internal static void SetOnActivated(NcPlan plan, int listener)
    {
        SockAddr local = SocketAddresses.LocalOf(listener);
        OpenResult result = Listening.Set(listener, local, Phase.BeforeConnect, plan.SocketOptions);
        result = result.Opened ? Listening.Set(listener, local, Phase.BeforeListen, plan.SocketOptions) : result;
        if (!result.Opened)
        {
            throw NcExit.Failed(result, Sentences.OpenFailed(result, local.Family));
        }
    }
}
