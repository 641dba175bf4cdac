using System;
using System.Collections.Generic;
using NetCat.Sharp.IO;
using NetCat.Sharp.Native;

namespace NetCat.Sharp.Sockets;

/// <summary>
/// Many connect(2) under way at once, on one thread. A refused socket serves the next call: Linux takes it apart by itself (connect(2), NOTES),
/// which halves what a closed port costs.
/// </summary>
/// <param name="options">Set on each socket.</param>
/// <param name="width">The most that are under way; fewer where the process has no more descriptors.</param>
internal sealed class ManyConnects(IReadOnlyList<SocketOptionValue> options, int width) : IDisposable
{
    private readonly PollSlot[] _slots = new PollSlot[width];
    private readonly Flight[] _flights = new Flight[width];
    private readonly Queue<(int, OpenResult)> _ended = new();
    private readonly Stack<(int Socket, int Family)> _idle = new();
    private int _width = width;
    private int _count;

    internal bool HasRoom => _count < _width;

    internal bool IsIdle => _count == 0 && _ended.Count == 0;

    /// <summary>Begins one; false where there is no descriptor for it until another has ended.</summary>
    /// <param name="ticket">By which <see cref="Next"/> names it.</param>
    /// <param name="to">The peer.</param>
    /// <param name="local">The own address; the default leaves the choice to the kernel.</param>
    /// <param name="until">The limit of connect(2); the kernel has one of its own.</param>
    internal bool Begin(int ticket, in ResolvedAddress to, in SockAddr local, Deadline until)
    {
        bool reusable = local.Family == Constants.AF_UNSPEC;
        OpenResult made = reusable && _idle.TryPeek(out (int Socket, int Family) idle) && idle.Family == to.Family
            ? new OpenResult(_idle.Pop().Socket)
            : Connecting.Prepare(to, local, options);
        if (made is { Step: OpenStep.Socket, Errno: Constants.EMFILE or Constants.ENFILE } && _count > 0)
        {
            _width = _count;
            return false;
        }

        if (!made.Opened)
        {
            _ended.Enqueue((ticket, made));
            return true;
        }

        var flight = new Flight(ticket, made.Descriptor, to, reusable, until);
        SelfConnection.Prepare(to.Address);
        int error = Libc.Connect(flight.Socket, to.Address);
        if (error == -Constants.EINPROGRESS)
        {
            // On this host the answer has come by now, and a second call fetches it without a poll(2).
            error = Libc.Connect(flight.Socket, to.Address);
        }

        if (error == -Constants.EALREADY)
        {
            _flights[_count++] = flight;
        }
        else
        {
            End(flight, error);
        }

        return true;
    }

    /// <summary>Waits until one has ended: its ticket, and its socket or what went wrong. There must be one.</summary>
    internal OpenResult Next(out int ticket)
    {
        while (_ended.Count == 0)
        {
            Await(Deadline.Never);
        }

        (ticket, OpenResult result) = _ended.Dequeue();
        return result;
    }

    /// <summary>The same until a deadline; false where none has ended by then.</summary>
    internal bool TryNext(Deadline by, out int ticket, out OpenResult result)
    {
        while (_ended.Count == 0 && !by.IsOver)
        {
            Await(by);
        }

        bool has = _ended.TryDequeue(out (int Ticket, OpenResult Result) first);
        (ticket, result) = first;
        return has;
    }

    /// <summary>Whether <see cref="Next"/> answers without waiting.</summary>
    internal bool HasEnded => _ended.Count > 0;

    public void Dispose()
    {
        foreach (Flight flight in _flights.AsSpan(0, _count))
        {
            _ = Libc.Close(flight.Socket);
        }

        while (_idle.TryPop(out (int Socket, int Family) idle))
        {
            _ = Libc.Close(idle.Socket);
        }
    }

    private void Await(Deadline by)
    {
        Deadline soonest = Deadline.Never;
        for (int at = 0; at < _count; at++)
        {
            _slots[at].Watch(_flights[at].Socket, Constants.POLLOUT);
            soonest = soonest.Or(_flights[at].Until);
        }

        _ = Libc.Poll(_slots.AsSpan(0, _count), soonest.Or(by).PollTime);
        bool isLate = soonest.IsOver;

        // From the end, since the last one takes the place of one that has ended.
        for (int at = _count - 1; at >= 0; at--)
        {
            Flight flight = _flights[at];
            int error = _slots[at].Answer != 0 ? Libc.Connect(flight.Socket, flight.To.Address) : -Constants.EALREADY;
            bool late = isLate && error == -Constants.EALREADY && flight.Until.IsOver;
            if (error == -Constants.EALREADY && !late)
            {
                continue;
            }

            _flights[at] = _flights[--_count];
            _slots[at] = _slots[_count];
            End(flight, late ? -Constants.ETIMEDOUT : error, late ? OpenStep.ConnectTimeout : OpenStep.Connect);
        }
    }

    private void End(in Flight flight, int error, OpenStep step = OpenStep.Connect)
    {
        bool connected = error == 0 && !(flight.To.SocketType == Constants.SOCK_STREAM && SelfConnection.Is(flight.Socket, flight.To.Address));
        if (connected)
        {
            OpenResult result = Listening.Set(flight.Socket, flight.To.Address, Phase.Connected, options);
            if (!result.Opened)
            {
                _ = Libc.Close(flight.Socket);
            }

            _ended.Enqueue((flight.Ticket, result));
            return;
        }

        if (error == -Constants.ECONNREFUSED && flight.Reusable)
        {
            _idle.Push((flight.Socket, flight.To.Family));
        }
        else
        {
            _ = Libc.Close(flight.Socket);
        }

        _ended.Enqueue((flight.Ticket, OpenResult.Failed(step, error == 0 ? -Constants.ECONNREFUSED : error)));
    }

    private readonly record struct Flight(int Ticket, int Socket, ResolvedAddress To, bool Reusable, Deadline Until);
}
