using System;
using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Threading.Tasks;
using NetCat.Sharp.IO;
using NetCat.Sharp.Serving;
using Xunit;

namespace NetCat.Sharp.Tests.Serving;

/// <summary>A datagram forwarder on its own thread, at a loopback port, that records its reports.</summary>
internal sealed class DatagramRig : IDatagramObserver, IDisposable
{
    private readonly Socket _listener;
    private readonly LoopThread<DatagramForwarding> _thread;

    /// <param name="options">The target.</param>
    /// <param name="at">The listener's address; null is the loopback address.</param>
    internal DatagramRig(ForwardOptions options, IPAddress? at = null)
    {
        _listener = at is null ? Bound() : new Socket(at.AddressFamily, SocketType.Dgram, ProtocolType.Udp);
        if (at?.AddressFamily == AddressFamily.InterNetworkV6)
        {
            _listener.DualMode = true;
        }

        if (at is not null)
        {
            _listener.Bind(new IPEndPoint(at, 0));
        }

        _thread = new LoopThread<DatagramForwarding>((EventLoop loop, out DatagramForwarding? forwarding) => DatagramForwarding.Open(loop, (int)_listener.Handle, options, this, out forwarding));
    }

    /// <summary>The port of the listener.</summary>
    internal int Port => PortOf(_listener);

    /// <summary>The reports, one line each.</summary>
    internal ConcurrentQueue<string> Reports { get; } = new();

    internal int Count => _thread.Serving.Count;

    internal bool IsOver => _thread.Serving.IsOver;

    internal static int PortOf(Socket socket) => ((IPEndPoint)socket.LocalEndPoint!).Port;

    internal static Socket Bound(int port = 0)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp) { ReceiveTimeout = 20_000 };
        socket.Bind(new IPEndPoint(IPAddress.Loopback, port));
        return socket;
    }

    internal static ForwardOptions To(Socket target, TimeSpan? idle = null, string host = "127.0.0.1")
        => new(new ForwardTarget(host, PortOf(target), "")) { Policy = RelayPolicy.Forwarding with { IdleTimeout = idle ?? TimeSpan.FromSeconds(60) } };

    /// <summary>A peer, connected to the listener.</summary>
    internal Socket Peer()
    {
        Socket peer = Bound();
        peer.Connect(_listener.LocalEndPoint!);
        return peer;
    }

    public void Dispose()
    {
        _thread.Dispose();
        _listener.Dispose();
    }

    bool IServingObserver.Admits(int socket, in SockAddr peer) => true;

    void IServingObserver.Exhausted(int errno) => Reports.Enqueue($"exhausted {errno}");

    void IServingObserver.AcceptFailed(int errno) => Reports.Enqueue($"failed {errno}");

    void IDatagramObserver.Began(DatagramSession session) => Reports.Enqueue("began");

    void IDatagramObserver.Refused(DatagramSession session, int errno) => Reports.Enqueue($"refused {errno}");

    void IDatagramObserver.NoTarget(in SockAddr peer, int error) => Reports.Enqueue($"no target {error}");

    void IDatagramObserver.Full(in SockAddr peer) => Reports.Enqueue("full");

    void IDatagramObserver.Ending(DatagramSession session)
        => Reports.Enqueue($"{(session.IsIdle ? "idle" : "stopped")} {session.Sent} {session.Received}");
}
