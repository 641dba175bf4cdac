using System.Collections.Generic;
using NetCat.Sharp.Commands.Planning;
using NetCat.Sharp.Commands.Reporting;
using NetCat.Sharp.Native;

namespace NetCat.Sharp.Commands.Running;

/// <summary>One host and its addresses, tried in the resolver's order; each failure is told with -v.</summary>
internal sealed class Dialer
{
    private readonly List<ResolvedAddress> _addresses = [];
    private readonly Invocation _call;
    private readonly NcPlan _plan;
    private readonly string _host;
    private readonly bool _namesAddress;

    /// <summary>Looks the host up, once for all ports: they differ in nothing that a resolver answers.</summary>
    /// <param name="call">Where failures are told.</param>
    /// <param name="plan">How to look up, and what to set.</param>
    /// <param name="host">As typed.</param>
    /// <param name="port">As typed, or the first of several.</param>
    /// <param name="namesAddress">Whether the sentences add the address to a name.</param>
    /// <exception cref="NcExit">The host or the port does not resolve.</exception>
    internal Dialer(Invocation call, NcPlan plan, string host, string port, bool namesAddress)
    {
        _call = call;
        _plan = plan;
        _host = host;
        _namesAddress = namesAddress;
        Family family = plan.IsUnix ? Family.Any : plan.Family;
        int error = Resolving.Resolve(host, port, new Lookup(plan.Transport, family, Passive: false, plan.Numeric), _addresses);
        if (error != 0)
        {
            throw new NcExit(1, Sentences.ResolveFailed(host, port, error));
        }
    }

    /// <summary>A connected socket, or -1 where no address answered.</summary>
    /// <param name="port">The number to dial; 0 keeps the one that was looked up.</param>
    /// <param name="portText">What sentences call it.</param>
    /// <param name="target">The host as typed and, where that says more, its address.</param>
    /// <exception cref="NcExit">The own address or an option cannot be had, or no descriptor.</exception>
    internal int Dial(int port, string portText, out string target)
    {
        target = _host;
        foreach (ResolvedAddress address in _addresses)
        {
            ResolvedAddress to = port == 0 ? address : address with { Address = address.Address.WithPort(port) };
            OpenResult result = Connecting.Open(to, LocalAddress(address.Family), _plan.SocketOptions, _plan.ConnectTimeout);
            target = _plan.Verbose ? Target(to.Address) : target;
            if (result.Opened)
            {
                return result.Descriptor;
            }

            GiveUp(result, to);
            if (_plan.Verbose && result.Step is OpenStep.Connect or OpenStep.ConnectTimeout)
            {
                _call.Warn(Sentences.ConnectFailed(target, portText, _plan.Transport, result));
            }
        }

        return -1;
    }

    /// <summary>Leaves at a failure that no other address would mend. A family that the kernel lacks is passed over.</summary>
    private static void GiveUp(in OpenResult result, in ResolvedAddress to)
    {
        switch (result.Step)
        {
            case OpenStep.Bind:
                throw new NcExit(1, $"bind failed: {Errno.Text(result.Errno)}");
            case OpenStep.Option:
            case OpenStep.Socket when result.Errno is Numbers.EMFILE or Numbers.ENFILE:
                throw new NcExit(1, Sentences.OpenFailed(result, to.Family));
        }
    }

    /// <summary>The address of -s and -p in the target's family, or none.</summary>
    private SockAddr LocalAddress(int family)
    {
        if (_plan.LocalHost is null && _plan.LocalPort is null)
        {
            return default;
        }

        // A name given with -s is looked up even with -n, as nc does it.
        var found = new List<ResolvedAddress>();
        var lookup = new Lookup(_plan.Transport, (Family)family, Passive: true, NumericHost: false);
        int error = Resolving.Resolve(_plan.LocalHost, _plan.LocalPort, lookup, found);
        return error == 0 ? found[0].Address : throw new NcExit(1, Sentences.ResolveFailed(error));
    }

    private string Target(in SockAddr address)
    {
        bool plain = !_namesAddress || _plan.Numeric;
        return plain || Libc.NameOf(address, numeric: true, out string number, out _) != 0 || number == _host ? _host : $"{_host} ({number})";
    }
}
