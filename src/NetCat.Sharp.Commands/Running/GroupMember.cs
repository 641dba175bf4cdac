using NetCat.Sharp.Commands.CommandLine.Planning;
using NetCat.Sharp.Commands.Invocation;
using NetCat.Sharp.Commands.Texts;
using NetCat.Sharp.Sockets;
using NetCat.Sharp.Strings;

namespace NetCat.Sharp.Commands.Running;

/// <summary>A UDP listener that joins the multicast group of its address, on a given interface or from a given source.</summary>
internal sealed class GroupMember
{
    private readonly RunContext _call;
    private readonly NcPlan _plan;
    private readonly string _name;

    /// <summary>Finds the interface, before a socket is opened.</summary>
    /// <param name="call">Prints the line about the group.</param>
    /// <param name="plan">The interface and the source.</param>
    /// <param name="group">The address of the listener.</param>
    /// <exception cref="NcExit">There is no such interface, or it is not the one in the address.</exception>
    private GroupMember(RunContext call, NcPlan plan, in SockAddr group)
    {
        (_call, _plan, Group) = (call, plan, group);
        int scope = Multicast.InterfaceOf(group);
        _name = plan.Multicast?.Interface ?? "";
        Index = _name.Length == 0 ? scope : Multicast.InterfaceIndex(_name);
        if (Index < 0)
        {
            throw NcExit.Failed("--interface " + Printable.Of(_name), -Index);
        }

        if (scope != 0 && scope != Index)
        {
            throw new NcExit(1, $"--interface {Printable.Of(_name)} is not that of {Printable.Of(plan.Host!)}");
        }

        Group = Index == 0 ? group : Multicast.On(group, Index);
    }

    /// <summary>The group, with the interface in its address if the family supports that.</summary>
    internal SockAddr Group { get; }

    private int Index { get; }

    private SockAddr Source => _plan.Multicast?.Source ?? default;

    /// <summary>The membership of a listener, or null. Without an interface and a source it joins no group, as in nc.openbsd.</summary>
    /// <exception cref="NcExit">There is no such interface, or an option needs a group.</exception>
    internal static GroupMember? At(RunContext call, NcPlan plan, in SockAddr address)
    {
        if (plan.Transport != Transport.Udp)
        {
            return null;
        }

        Require(plan, address);
        bool joins = Multicast.IsGroup(address) && (plan.Multicast is not null || Multicast.InterfaceOf(address) != 0);
        return joins ? new GroupMember(call, plan, address) : null;
    }

    /// <summary>Refuses --interface and --multicast-source for an address that is not a group, and a source of another family.</summary>
    /// <exception cref="NcExit">An option cannot be used with the address.</exception>
    internal static void Require(NcPlan plan, in SockAddr address)
    {
        if (plan.Multicast is not { } asked)
        {
            return;
        }

        string option = asked.Interface is null ? "--multicast-source" : "--interface";
        if (!Multicast.IsGroup(address))
        {
            throw new NcExit(1, plan.Host is null ? $"{option} needs the address of a multicast group" : $"{option} needs a multicast group: {Printable.Of(plan.Host)} is none");
        }

        if (!SocketAddresses.IsUnset(asked.Source) && asked.Source.Family != address.Family)
        {
            throw new NcExit(1, "--multicast-source and the group must both be IPv4 or both be IPv6");
        }
    }

    /// <exception cref="NcExit">The kernel refuses to join the group.</exception>
    internal void Join(int socket)
    {
        int error = Multicast.Join(socket, Group, Source, Index);
        if (error < 0)
        {
            throw NcExit.Failed("multicast group " + NumberOf(Group), -error);
        }

        string source = SocketAddresses.IsUnset(Source) ? "" : NumberOf(Source);
        string name = Index == 0 ? "" : Multicast.InterfaceName(Index);
        _call.Events?.Joined(Group, source, name);
        if (_plan.Verbose)
        {
            _call.Say(Sentences.Joined(NumberOf(Group), source, name));
        }
    }

    private static string NumberOf(in SockAddr address) => SocketAddresses.TryNumber(address, out string host, out _) ? host : "";
}
