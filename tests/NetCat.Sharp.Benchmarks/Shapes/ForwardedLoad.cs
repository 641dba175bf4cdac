using System;
using System.Collections.Generic;
using NetCat.Sharp.Benchmarks.Outside;

namespace NetCat.Sharp.Benchmarks.Shapes;

/// <summary>The result of a load.</summary>
/// <param name="Rate">More is better.</param>
/// <param name="Work">The number of units of <see cref="Shape.Work"/> done, by which the forwarder's processor time is divided.</param>
internal readonly record struct Load(double Rate, double Work);

/// <summary>
/// Many connections through a forwarder at once. Clients and targets run in one thread of this program (<see cref="Poller"/>), so that the
/// forwarder has a core of its own. The processor time is that of the forwarder and of the processes that it has started and waited for.
/// </summary>
internal abstract class ForwardedLoad : Shape
{
    private const int FirstWait = 20_000;

    /// <summary>The receive buffer of the target's sockets; 0 leaves it to the kernel.</summary>
    protected virtual int Buffer => 0;

    internal override Sample? Run(Peer peer, Workspace workspace) => Measure(peer, workspace, memory: null);

    internal override long Verify(Peer peer, Workspace workspace)
    {
        using ResidentMemory memory = new();
        _ = Measure(peer, workspace, memory);
        return memory.PeakKibibytes;
    }

    /// <summary>One run with a forwarder that listens.</summary>
    /// <param name="port">The forwarder's port.</param>
    /// <param name="listener">The listening socket of the target.</param>
    /// <param name="forwarder">The forwarder's process.</param>
    /// <param name="verifies">Whether each byte is verified; the time is then not measured.</param>
    protected abstract Load Drive(int port, int listener, Child forwarder, bool verifies);

    /// <summary>Connects clients, and waits until a byte of each has arrived at the target and another one has come back.</summary>
    /// <param name="port">The forwarder's port.</param>
    /// <param name="listener">The listening socket of the target.</param>
    /// <param name="count">The number of connections.</param>
    /// <param name="buffer">The send buffer of the clients; 0 leaves it to the kernel.</param>
    /// <returns>The clients' sockets, and the sockets that the target accepted, in another order.</returns>
    protected static (int[] Clients, int[] Targets) Connect(int port, int listener, int count, int buffer = 0)
    {
        // Connects in groups: the listen backlog of a forwarder is shorter than the number of clients.
        const int AtOnce = 64;
        int[] clients = new int[count];
        List<int> targets = new(count);
        byte[] one = new byte[1];
        using Poller poller = new();
        poller.Add(listener, Libc.EPOLLIN, FirstWait);
        int begun = 0;
        int answered = 0;
        while (answered < count)
        {
            for (; begun < count && begun - answered < AtOnce; begun++)
            {
                clients[begun] = Streams.Connect(port, buffer);
                Streams.SendAtOnce(clients[begun]);
                poller.Add(clients[begun], Libc.EPOLLOUT, begun);
            }

            int ready = poller.Wait();
            for (int at = 0; at < ready; at++)
            {
                int id = poller.Id(at);
                if (id == FirstWait)
                {
                    for (int accepted = Streams.Accept(listener); accepted >= 0; accepted = Streams.Accept(listener))
                    {
                        Streams.SendAtOnce(accepted);
                        poller.Add(accepted, Libc.EPOLLIN, FirstWait + 1 + targets.Count);
                        targets.Add(accepted);
                    }
                }
                else if (id > FirstWait)
                {
                    _ = Streams.Receive(targets[id - FirstWait - 1], one);
                    _ = Streams.Send(targets[id - FirstWait - 1], one);
                    poller.Remove(targets[id - FirstWait - 1]);
                }
                else if (poller.IsReadable(at))
                {
                    if (Streams.Receive(clients[id], one) <= 0)
                    {
                        throw new InvalidOperationException(FormattableString.Invariant($"client {id} was closed"));
                    }

                    poller.Remove(clients[id]);
                    answered++;
                }
                else
                {
                    _ = Streams.Send(clients[id], one);
                    poller.Change(clients[id], Libc.EPOLLIN, id);
                }
            }
        }

        return (clients, [.. targets]);
    }

    private Sample Measure(Peer peer, Workspace workspace, ResidentMemory? memory)
    {
        Meeting near = new(Workspace.FreePort());
        Meeting far = new(Workspace.FreePort());
        int nothing = Descriptors.Reading("/dev/null");
        int away = Descriptors.Writing("/dev/null");
        int listener = Streams.Listen(far.Port, Buffer);
        Child forwarder = Child.Start(peer.Forwards!(near.Port, far.Port, workspace.NewPath()), nothing, away, isQuiet: true);
        double seconds = 0;
        Load load;
        try
        {
            Workspace.AwaitListener(near);
            memory?.Watch(forwarder.Id, forwarder.Id);
            load = Drive(near.Port, listener, forwarder, verifies: memory is not null);
        }
        finally
        {
            seconds = forwarder.End();
            Descriptors.Close(listener, nothing, away);
        }

        return new Sample(load.Rate, seconds / load.Work);
    }
}
