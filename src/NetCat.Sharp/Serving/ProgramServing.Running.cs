using NetCat.Sharp.IO;
using NetCat.Sharp.Processes;
using NetCat.Sharp.Relaying;

namespace NetCat.Sharp.Serving;

/// <content>Runs the program of a client, from its start to its end.</content>
internal sealed partial class ProgramServing
{
    /// <summary>Runs the program for a client whose channel, if it has one, is open. Takes ownership of the client.</summary>
    internal void Take(ProgramClient client)
    {
        if (_options.ServesOne)
        {
            Close();
        }

        client.Place ??= _clients.AddLast(client);
        int result = client.Channel is null ? StartPlain(client) : StartBehindChannel(client, client.Channel);
        if (result < 0)
        {
            client.Errno = -result;
            Leave(client, ProgramEnd.NotStarted);
            return;
        }

        client.Program = new Child(result, status => Ended(client, status));
        _observer.Started(client);
        _ = _loop.Add(client.Program);
    }

    /// <summary>Starts the program; returns its process id or minus errno. Afterwards only the program has the socket.</summary>
    private int StartPlain(ProgramClient client)
    {
        client.IsMoved = true;
        using (client.Socket)
        {
            return _program.Start(client.Socket.Number, client.Socket.Number, _options.Transport, client.Peer);
        }
    }

    private int StartBehindChannel(ProgramClient client, Channel outer)
    {
        int result = OwnedDescriptor.Pair(out OwnedDescriptor? near, out OwnedDescriptor? far);
        client.Near = near;
        using (far)
        {
            result = result < 0 ? result : _program.Start(far!.Number, client.Socket.Number, _options.Transport, client.Peer);
        }

        if (result < 0)
        {
            return result;
        }

        Descriptors.SetNonBlocking(near!.Number);
        var inner = PlainChannel.OfSocket(near.Number);
        client.Relay = new Relay(inner, inner, outer, RelayPolicy.Forwarding, pool: _pool) { FinishesOutput = true, Completed = () => Moved(client) };
        _ = _loop.Add(client.Relay);
        return result;
    }

    private void Moved(ProgramClient client)
    {
        if (_isStopped)
        {
            return;
        }

        _observer.Relayed(client);
        client.IsMoved = true;
        client.Dispose();
        Finish(client);
    }

    private void Ended(ProgramClient client, int status)
    {
        client.Status = status;
        if (!_isStopped)
        {
            Finish(client);
        }
    }

    /// <summary>Removes a client whose program has ended and whose last output has been sent.</summary>
    private void Finish(ProgramClient client)
    {
        if (client is { IsMoved: true, Status: not null })
        {
            Leave(client, ProgramEnd.Done);
        }
    }

    private void Leave(ProgramClient client, ProgramEnd end)
    {
        client.End = end;
        _observer.Ending(client);
        _clients.Remove(client.Place!);
        client.Dispose();
        _options.Limit.Return();
        _acceptors.FindAll(static acceptor => acceptor.IsExhausted).ForEach(static acceptor => acceptor.Resume());
    }
}
