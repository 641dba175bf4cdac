using System.Collections.Generic;
using NetCat.Sharp.Commands.CommandLine.Planning;
using NetCat.Sharp.Commands.Invocation;
using NetCat.Sharp.Commands.Texts;
using NetCat.Sharp.IO;
using NetCat.Sharp.Sockets;

namespace NetCat.Sharp.Commands.Running;

/// <summary>One host and its addresses, tried in the resolver's order; -v reports each failure.</summary>
internal sealed class Dialer
{
    private readonly List<ResolvedAddress> _addresses;
    private readonly RunContext _call;
    private readonly NcPlan _plan;
    private readonly string _host;
    private readonly bool _namesAddress;

    /// <summary>Looks the host up, once for all ports: they differ in nothing that a resolver answers.</summary>
    /// <param name="call">Prints failures.</param>
    /// <param name="plan">How to look up, and what to set.</param>
    /// <param name="host">As typed.</param>
    /// <param name="port">As typed, or the first of several.</param>
    /// <param name="namesAddress">Whether the sentences add the address to a name.</param>
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

    /// <summary>Why the last address did not answer.</summary>
    internal ExitReason Failure { get; private set; } = ExitReason.Other;

    /// <summary>errno of the last address that did not answer.</summary>
    internal int FailureErrno { get; private set; }

    /// <summary>A connected socket, or null where no address answered.</summary>
    /// <param name="port">The number to dial; 0 keeps the one that was looked up.</param>
    /// <param name="portText">What sentences call it.</param>
    /// <param name="target">The host as typed and, where that says more, its address.</param>
    /// <exception cref="NcExit">The own address or an option cannot be had, or no descriptor.</exception>
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

    /// <summary>A socket for datagrams to the first address whose family the kernel has; it is not connected.</summary>
    /// <param name="port">The port of the address.</param>
    /// <param name="to">The address.</param>
    /// <exception cref="NcExit">There is no socket, or the own address or an option is refused.</exception>
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

    /// <summary>One of the addresses, with another port than the one that was looked up where that is not 0.</summary>
    internal ResolvedAddress At(int index, int port)
    {
        ResolvedAddress address = _addresses[index];
        return port == 0 ? address : address with { Address = address.Address.WithPort(port) };
    }

    /// <summary>Whether the failure would be the same for every address. A family that the kernel lacks is passed over.</summary>
    internal static bool IsFinal(in OpenResult result)
        => result.Step is OpenStep.Bind or OpenStep.Option || (result.Step == OpenStep.Socket && SystemError.KindOf(result.Errno) == ErrorKind.Exhausted);

    /// <summary>Records that an address did not answer, and writes the event.</summary>
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

    /// <summary>Reports with -v why an address did not accept.</summary>
    /// <param name="result">The result of the attempt.</param>
    /// <param name="index">Which address.</param>
    /// <param name="port">As with <see cref="At"/>.</param>
    /// <param name="portText">What sentences call the port; null is its number.</param>
    /// <exception cref="NcExit">The failure would be the same for every address.</exception>
    internal void Report(in OpenResult result, int index, int port, string? portText = null)
    {
        // A kernel without the transport has it for no address.
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

    /// <summary>The address of -s and -p in the target's family, or none.</summary>
    /// <exception cref="NcExit">It does not resolve.</exception>
    internal SockAddr LocalAddress(int family)
    {
        if (_plan.LocalHost is null && _plan.LocalPort is null)
        {
            return default;
        }

        // A name given with -s is looked up even with -n, as nc does it.
        var found = new List<ResolvedAddress>();
        var lookup = new Lookup(_plan.Transport, (Family)family, Passive: true, NumericHost: false);
        int error = TimedLookup.Resolve(_call.Limit, _plan.LocalHost, _plan.LocalPort, lookup, found);
        return error == 0 ? found[0].Address : throw NcExit.Unresolved(Sentences.ResolveFailed(error), error);
    }

    /// <summary>The host as typed and, where that says more, the address.</summary>
    internal string Target(in ResolvedAddress to)
    {
        bool plain = !_namesAddress || _plan.Numeric;
        return plain || !SocketAddresses.TryNumber(to.Address, out string number, out _) || number == _host ? _host : $"{_host} ({number})";
    }
}
