using System;
using NetCat.Sharp.Commands.Invocation;
using NetCat.Sharp.IO;
using NetCat.Sharp.Serving;

namespace NetCat.Sharp.Commands.Running;

/// <summary>
/// --accept-timeout where clients are served at once: the time in which no client is connected. It begins anew when one has been served;
/// a client that fails its handshake does not extend it.
/// </summary>
/// <param name="limit">Null sets no limit.</param>
/// <param name="loop">Ends when the time is over. Its lock is held by the callers of <see cref="Came"/> and <see cref="Left"/>.</param>
internal sealed class AcceptTimer(TimeSpan? limit, ServingLoop loop)
{
    private Deadline _clientBy = Deadline.In(limit);
    private int _clients;
    private Action? _wake;

    /// <summary>Begins to wait with a loop; a second call does nothing.</summary>
    internal void Begin(EventLoop events)
    {
        if (limit is null || _wake is not null)
        {
            return;
        }

        EventLoop.Entry entry = events.Add(new InputWatch(static () => -1, Due, End));
        _wake = () => events.Wake(entry);
    }

    /// <summary>A client is there.</summary>
    internal void Came() => _clients++;

    /// <summary>A client has left.</summary>
    /// <param name="wasServed">It was more than a handshake that failed.</param>
    internal void Left(bool wasServed)
    {
        _clients--;
        _clientBy = wasServed ? Deadline.In(limit) : _clientBy;
        if (_clients == 0 && _wake is not null)
        {
            loop.Post(_wake);
        }
    }

    private Deadline Due()
    {
        lock (loop.Reporting)
        {
            return _clients > 0 ? Deadline.Never : _clientBy;
        }
    }

    private void End()
    {
        if (Due().IsOver)
        {
            loop.Fail(new NcExit(1, "accept timeout is over") { Reason = ExitReason.Timeout });
        }
    }
}
