using System.Collections.Generic;
using NetCat.Sharp.Commands.Planning;
using NetCat.Sharp.Commands.Reporting;
using NetCat.Sharp.Native;

namespace NetCat.Sharp.Commands.Running;

/// <summary>nc -l: binds, waits, serves one peer or, with -k, one after the other.</summary>
internal sealed class ListenRun(Invocation call, NcPlan plan)
{
    /// <summary>The exit code.</summary>
    /// <exception cref="NcExit">The listener cannot be had, or its work is cut short.</exception>
    internal int Run()
    {
        int listener = plan.IsUnix ? OpenUnix(plan.Host!) : Open();
        if (plan.Verbose && !plan.IsUnix && Libc.LocalAddress(listener, out SockAddr local) == 0)
        {
            Report(plan.Transport == Transport.Udp ? "Bound on" : "Listening on", local);
        }

        bool again;
        do
        {
            bool quits = plan.Transport == Transport.Udp ? ServeSender(listener) : ServeConnection(listener);
            again = plan.Keeps && !quits;
        }
        while (again);
        return 0;
    }

    private int Open()
    {
        var addresses = new List<ResolvedAddress>();
        var lookup = new Lookup(plan.Transport, plan.Family, Passive: true, plan.Numeric);
        int error = Resolving.Resolve(plan.Host, plan.ListenPort, lookup, addresses);
        if (error != 0)
        {
            throw new NcExit(1, Sentences.ResolveFailed(error));
        }

        OpenResult result = default;
        foreach (ResolvedAddress address in addresses)
        {
            result = Listening.Open(address, plan.SocketOptions, plan.Backlog);
            if (result.Opened)
            {
                return result.Descriptor;
            }

            if (result.Step is OpenStep.Option or OpenStep.Listen)
            {
                throw new NcExit(1, Sentences.OpenFailed(result, address.Family));
            }
        }

        throw new NcExit(1, Errno.Text(result.Errno));
    }

    private int OpenUnix(string path)
    {
        OpenResult result = UnixSockets.Bind(path, plan.Transport, flags: 0);
        if (!result.Opened)
        {
            bool foreign = result.Errno == Numbers.EADDRINUSE && Libc.FileType(path) is not (Numbers.S_IFDIR or Numbers.S_IFSOCK or 0);
            throw new NcExit(1, foreign ? $"{path}: not a socket, left as it is" : Errno.Text(result.Errno));
        }

        SayPath("Bound on", path);
        if (plan.Transport == Transport.Tcp)
        {
            int error = UnixSockets.Listen(result.Descriptor);
            if (error < 0)
            {
                throw new NcExit(1, Errno.Text(-error));
            }

            SayPath("Listening on", path);
        }

        return result.Descriptor;
    }

    private bool ServeConnection(int listener)
    {
        int socket = Listening.Accept(listener, out SockAddr peer);
        if (socket < 0)
        {
            throw new NcExit(1, $"accept: {Errno.Text(-socket)}");
        }

        if (plan.Verbose)
        {
            Report("Connection received on", peer);
        }

        return Conversation.Hold(call, plan, socket, closes: true);
    }

    /// <summary>With -k everybody is heard on the one unconnected socket; else the first to send becomes the only peer.</summary>
    private bool ServeSender(int socket)
    {
        if (!plan.Relay.FromAnybody)
        {
            int error = FirstSender.Await(socket, out SockAddr sender);
            if (error < 0)
            {
                throw new NcExit(1, $"recvfrom: {Errno.Text(-error)}");
            }

            error = Libc.Connect(socket, sender);
            if (error < 0)
            {
                throw new NcExit(1, $"connect: {Errno.Text(-error)}");
            }

            if (plan.Verbose)
            {
                Report("Connection received on", sender);
            }
        }

        Libc.SetNonBlocking(socket);
        return Conversation.Hold(call, plan, socket, closes: !plan.Keeps);
    }

    private void SayPath(string what, string path)
    {
        if (plan.Verbose)
        {
            call.Say(Sentences.Path(what, path));
        }
    }

    private void Report(string what, in SockAddr address)
    {
        if (plan.IsUnix)
        {
            SayPath(what, plan.Host!);
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
