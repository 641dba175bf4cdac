using System.Collections.Generic;
using NetCat.Sharp.Commands.CommandLine.Planning;
using NetCat.Sharp.Commands.Invocation;
using NetCat.Sharp.Commands.Texts;
using NetCat.Sharp.Sockets;

namespace NetCat.Sharp.Commands.Running;

/// <summary>Sets the options of accepted and inherited sockets, and reports options for --show-socket-options.</summary>
internal static class SocketOptionReport
{
    /// <summary>With --show-socket-options, prints every option of a socket and writes the event.</summary>
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

    /// <summary>Sets the options that an accepted socket does not inherit; null, or the error.</summary>
    internal static NcExit? Complete(NcPlan plan, int socket, in SockAddr peer)
    {
        OpenResult result = Listening.Set(socket, peer, Phase.Accepted, plan.SocketOptions);
        return result.Opened ? null : NcExit.Failed(result, Sentences.OpenFailed(result, peer.Family));
    }

    /// <summary>Sets the options of an inherited listener that can be set after bind(2).</summary>
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
