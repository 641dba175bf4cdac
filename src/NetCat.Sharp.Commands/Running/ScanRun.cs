using System;
using System.Collections.Generic;
using NetCat.Sharp.Commands.CommandLine.Planning;
using NetCat.Sharp.Commands.Invocation;
using NetCat.Sharp.Commands.Texts;
using NetCat.Sharp.IO;
using NetCat.Sharp.Sockets;

namespace NetCat.Sharp.Commands.Running;

/// <summary>
/// nc -z HOST PORT…: tries many ports in parallel. The lines and their order are the same as for a sequential scan; each is printed
/// when its result and all results before it are known.
/// </summary>
internal sealed class ScanRun(RunContext call, NcPlan plan, Dialer dialer)
{
    /// <summary>Descriptors that a scan does not use: the standard ones, and those for the lookups of ports and addresses.</summary>
    private const int Reserve = 16;

    private readonly ScannedPort[] _ports = new ScannedPort[plan.Ports.Count];
    private readonly Stack<ScannedPort> _spare = new();
    private readonly Stack<int> _again = new();
    private SockAddr _local;
    private int _localFamily;
    private int _begun;
    private int _reported;
    private Outcome _outcome = Outcome.Failed(ExitReason.Other);

    /// <summary>The outcome: 0 if a port answered.</summary>
    /// <exception cref="NcExit">The local address or an option is refused, or no descriptor is left.</exception>
    internal Outcome Run()
    {
        if (plan.Verbose)
        {
            // The first lookup opens the services database, which takes milliseconds. It is done here so that no connection waits for it.
            _ = ConnectRun.ServiceOf(plan, plan.Ports[0]);
        }

        int width = Math.Min(plan.Parallel, Math.Max(1, Descriptors.Limit - Reserve));
        using var connects = new ManyConnects(plan.SocketOptions, Math.Min(width, _ports.Length));
        while (_reported < _ports.Length)
        {
            bool waits = !connects.HasRoom || !BeginNext(connects);
            while (waits || connects.HasEnded)
            {
                OpenResult result = connects.Next(out int at);
                Land(at, result);
                waits = false;
            }

            ReportCertain();
        }

        return _outcome;
    }

    /// <summary>Starts the next attempt; false if there is none, or no descriptor for it.</summary>
    private bool BeginNext(ManyConnects connects)
    {
        bool further = _again.TryPeek(out int at);
        at = further ? at : _begun;
        if (at == _ports.Length)
        {
            return false;
        }

        _ports[at] ??= Port(plan.Ports[at]);
        ResolvedAddress to = dialer.At(_ports[at].Failures.Count, _ports[at].Number);
        call.Limit.Check();
        if (!connects.Begin(at, to, LocalFor(to.Family), call.Limit.Within(plan.ConnectTimeout)))
        {
            return false;
        }

        if (further)
        {
            _ = _again.Pop();
        }
        else
        {
            _begun++;
        }

        return true;
    }

    /// <summary>Objects of reported ports are reused, so that a scan of all ports needs memory only for those in progress.</summary>
    private ScannedPort Port(int number)
    {
        if (!_spare.TryPop(out ScannedPort? port))
        {
            port = new ScannedPort();
        }

        port.Begin(number);
        return port;
    }

    private SockAddr LocalFor(int family)
    {
        if (_localFamily != family)
        {
            (_localFamily, _local) = (family, dialer.LocalAddress(family));
        }

        return _local;
    }

    /// <summary>Records the result for one address of a port.</summary>
    private void Land(int at, in OpenResult result)
    {
        ScannedPort port = _ports[at];
        if (result.Opened)
        {
            using var socket = new OwnedDescriptor(result.Descriptor);
            ConnectionReport.OfClosed(call, socket, plan.Host, port.Number);
            port.Answered = true;
            return;
        }

        dialer.Note(result, port.Failures.Count, port.Number);
        port.Failures.Add(result);
        if (port.Failures.Count < dialer.AddressCount && !Dialer.IsFinal(result))
        {
            _again.Push(at);
        }
        else
        {
            port.Failed = true;
        }
    }

    /// <summary>Prints the lines of all ports up to the first whose result is not known.</summary>
    private void ReportCertain()
    {
        for (; _reported < _begun; _reported++)
        {
            ScannedPort port = _ports[_reported];
            for (; port.Reported < port.Failures.Count; port.Reported++)
            {
                dialer.Report(port.Failures[port.Reported], port.Reported, port.Number);
            }

            if (port.Answered)
            {
                _outcome = default;
                Report(port);
            }
            else if (!port.Failed)
            {
                return;
            }
            else if (_outcome.Code != 0)
            {
                _outcome = Outcome.Failed(Outcome.ReasonOf(port.Failures[^1]));
            }

            _ports[_reported] = null!;
            _spare.Push(port);
        }
    }

    private void Report(ScannedPort port)
    {
        if (plan.Verbose)
        {
            string target = dialer.Target(dialer.At(port.Failures.Count, port.Number));
            call.Say(Sentences.Connected(target, port.Number, plan.Transport, ConnectRun.ServiceOf(plan, port.Number)));
        }
    }

    /// <summary>The progress of one port: the addresses that failed, in their order, and whether the next one answered.</summary>
    private sealed class ScannedPort
    {
        internal int Number { get; private set; }

        internal List<OpenResult> Failures { get; } = new(1);

        internal int Reported { get; set; }

        internal bool Answered { get; set; }

        internal bool Failed { get; set; }

        internal void Begin(int number)
        {
            Number = number;
            Failures.Clear();
            Reported = 0;
            Answered = Failed = false;
        }
    }
}
