using System;
using System.Buffers.Binary;
using System.IO;
using System.Net;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;
using NetCat.Sharp.Testing;
using NetCat.Sharp.Tests.Async;

namespace NetCat.Sharp.Tests.Tls;

/// <summary>
/// Relays between a TLS client and a TLS server. It passes each record to a function, which forwards it, changes it, delays it or ends the stream
/// inside it. The relay itself reads only the record headers.
/// </summary>
internal sealed class RecordRelay : IAsyncDisposable
{
    private const int Header = 5;

    private readonly Socket _listener = TlsPeer.Listener();
    private readonly CancellationTokenSource _stop = new();
    private readonly Func<int> _target;
    private readonly Func<RelayedRecord, Task> _deliver;
    private readonly Func<Socket, CancellationToken, Task>? _greet;
    private readonly Task _running;

    /// <param name="target">The port of the server, determined when a client connects.</param>
    /// <param name="deliver">Called for each record, one at a time in each direction.</param>
    /// <param name="greet">The exchange with the client before TLS; null if there is none.</param>
    internal RecordRelay(Func<int> target, Func<RelayedRecord, Task> deliver, Func<Socket, CancellationToken, Task>? greet = null)
    {
        (_target, _deliver, _greet) = (target, deliver, greet);
        _running = Run();
    }

    internal int Port => ((IPEndPoint)_listener.LocalEndPoint!).Port;

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Dispose();
        await _running;
        _stop.Dispose();
    }

    private async Task Run()
    {
        try
        {
            while (true)
            {
                using Socket client = await _listener.AcceptAsync(_stop.Token);
                if (_greet is not null)
                {
                    await _greet(client, _stop.Token);
                }

                using var server = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
                client.NoDelay = true;
                await server.ConnectAsync(IPAddress.Loopback, _target(), _stop.Token);
                var seen = new SeenRecords();
                await Task.WhenAll(Pump(client, server, seen, isOfClient: true), Pump(server, client, seen, isOfClient: false));
            }
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    private async Task Pump(Socket from, Socket to, SeenRecords seen, bool isOfClient)
    {
        try
        {
            byte[] bytes = new byte[Header + ushort.MaxValue];
            while (await Fill(from, bytes.AsMemory(0, Header)))
            {
                int length = BinaryPrimitives.ReadUInt16BigEndian(bytes.AsSpan(Header - 2));
                bool isWhole = await Fill(from, bytes.AsMemory(Header, length));
                RelayedRecord record = seen.Next(isOfClient, bytes[..(isWhole ? Header + length : Header)], to, _stop.Token);
                await _deliver(record);
                if (record.IsLast || !isWhole)
                {
                    break;
                }
            }
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException)
        {
            // The other direction may still deliver the peer's last data.
        }

        try
        {
            to.Shutdown(SocketShutdown.Send);
        }
        catch (SocketException)
        {
            // It has closed the connection.
        }
    }

    private async Task<bool> Fill(Socket from, Memory<byte> into)
    {
        while (!into.IsEmpty)
        {
            int read = await from.ReceiveAsync(into, _stop.Token);
            if (read == 0)
            {
                return false;
            }

            into = into[read..];
        }

        return true;
    }
}
