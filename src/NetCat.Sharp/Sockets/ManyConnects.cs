using System;
using System.Collections.Generic;
using NetCat.Sharp.IO;
using NetCat.Sharp.Native;

namespace NetCat.Sharp.Sockets;

/// <summary>
/// Runs many connect(2) calls at the same time on one thread. A socket that was refused is reused for the next call: Linux resets it by itself
/// (connect(2), NOTES), which halves the cost of a closed port.
/// </summary>
/// <param name="options">The options that are set on each socket.</param>
/// <param name="width">The largest number of calls in progress; fewer if the process has no more descriptors.</param>
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

    /// <summary>Starts a call; false if no descriptor is free for it until another call has ended.</summary>
    /// <param name="ticket">The number by which <see cref="Next"/> identifies the call.</param>
    /// <param name="to">The address of the peer.</param>
    /// <param name="local">The local address; with the default the kernel chooses it.</param>
    /// <param name="until">The time limit of connect(2); the kernel has its own limit too.</param>
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
            // On this host the connection has been accepted or refused by now, and a second call returns the result without a poll(2).
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

    /// <summary>Waits until a call has ended; returns its ticket, and its socket or error. At least one call must be in progress.</summary>
    internal OpenResult Next(out int ticket)
    {
        while (_ended.Count == 0)
        {
            Await(Deadline.Never);
        }

        (ticket, OpenResult result) = _ended.Dequeue();
        return result;
    }

    /// <summary>Waits like <see cref="Next"/>, but only until a deadline; false if no call has ended by then.</summary>
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

    /// <summary>Whether <see cref="Next"/> returns without waiting.</summary>
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

        // Runs from the end, because the last entry replaces one that has ended.
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
