using System;
using System.Collections.Generic;
using NetCat.Sharp.Commands.CommandLine.Planning;
using NetCat.Sharp.Commands.Texts;
using NetCat.Sharp.IO;
using NetCat.Sharp.Sockets;

namespace NetCat.Sharp.Commands.Running;

/// <summary>The lines of -v about a listener's own address and about its clients, with names where they have some.</summary>
internal sealed class AddressReports(RunContext call, NcPlan plan)
{
    private const string Received = "Connection received on";

    private readonly Queue<NameLookup.Question> _waiting = new();
    private NameLookup? _names;

    /// <summary>The path of a Unix socket, which names its clients too.</summary>
    internal string Path { get; set; } = plan.Host ?? "";

    /// <summary>Readable when <see cref="Print"/> may have something to print; -1 where that never is.</summary>
    internal int Descriptor => _names?.Descriptor ?? -1;

    /// <summary>When <see cref="Print"/> has something to print in any case; not set where nothing waits.</summary>
    internal Deadline PrintsAt => _waiting.TryPeek(out NameLookup.Question? first) ? first.Until : Deadline.Never;

    /// <summary>A line about an address; waits for its name.</summary>
    internal void Report(string what, in SockAddr address)
    {
        if (plan.IsUnix)
        {
            call.Say(Sentences.Path(what, Path));
            return;
        }

        if (plan.Numeric || plan.Transport == Transport.Vsock)
        {
            int error = SocketAddresses.NumberOf(Shown(address), out string host, out string port);
            Say(what, error, host, port);
            return;
        }

        _names ??= new NameLookup();
        NameLookup.Question question = _names.Ask(Shown(address));
        _names.Await(question);
        Say(what, question);
    }

    /// <summary>Prints the line about a client, with -v; waits for its name.</summary>
    internal void Client(in SockAddr peer)
    {
        if (plan.Verbose)
        {
            Report(Received, peer);
        }
    }

    /// <summary>The same in a loop that serves other clients too: <see cref="Print"/> prints the line when its name is known, in the order of the clients.</summary>
    internal void ClientLater(in SockAddr peer)
    {
        if (!plan.Verbose || plan.IsUnix || plan.Numeric || plan.Transport == Transport.Vsock)
        {
            Client(peer);
            return;
        }

        _names ??= new NameLookup();
        if (_names.Descriptor < 0 && _names.Open() < 0)
        {
            // Without a descriptor that signals the answer the loop cannot wait for it.
            _ = SocketAddresses.TryNumber(Shown(peer), out string host, out string port);
            Say(Received, 0, host, port);
            return;
        }

        _waiting.Enqueue(_names.Ask(Shown(peer)));
    }

    /// <summary>Prints the lines whose names are known or late, or all lines.</summary>
    internal void Print(bool all = false)
    {
        if (_waiting.Count == 0)
        {
            return;
        }

        _names!.Clear();
        while (_waiting.TryPeek(out NameLookup.Question? first) && (all || first.IsKnown || first.Until.IsOver))
        {
            Say(Received, _waiting.Dequeue());
        }
    }

    /// <summary>Waits for the names of the lines that are still to be printed, and prints them.</summary>
    internal void Finish()
    {
        while (_waiting.TryDequeue(out NameLookup.Question? first))
        {
            _names!.Await(first);
            Say(Received, first);
        }
    }

    private SockAddr Shown(in SockAddr address) => plan.IsDual ? SocketAddresses.Unmapped(address) : address;

    private void Say(string what, NameLookup.Question question) => Say(what, question.Result(out string host, out string port), host, port);

    private void Say(string what, int error, string host, string port)
    {
        if (error == 0)
        {
            call.Say(Sentences.Endpoint(what, host, port));
        }
        else
        {
            call.Warn(Sentences.NamingFailed(error));
        }
    }
}
