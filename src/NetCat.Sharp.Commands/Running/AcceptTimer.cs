using System;
using NetCat.Sharp.Commands.Invocation;
using NetCat.Sharp.IO;
using NetCat.Sharp.Serving;

namespace NetCat.Sharp.Commands.Running;

/// <summary>
/// --accept-timeout of a listener that serves several clients: the limit for the time without a client. It restarts when a client has
/// been served; a client whose handshake fails does not restart it.
/// </summary>
/// <param name="limit">Null sets no limit.</param>
/// <param name="loop">The loop that fails when the time is over. Callers of <see cref="Came"/> and <see cref="Left"/> hold its lock.</param>
internal sealed class AcceptTimer(TimeSpan? limit, ServingLoop loop)
{
    private Deadline _clientBy = Deadline.In(limit);
    private int _clients;
    private Action? _wake;

    /// <summary>Starts the timer in a loop; a second call has no effect.</summary>
    internal void Begin(EventLoop events)
    {
        if (limit is null || _wake is not null)
        {
            return;
        }

        EventLoop.Entry entry = events.Add(new InputWatch(static () => -1, Due, End));
        _wake = () => events.Wake(entry);
    }

    /// <summary>A client has connected.</summary>
    internal void Came() => _clients++;

    /// <summary>A client has disconnected.</summary>
    /// <param name="wasServed">The client was served; false if its handshake failed.</param>
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
