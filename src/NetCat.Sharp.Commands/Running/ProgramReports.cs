using NetCat.Sharp.Commands.CommandLine.Planning;
using NetCat.Sharp.Commands.Invocation;
using NetCat.Sharp.Commands.Observing;
using NetCat.Sharp.Commands.Texts;
using NetCat.Sharp.IO;
using NetCat.Sharp.Serving;
using NetCat.Sharp.Strings;

namespace NetCat.Sharp.Commands.Running;

/// <summary>Prints the lines and writes the events about clients of programs. Workers report one at a time.</summary>
/// <param name="call">Events and messages.</param>
/// <param name="plan">The options.</param>
/// <param name="loop">The loop that serves the clients.</param>
/// <param name="access">Admits clients.</param>
/// <param name="reports">The lines about clients.</param>
internal sealed class ProgramReports(RunContext call, NcPlan plan, ServingLoop loop, AccessControl access, AddressReports reports) : IProgramObserver
{
    private GarbagePacer _garbage;

    /// <summary>TLS with the clients of a listener, or null.</summary>
    internal TlsSide? Tls { get; init; }

    /// <summary>--accept-timeout.</summary>
    internal AcceptTimer Timer { get; } = new(plan.AcceptTimeout, loop);

    /// <summary>The exit status of the program that ended last.</summary>
    internal int Status { get; private set; }

    bool IServingObserver.Admits(int socket, in SockAddr peer)
    {
        lock (loop.Reporting)
        {
            return Admission.Admits(call, plan, access, socket, peer);
        }
    }

    void IServingObserver.Exhausted(int errno)
    {
        lock (loop.Reporting)
        {
            call.Warn(Sentences.NoFurtherClient(errno));
        }
    }

    void IServingObserver.AcceptFailed(int errno)
    {
        lock (loop.Reporting)
        {
            loop.Fail("accept", errno);
        }
    }

    void IProgramObserver.Accepted(ProgramClient client)
    {
        lock (loop.Reporting)
        {
            Timer.Came();
            _garbage.Add();
            client.Note = call.Events?.Connected(client.Socket.Number, client.Peer);
            MultipathReport.Give(call, plan, client.Socket.Number);
            SocketOptionReport.Give(call, plan, client.Socket.Number);
        }
    }

    void IProgramObserver.Opened(ProgramClient client)
    {
        lock (loop.Reporting)
        {
            Tls!.Opened(client.Note as SessionEvents, client.Channel!);
        }
    }

    void IProgramObserver.Started(ProgramClient client) => Name(client);

    void IProgramObserver.Relayed(ProgramClient client)
    {
        if ((plan.Verbose || !plan.Keeps) && TlsSide.EndOf(client.Channel!, plan.Tls!) is { } line)
        {
            lock (loop.Reporting)
            {
                call.Warn(line);
            }
        }
    }

    void IProgramObserver.Ending(ProgramClient client)
    {
        lock (loop.Reporting)
        {
            Report(client, client.Note as SessionEvents);
            Timer.Left(wasServed: client.End is ProgramEnd.Done or ProgramEnd.NotStarted);
        }
    }

    private void Report(ProgramClient client, SessionEvents? events)
    {
        switch (client.End)
        {
            case ProgramEnd.Done:
                Status = client.Status!.Value;
                events?.ProgramEnded(Status, relay: client.Relay);
                break;
            case ProgramEnd.NotStarted:
                events?.Closed("error");
                NotStarted(NcExit.Failed(Printable.Of(plan.Program!.Words[0]), client.Errno));
                Name(client);
                break;
            case ProgramEnd.Unopened:
                Name(client);
                call.Warn(Tls!.Failed(events, client.Channel!));
                events?.Closed("tls-failed");
                break;
            case ProgramEnd.NotServed:
                events?.Closed(SessionEvents.NotServed);
                break;
            case ProgramEnd.Stopped when client.Program is null:
                events?.Closed(loop.StopEnd, signal: loop.Signal);
                break;
            case ProgramEnd.Stopped:
                events?.ProgramEnded(status: null, loop.Signal, client.Relay);
                break;
        }
    }

    /// <summary>Reports that a program did not start; with -k the other clients continue.</summary>
    private void NotStarted(NcExit failure)
    {
        if (!plan.Keeps)
        {
            loop.Fail(failure);
            return;
        }

        call.Warn(failure.Line!);
        call.Events?.Failed(failure);
    }

    private void Name(ProgramClient client)
    {
        if (plan.Listens && plan.Verbose)
        {
            loop.Post(() => reports.ClientLater(client.Peer));
        }
    }
}
