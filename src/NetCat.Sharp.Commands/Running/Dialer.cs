using System.Collections.Generic;
using NetCat.Sharp.Commands.CommandLine.Planning;
using NetCat.Sharp.Commands.Invocation;
using NetCat.Sharp.Commands.Texts;
using NetCat.Sharp.IO;
using NetCat.Sharp.Sockets;

namespace NetCat.Sharp.Commands.Running;

/// <summary>Connects to the addresses of a host in the resolver's order; with -v each failure is reported.</summary>
internal sealed class Dialer
{
    private readonly List<ResolvedAddress> _addresses;
    private readonly RunContext _call;
    private readonly NcPlan _plan;
    private readonly string _host;
    private readonly bool _namesAddress;

    /// <summary>Looks the host up once for all ports: the addresses do not depend on the port.</summary>
    /// <param name="call">Prints failures.</param>
    /// <param name="plan">The options of the lookup and of the sockets.</param>
    /// <param name="host">The host as typed.</param>
    /// <param name="port">The port as typed, or the first of several.</param>
    /// <param name="namesAddress">Whether messages add the address to a name.</param>
    /// <exception cref="NcExit">The host or the port does not resolve.</exception>
    internal Dialer(RunContext call, NcPlan plan, string host, string port, bool namesAddress)
    {
        _call = call;
        _plan = plan;
        _host = host;
        _namesAddress = namesAddress;
        Family family = plan.IsUnix ? Family.Any : plan.Family;
        List<ResolvedAddress> found = [];
        int error = TimedLookup.Resolve(call.Limit, host, port, new Lookup(plan.Transport, family, Passive: false, plan.Numeric), found);
        if (error != 0)
        {
            throw NcExit.Unresolved(Sentences.ResolveFailed(host, port, error), error);
        }

        _addresses = plan.HappyEyeballs ? AddressOrder.Interleave(found) : found;
        foreach (ResolvedAddress address in _addresses)
        {
            GroupMember.Require(plan, address.Address);
        }
    }

    internal int AddressCount => _addresses.Count;

    /// <summary>Why the last connect failed.</summary>
    internal ExitReason Failure { get; private set; } = ExitReason.Other;

    /// <summary>The errno of the last failed connect.</summary>
    internal int FailureErrno { get; private set; }

    /// <summary>Returns a connected socket, or null if no connect succeeds.</summary>
    /// <param name="port">The port number; 0 keeps the one that was looked up.</param>
    /// <param name="portText">The port in messages.</param>
    /// <param name="target">The host as typed, followed by its address if that differs.</param>
    /// <exception cref="NcExit">The local address or an option is refused, or no descriptor is left.</exception>
    internal OwnedDescriptor? Dial(int port, string portText, out string target)
    {
        target = _host;
        if (_plan.HappyEyeballs)
        {
            OwnedDescriptor? first = new AddressRace(_call, _plan, this).Run(port, portText, out int winner);
            target = first is not null && _plan.Verbose ? Target(At(winner, port)) : target;
            return first;
        }

        for (int index = 0; index < AddressCount; index++)
        {
            ResolvedAddress to = At(index, port);
            OpenResult result = Connecting.Open(to, LocalAddress(to.Family), _plan.SocketOptions, _call.ConnectBy(_plan.ConnectTimeout));
            target = _plan.Verbose ? Target(to) : target;
            if (result.Opened)
            {
                return new OwnedDescriptor(result.Descriptor);
            }

            Note(result, index, port);
            Report(result, index, port, portText);
        }

        return null;
    }

    /// <summary>Opens an unconnected datagram socket for the first address whose family the kernel supports.</summary>
    /// <param name="port">The port of the address.</param>
    /// <param name="to">The address.</param>
    /// <exception cref="NcExit">No socket can be opened, or the local address or an option is refused.</exception>
    internal OwnedDescriptor Open(int port, out ResolvedAddress to)
    {
        OpenResult result = default;
        for (int index = 0; index < AddressCount; index++)
        {
            to = At(index, port);
            result = Connecting.Prepare(to, LocalAddress(to.Family), _plan.SocketOptions);
            if (result.Opened)
            {
                return new OwnedDescriptor(result.Descriptor);
            }

            Note(result, index, port);
            Report(result, index, port);
        }

        throw NcExit.Failed(result, Sentences.OpenFailed(result, family: 0));
    }

    /// <summary>One of the addresses, with this port; 0 keeps the port that was looked up.</summary>
    internal ResolvedAddress At(int index, int port)
    {
        ResolvedAddress address = _addresses[index];
        return port == 0 ? address : address with { Address = address.Address.WithPort(port) };
    }

    /// <summary>Whether the failure would be the same for every address. An address whose family the kernel lacks is skipped.</summary>
    internal static bool IsFinal(in OpenResult result)
        => result.Step is OpenStep.Bind or OpenStep.Option || (result.Step == OpenStep.Socket && SystemError.KindOf(result.Errno) == ErrorKind.Exhausted);

    /// <summary>Records a failed attempt and writes the event.</summary>
    /// <param name="result">The result of the attempt.</param>
    /// <param name="index">Which address.</param>
    /// <param name="port">As with <see cref="At"/>.</param>
    /// <exception cref="NcExit">The time is over.</exception>
    internal void Note(in OpenResult result, int index, int port)
    {
        Failure = Outcome.ReasonOf(result);
        FailureErrno = result.Errno;
        _call.Limit.Check();
        if (!IsFinal(result))
        {
            _call.Events?.NotConnected(_host, At(index, port).Address, result);
        }
    }

    /// <summary>With -v, reports why an attempt failed.</summary>
    /// <param name="result">The result of the attempt.</param>
    /// <param name="index">Which address.</param>
    /// <param name="port">As with <see cref="At"/>.</param>
    /// <param name="portText">The port in messages; null uses its number.</param>
    /// <exception cref="NcExit">The failure would be the same for every address.</exception>
    internal void Report(in OpenResult result, int index, int port, string? portText = null)
    {
        // A kernel without the transport fails for every address.
        bool lacks = result.Step == OpenStep.Socket && _plan.Transport is Transport.Mptcp or Transport.Vsock;
        if (IsFinal(result) || lacks)
        {
            string line = result.Step == OpenStep.Bind ? "bind failed: " + SystemError.Text(result.Errno) : Sentences.OpenFailed(result, _addresses[index].Family);
            throw NcExit.Failed(result, line);
        }

        if (_plan.Verbose && result.Step is OpenStep.Connect or OpenStep.ConnectTimeout)
        {
            string target = Target(At(index, port));
            _call.Warn(Sentences.ConnectFailed(target, portText ?? Sentences.Number(port), _plan.Transport, result));
        }
    }

    /// <summary>The address of -s and -p in the target's family, or an unset one.</summary>
    /// <exception cref="NcExit">The address does not resolve.</exception>
    internal SockAddr LocalAddress(int family)
    {
        if (_plan.LocalHost is null && _plan.LocalPort is null)
        {
            return default;
        }

        // A name given with -s is looked up even with -n, as in the original.
        var found = new List<ResolvedAddress>();
        var lookup = new Lookup(_plan.Transport, (Family)family, Passive: true, NumericHost: false);
        int error = TimedLookup.Resolve(_call.Limit, _plan.LocalHost, _plan.LocalPort, lookup, found);
        return error == 0 ? found[0].Address : throw NcExit.Unresolved(Sentences.ResolveFailed(error), error);
    }

    /// <summary>The host as typed, followed by the address if that differs.</summary>
    internal string Target(in ResolvedAddress to)
    {
        bool plain = !_namesAddress || _plan.Numeric;
        return plain || !SocketAddresses.TryNumber(to.Address, out string number, out _) || number == _host ? _host : $"{_host} ({number})";
    }
}
