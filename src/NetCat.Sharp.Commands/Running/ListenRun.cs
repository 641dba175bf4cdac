using System.Collections.Generic;
using NetCat.Sharp.Commands.Planning;
using NetCat.Sharp.Commands.Reporting;
using NetCat.Sharp.Native;

namespace NetCat.Sharp.Commands.Running;

/// <summary>nc -l: binds, waits, serves one peer or, with -k, one after the other.</summary>
internal sealed class ListenRun(Invocation call, NcPlan plan)
{
    private string _path = plan.Host ?? "";

    /// <summary>How it ended: as the last of its conversations did.</summary>
    /// <exception cref="NcExit">The listener cannot be had, or its work is cut short.</exception>
    internal Outcome Run()
    {
        ReadyNotice.Check(plan.Announcement);
        int listener = plan.HandedIn ? HandedInSocket.Take(plan) : new Listener(call, plan).Open();
        call.Events?.Listening(listener);
        ReadyNotice.Give(plan.Announcement, listener);
        call.Events?.Ready();
        if (plan.Verbose && (plan.HandedIn || !plan.IsUnix) && Libc.LocalAddress(listener, out SockAddr local) == 0)
        {
            _path = local.Path;
            Report(plan.Transport == Transport.Udp ? "Bound on" : "Listening on", local);
        }

        ConversationEnd end;
        do
        {
            end = plan.Transport == Transport.Udp ? ServeSender(listener) : ServeConnection(listener);
        }
        while (plan.Keeps && !end.Quits);
        return new Outcome(0, end.Cause);
    }

    private ConversationEnd ServeConnection(int listener)
    {
        call.Deadline.AwaitInput(listener);
        int socket = Listening.Accept(listener, out SockAddr peer);
        if (socket < 0)
        {
            throw NcExit.Failed("accept", -socket);
        }

        call.Events?.Connected(socket, peer);
        if (plan.Verbose)
        {
            Report("Connection received on", peer);
        }

        return Conversation.Hold(call, plan, socket, closes: true);
    }

    /// <summary>With -k everybody is heard on the one unconnected socket; else the first to send becomes the only peer.</summary>
    private ConversationEnd ServeSender(int socket)
    {
        if (!plan.Relay.FromAnybody)
        {
            call.Deadline.AwaitInput(socket);
            int error = FirstSender.Await(socket, out SockAddr sender);
            if (error < 0)
            {
                throw NcExit.Failed("recvfrom", -error);
            }

            call.Events?.FirstDatagram(sender);
            error = Libc.Connect(socket, sender);
            if (error < 0)
            {
                throw NcExit.Failed("connect", -error);
            }

            call.Events?.Connected(socket, sender);
            if (plan.Verbose)
            {
                Report("Connection received on", sender);
            }
        }

        Libc.SetNonBlocking(socket);
        return Conversation.Hold(call, plan, socket, closes: !plan.Keeps);
    }

    private void Report(string what, in SockAddr address)
    {
        if (plan.IsUnix)
        {
            call.Say(Sentences.Path(what, _path));
            return;
        }

        int error = NameLookup.NameOf(address, plan.Numeric, out string host, out string port);
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
