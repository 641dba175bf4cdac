using System;
using System.Collections.Generic;
using NetCat.Sharp.Commands.CommandLine.Planning;
using NetCat.Sharp.Commands.Texts;
using NetCat.Sharp.IO;
using NetCat.Sharp.Sockets;

namespace NetCat.Sharp.Commands.Running;

/// <summary>The lines of -v about a listener's own address and about its clients, with host names if they have any.</summary>
internal sealed class AddressReports(RunContext call, NcPlan plan)
{
    private const string Received = "Connection received on";

    private readonly Queue<NameLookup.Question> _waiting = new();
    private NameLookup? _names;

    /// <summary>The path of a Unix socket, which is also printed for its clients.</summary>
    internal string Path { get; set; } = plan.Host ?? "";

    /// <summary>Readable when <see cref="Print"/> may have a line to print; -1 if it never has.</summary>
    internal int Descriptor => _names?.Descriptor ?? -1;

    /// <summary>When <see cref="Print"/> must be called at the latest; not set if no line waits.</summary>
    internal Deadline PrintsAt => _waiting.TryPeek(out NameLookup.Question? first) ? first.Until : Deadline.Never;

    /// <summary>Prints a line about an address; waits for its name.</summary>
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

    /// <summary>As <see cref="Client"/>, without waiting: <see cref="Print"/> prints the lines in order when the names are known.</summary>
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
            // Without a descriptor that signals the answer, the loop cannot wait for the name.
            _ = SocketAddresses.TryNumber(Shown(peer), out string host, out string port);
            Say(Received, 0, host, port);
            return;
        }

        _waiting.Enqueue(_names.Ask(Shown(peer)));
    }

    /// <summary>Prints the lines whose names are known or overdue, or all lines.</summary>
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
