using System;
using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Threading.Tasks;
using NetCat.Sharp.IO;
using NetCat.Sharp.Relaying;
using NetCat.Sharp.Serving;
using Xunit;

namespace NetCat.Sharp.Tests.Serving;

/// <summary>A forwarder on its own thread, with a listener at the loopback address, that records its reports.</summary>
internal sealed class ForwardingRig : IForwardObserver, IDisposable
{
    private readonly Socket _listener = Listener();
    private readonly LoopThread<Forwarding> _thread;

    internal ForwardingRig(ForwardOptions options)
        => _thread = new LoopThread<Forwarding>((EventLoop loop, out Forwarding? forwarding) => Forwarding.Open(loop, (int)_listener.Handle, options, this, out forwarding));

    /// <summary>The reports of the clients that have ended.</summary>
    internal ConcurrentQueue<Ended> Reports { get; } = new();

    internal int Count => _thread.Serving.Count;

    internal int PipeCount => _thread.Serving.PipeCount;

    internal static Socket Listener(int backlog = 512)
    {
        var listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        listener.Listen(backlog);
        return listener;
    }

    internal static ForwardOptions To(Socket target) => new(new ForwardTarget("127.0.0.1", PortOf(target), ""));

    internal static int PortOf(Socket socket) => ((IPEndPoint)socket.LocalEndPoint!).Port;

    internal async Task<Socket> Connect()
    {
        var client = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { ReceiveTimeout = 20_000, SendTimeout = 20_000 };
        await client.ConnectAsync(_listener.LocalEndPoint!);
        return client;
    }

    /// <summary>Runs work on the loop's thread.</summary>
    internal void Post(Action<Forwarding> work) => _thread.Post(work);

    public void Dispose()
    {
        _thread.Dispose();
        _listener.Dispose();
    }

    bool IServingObserver.Admits(int socket, in SockAddr peer) => true;

    void IForwardObserver.Accepted(ForwardedClient client)
    {
    }

    void IForwardObserver.Opened(ForwardedClient client, Channel channel)
    {
    }

    void IForwardObserver.Connected(ForwardedClient client)
    {
    }

    void IForwardObserver.Saw(ForwardedClient client, RelayEvent moment)
    {
    }

    void IForwardObserver.Ending(ForwardedClient client)
        => Reports.Enqueue(new Ended(client.Relay?.Ended, client.Relay?.Sent ?? 0, client.Relay?.Received ?? 0, client.Refusal.Errno));

    void IServingObserver.Exhausted(int errno)
    {
    }

    void IServingObserver.AcceptFailed(int errno)
    {
    }

    /// <summary>How a client ended.</summary>
    /// <param name="Reason">The end of its relay; null if there was no relay or it was stopped.</param>
    /// <param name="Sent">Bytes to the client.</param>
    /// <param name="Received">Bytes from the client.</param>
    /// <param name="Errno">The error of the connection to the target.</param>
    internal sealed record Ended(RelayEnd? Reason, long Sent, long Received, int Errno);
}
