using System;
using System.Collections.Generic;
using System.IO;
using System.Net;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;

namespace NetCat.Sharp.Differential.Running;

/// <summary>A scripted TCP far end, which listens or connects.</summary>
internal sealed class TcpFarEnd(ScenarioRun scenarioRun, Peer peer, string name) : FarEnd(scenarioRun, peer, name)
{
    private static readonly TimeSpan s_onItsWay = TimeSpan.FromSeconds(1);

    private readonly MemoryStream _received = new();
    private readonly List<Socket> _queued = [];
    private Socket? _listener;
    private Socket? _connection;
    private long _awaited;
    private string? _ending;
    private bool _closed;

    internal override bool HasVisitor => _connection is null && !Peer.Full && _listener?.Poll(0, SelectMode.SelectRead) == true;

    internal override void Open()
    {
        if (Peer.Kind != PeerKind.TcpListens)
        {
            return;
        }

        _listener = NewSocket(SocketType.Stream);
        _listener.SetRawSocketOption(1, 2, BitConverter.GetBytes(1));
        _listener.Bind(Own);
        _listener.Listen(Peer.Full ? 0 : 16);
        if (Peer.Full)
        {
            Fill();
        }
    }

    internal override async Task Drain(bool runs)
    {
        if (_connection is null || _closed || _ending is not null)
        {
            return;
        }

        if (runs)
        {
            while (_connection.Available > 0 && await Receive(default))
            {
            }

            return;
        }

        using var limit = new CancellationTokenSource(s_onItsWay);
        try
        {
            while (await Receive(limit.Token))
            {
            }
        }
        catch (OperationCanceledException)
        {
            // Still open although nc is gone: the report says that no end was seen.
        }
    }

    public override void Dispose()
    {
        _queued.ForEach(socket => socket.Dispose());
        _connection?.Dispose();
        _listener?.Dispose();
    }

    protected override async Task Meet()
    {
        if (_listener is not null)
        {
            if (!Peer.Full)
            {
                _connection = await _listener.AcceptAsync(ScenarioRun.Over);
                _connection.NoDelay = true;
            }

            return;
        }

        IPEndPoint called = await Called();
        _connection = NewSocket(SocketType.Stream);
        _connection.Bind(new IPEndPoint(ScenarioRun.AddressLease.Address(Peer.Host), 0));
        ScenarioRun.Act();
        await _connection.ConnectAsync(called, ScenarioRun.Over);
    }

    protected override IEnumerable<string> Seen()
    {
        if (_connection is null)
        {
            yield return "saw no connection";
            yield break;
        }

        yield return $"got {Pattern.Describe(_received.ToArray())}";
        yield return _ending ?? (_closed ? "closed first" : "saw no end");
    }

    protected override async Task Take(Step step)
    {
        switch (step)
        {
            case Step.Expect expect:
                _awaited += expect.Bytes;
                while (_received.Length < _awaited && await Receive(ScenarioRun.Over))
                {
                }

                break;
            case Step.End:
                while (await Receive(ScenarioRun.Over))
                {
                }

                break;
            case Step.Send send:
                ScenarioRun.Act();
                await SendAll(send.Bytes);
                break;
            case Step.Fin:
                ScenarioRun.Act();
                _connection!.Shutdown(SocketShutdown.Send);
                break;
            case Step.Rst:
                ScenarioRun.Act();
                _connection!.LingerState = new LingerOption(true, 0);
                _closed = true;
                _connection.Dispose();
                break;
            case Step.Close:
                ScenarioRun.Act();
                _closed = true;
                _connection!.Dispose();
                break;
            default:
                await ScenarioRun.Take(step);
                break;
        }
    }

    private async Task SendAll(byte[] bytes)
    {
        for (int sent = 0; sent < bytes.Length;)
        {
            sent += await _connection!.SendAsync(bytes.AsMemory(sent), SocketFlags.None, ScenarioRun.Over);
        }
    }

    /// <summary>False once the stream has ended in any way.</summary>
    private async Task<bool> Receive(CancellationToken token)
    {
        if (_ending is not null)
        {
            return false;
        }

        byte[] buffer = new byte[65536];
        try
        {
            int count = await _connection!.ReceiveAsync(buffer, SocketFlags.None, token);
            _received.Write(buffer, 0, count);
            _ending = count == 0 ? "saw end of file" : null;
        }
        catch (SocketException reset) when (reset.SocketErrorCode is SocketError.ConnectionReset)
        {
            _ending = "saw a reset";
        }

        return _ending is null;
    }

    /// <summary>Fills the accept queue with connections that are never accepted: the kernel drops the next SYN.</summary>
    private void Fill()
    {
        for (int i = 0; i < 4; i++)
        {
            Socket caller = NewSocket(SocketType.Stream);
            caller.Blocking = false;
            try
            {
                caller.Connect(Own);
            }
            catch (SocketException pending) when (pending.SocketErrorCode is SocketError.WouldBlock or SocketError.InProgress)
            {
                // The connection is queued or dropped; in both cases there is no room for nc.
            }

            _queued.Add(caller);
        }
    }
}
