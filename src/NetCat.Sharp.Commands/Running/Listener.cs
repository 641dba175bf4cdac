using System.Collections.Generic;
using NetCat.Sharp.Commands.CommandLine.Planning;
using NetCat.Sharp.Commands.Invocation;
using NetCat.Sharp.Commands.Texts;
using NetCat.Sharp.IO;
using NetCat.Sharp.Sockets;

namespace NetCat.Sharp.Commands.Running;

/// <summary>Opens the socket of nc -l: bound and, unless it is a datagram socket, listening.</summary>
internal sealed class Listener(RunContext call, NcPlan plan)
{
    /// <summary>Opens the socket, or several with --dual.</summary>
    /// <exception cref="NcExit">A system call failed, or the address does not resolve.</exception>
    internal ListeningSockets Open() => plan.IsUnix ? new ListeningSockets([OpenUnix(plan.Host!)]) : OpenAddress();

    /// <summary>A listening socket for each worker, all at the address of the first one.</summary>
    /// <exception cref="NcExit">The kernel refuses a further socket at this address.</exception>
    internal static List<OwnedDescriptor> Share(OwnedDescriptor listener, NcPlan plan)
    {
        List<OwnedDescriptor> all = [listener];
        SockAddr address = plan.Workers > 1 ? SocketAddresses.LocalOf(listener.Number) : default;
        while (all.Count < plan.Workers)
        {
            OpenResult result = Listening.Open(NetSocket.At(address, plan.Transport), plan.SocketOptions, plan.Backlog);
            all.Add(new OwnedDescriptor(result.Opened ? result.Descriptor : throw NcExit.Failed(result, Sentences.OpenFailed(result, address.Family))));
        }

        return all;
    }

    private ListeningSockets OpenAddress()
    {
        var addresses = new List<ResolvedAddress>();
        var lookup = new Lookup(plan.Transport, plan.Family, Passive: true, plan.Numeric);
        int error = TimedLookup.Resolve(call.Limit, plan.Host, plan.ListenPort, lookup, addresses);
        if (error != 0)
        {
            throw NcExit.Unresolved(Sentences.ResolveFailed(error), error);
        }

        if (plan.IsDual && addresses.Count > 1)
        {
            return new DualListener(call, plan).Open(addresses);
        }

        OpenResult result = default;
        foreach (ResolvedAddress address in addresses)
        {
            GroupMember? member = GroupMember.At(call, plan, address.Address);
            ResolvedAddress at = member is null ? address : address with { Address = member.Group };
            result = Listening.Open(at, plan.SocketOptions, plan.Backlog);
            if (result.Opened)
            {
                member?.Join(result.Descriptor);
                return new ListeningSockets([new OwnedDescriptor(result.Descriptor)]);
            }

            if (result.Step is OpenStep.Option or OpenStep.Listen)
            {
                throw NcExit.Failed(result, Sentences.OpenFailed(result, address.Family));
            }
        }

        throw NcExit.Failed(result, SystemError.Text(result.Errno));
    }

    private OwnedDescriptor OpenUnix(string path)
    {
        OpenResult result = UnixSockets.Bind(path, plan.Transport, closesOnExec: false, plan.SocketOptions);
        if (!result.Opened)
        {
            throw NcExit.Failed(result, result.Step == OpenStep.PathTaken ? Sentences.PathTaken(path) : result.Step == OpenStep.Option ? Sentences.OpenFailed(result, 0) : SystemError.Text(result.Errno));
        }

        SayPath("Bound on", path);
        if (plan.Transport == Transport.Tcp)
        {
            int error = UnixSockets.Listen(result.Descriptor, plan.Program is null ? UnixSockets.Backlog : plan.Backlog);
            if (error < 0)
            {
                throw NcExit.Failed(OpenResult.Failed(OpenStep.Listen, error), SystemError.Text(-error));
            }

            SayPath("Listening on", path);
        }

        return new OwnedDescriptor(result.Descriptor);
    }

    private void SayPath(string what, string path)
    {
        if (plan.Verbose)
        {
            call.Say(Sentences.Path(what, path));
        }
    }
}
