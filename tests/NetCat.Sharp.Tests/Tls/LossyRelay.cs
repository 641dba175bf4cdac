using System;
using System.Net;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;
using NetCat.Sharp.Testing;

namespace NetCat.Sharp.Tests.Tls;

/// <summary>
/// Relays datagrams between one client and one server. It loses, repeats and delays some of them, so that their order changes. The seed alone
/// determines what happens to the nth datagram of a direction.
/// </summary>
internal sealed class LossyRelay : IAsyncDisposable
{
    private static readonly TimeSpan s_longestDelay = TimeSpan.FromMilliseconds(200);

    private readonly Socket _near = Bound();
    private readonly Socket _far = Bound();
    private readonly CancellationTokenSource _stop = new();
    private readonly int _percent;
    private readonly Task _running;
    private EndPoint? _client;
    private int _lost;

    /// <param name="server">The port of the server.</param>
    /// <param name="percent">The percentage that is lost; the same percentages are repeated and delayed.</param>
    /// <param name="seed">The seed of the random choices.</param>
    internal LossyRelay(int server, int percent, int seed)
    {
        _percent = percent;
        _far.Connect(IPAddress.Loopback, server);
        _running = Task.WhenAll(Pump(isOfClient: true, new Random(seed)), Pump(isOfClient: false, new Random(~seed)));
    }

    internal int Port => ((IPEndPoint)_near.LocalEndPoint!).Port;

    internal int Lost => _lost;

    /// <summary>Sends bytes of the test to both sides.</summary>
    internal void Inject(ReadOnlySpan<byte> datagram)
    {
        Send(datagram, isOfClient: true);
        Send(datagram, isOfClient: false);
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _running;
        _near.Dispose();
        _far.Dispose();
        _stop.Dispose();
    }

    private static Socket Bound()
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return socket;
    }

    private async Task Pump(bool isOfClient, Random random)
    {
        byte[] bytes = new byte[ushort.MaxValue];
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                int length;
                if (isOfClient)
                {
                    SocketReceiveFromResult got = await _near.ReceiveFromAsync(bytes, new IPEndPoint(IPAddress.Any, 0), _stop.Token);
                    (_client, length) = (got.RemoteEndPoint, got.ReceivedBytes);
                }
                else
                {
                    length = await _far.ReceiveAsync(bytes, _stop.Token);
                }

                Deliver(bytes[..length], isOfClient, random);
            }
            catch (Exception e) when (e is OperationCanceledException or SocketException)
            {
                // The relay is disposed, or one side has no socket at the moment.
            }
        }
    }

    private void Deliver(byte[] datagram, bool isOfClient, Random random)
    {
        int fate = random.Next(100);
        TimeSpan delay = s_longestDelay * random.NextDouble();
        if (fate < _percent)
        {
            Interlocked.Increment(ref _lost);
            return;
        }

        if (fate >= 2 * _percent)
        {
            Send(datagram, isOfClient);
        }

        // The copy of a repeated datagram is delayed.
        if (fate < 3 * _percent)
        {
            _ = Later(datagram, isOfClient, delay);
        }
    }

    private async Task Later(byte[] datagram, bool isOfClient, TimeSpan delay)
    {
        await Until.Passed(delay, CancellationToken.None);
        Send(datagram, isOfClient);
    }

    private void Send(ReadOnlySpan<byte> datagram, bool isOfClient)
    {
        try
        {
            _ = isOfClient ? _far.Send(datagram) : _client is { } client ? _near.SendTo(datagram, client) : 0;
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // Counts as lost.
        }
    }
}
