using System.Collections.Generic;
using System.Threading;
using NetCat.Sharp.Access;
using NetCat.Sharp.Commands.CommandLine.Planning;
using NetCat.Sharp.Commands.Invocation;
using NetCat.Sharp.Commands.Texts;
using NetCat.Sharp.IO;
using NetCat.Sharp.Sockets;
using NetCat.Sharp.Strings;

namespace NetCat.Sharp.Commands.Running;

/// <summary>--allow and --deny of a listener. Lists in files are read again at SIGHUP.</summary>
internal sealed class AccessControl
{
    /// <summary>Reports through the signal pipe that the lists are read; no signal has this number.</summary>
    private const byte ListsAreRead = byte.MaxValue;

    private readonly RunContext _call;
    private readonly NcPlan _plan;
    private readonly SignalPipe? _signals;
    private AccessList? _list;
    private AccessList? _fresh;
    private NcExit? _fault;
    private bool _isReading;
    private bool _readsAgain;

    /// <exception cref="NcExit">A file cannot be read, an entry is not valid, or a name has no address.</exception>
    internal AccessControl(RunContext call, NcPlan plan)
    {
        _call = call;
        _plan = plan;
        if (plan.Access is not { } access)
        {
            return;
        }

        _list = Read(access);
        if (access.HasFiles)
        {
            int error = SignalPipe.Open([SignalNumbers.HangUp], out _signals);
            if (error < 0)
            {
                throw NcExit.Failed("pipe", -error);
            }
        }
    }

    /// <summary>Readable when <see cref="ReloadIfSignalled"/> has work to do; -1 if it never has.</summary>
    internal int Descriptor => _signals?.Descriptor ?? -1;

    /// <summary>
    /// Reads the lists again after SIGHUP. The lookup of names can take long, so a thread does it. The old lists are used until it is done,
    /// and remain in use if the new ones cannot be read.
    /// </summary>
    internal void ReloadIfSignalled()
    {
        for (int sign; _signals is not null && (sign = _signals.Take()) != 0;)
        {
            if (sign == ListsAreRead)
            {
                TakeOver();
            }

            // A signal that arrives while a thread reads starts another read: a file may have changed after it was read.
            _readsAgain |= sign == SignalNumbers.HangUp;
            if (_readsAgain && !_isReading)
            {
                (_readsAgain, _isReading) = (false, true);
                new Thread(ReadAgain) { IsBackground = true }.Start();
            }
        }
    }

    private void ReadAgain()
    {
        try
        {
            _fresh = Read(_plan.Access!);
        }
        catch (NcExit fault)
        {
            _fault = fault;
        }

        Thread.MemoryBarrier();
        _signals!.Put(ListsAreRead);
    }

    private void TakeOver()
    {
        Thread.MemoryBarrier();
        if (_fault is { } fault)
        {
            _call.Warn(fault.Line + " (the lists stay as they were)");
        }

        (_list, _fresh, _fault, _isReading) = (_fresh ?? _list, null, null, false);
    }

    /// <summary>Whether a peer is admitted; with -v a line names a peer that is not.</summary>
    internal bool Admits(in SockAddr peer)
    {
        ReloadIfSignalled();
        if (_list is null || _list.Admits(peer))
        {
            return true;
        }

        _call.Events?.NotAdmitted(peer);
        if (_plan.Verbose && SocketAddresses.TryNumber(_plan.IsDual ? SocketAddresses.Unmapped(peer) : peer, out string host, out string port))
        {
            _call.Say(Sentences.Endpoint("Connection refused from", host, port));
        }

        return false;
    }

    private AccessList Read(AccessPlan access)
        => new(access.Allowed.Count == 0 ? null : NetworksOf(access.Allowed), NetworksOf(access.Denied));

    private List<Network> NetworksOf(IReadOnlyList<AccessSource> sources)
    {
        List<Network> networks = [];
        foreach (AccessSource source in sources)
        {
            List<AccessEntry> entries = [];
            string text = source.IsFile ? TextFile.Read(source.Option, source.Text) : source.Text;
            if (AccessText.Read(text, source.IsFile, entries) is { } word)
            {
                throw new NcExit(1, string.Concat([source.Option, " ", Printable.Of(source.Text), ": invalid: ", Printable.Of(word)]));
            }

            foreach (AccessEntry entry in entries)
            {
                AddNetworks(source.Option, entry, networks);
            }
        }

        return networks;
    }

    private void AddNetworks(string option, in AccessEntry entry, List<Network> into)
    {
        if (entry.Name is not { } name)
        {
            into.Add(entry.Network);
            return;
        }

        List<ResolvedAddress> found = [];
        int error = Resolving.Resolve(name, service: null, new Lookup(_plan.Transport, Family.Any, Passive: false, _plan.Numeric), found);
        if (error != 0)
        {
            throw NcExit.Unresolved(string.Concat([option, " ", Printable.Of(name), ": ", Resolving.ErrorText(error)]), error);
        }

        foreach (ResolvedAddress address in found)
        {
            if (Network.Of(address.Address) is { } network)
            {
                into.Add(network);
            }
        }
    }
}
