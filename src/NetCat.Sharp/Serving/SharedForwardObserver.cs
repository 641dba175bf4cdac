using System.Threading;
using NetCat.Sharp.IO;
using NetCat.Sharp.Relaying;

namespace NetCat.Sharp.Serving;

/// <summary>Passes on the events of several workers, one at a time.</summary>
/// <param name="observer">The receiver, called on the threads of the workers.</param>
/// <param name="reporting">The lock that is held during each call.</param>
internal sealed class SharedForwardObserver(IForwardObserver observer, Lock reporting) : IForwardObserver
{
    public bool Admits(int socket, in SockAddr peer)
    {
        lock (reporting)
        {
            return observer.Admits(socket, peer);
        }
    }

    public void Exhausted(int errno)
    {
        lock (reporting)
        {
            observer.Exhausted(errno);
        }
    }

    public void AcceptFailed(int errno)
    {
        lock (reporting)
        {
            observer.AcceptFailed(errno);
        }
    }

    public void Accepted(ForwardedClient client)
    {
        lock (reporting)
        {
            observer.Accepted(client);
        }
    }

    public void Opened(ForwardedClient client, Channel channel)
    {
        lock (reporting)
        {
            observer.Opened(client, channel);
        }
    }

    public void Connected(ForwardedClient client)
    {
        lock (reporting)
        {
            observer.Connected(client);
        }
    }

    public void Saw(ForwardedClient client, RelayEvent moment)
    {
        lock (reporting)
        {
            observer.Saw(client, moment);
        }
    }

    public void Ending(ForwardedClient client)
    {
        lock (reporting)
        {
            observer.Ending(client);
        }
    }
}
