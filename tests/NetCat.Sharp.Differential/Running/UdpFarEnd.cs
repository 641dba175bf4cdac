using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;

namespace NetCat.Sharp.Differential.Running;

/// <summary>A scripted UDP far end, which keeps each datagram apart.</summary>
internal sealed class UdpFarEnd(ScenarioRun scenarioRun, Peer peer, string name) : FarEnd(scenarioRun, peer, name)
{
    private readonly List<byte[]> _received = [];
    private readonly byte[] _buffer = new byte[65536];
    private Socket? _socket;
    private EndPoint? _caller;
    private int _awaited;
    private int _awaitedBytes;
    private int _bytes;
    private bool _refused;
    private bool _closed;

    internal override void Open()
    {
        if (Peer.Kind == PeerKind.UdpBound)
        {
            _socket = NewSocket(SocketType.Dgram);
            _socket.Bind(Own);
        }
    }

    internal override async Task Drain(bool runs)
    {
        while (_socket is not null && !_closed && _socket.Poll(0, SelectMode.SelectRead) && await Receive(default))
        {
        }
    }

    public override void Dispose() => _socket?.Dispose();

    protected override async Task Meet()
    {
        if (_socket is not null)
        {
            return;
        }

        IPEndPoint called = await Called();
        _socket = NewSocket(SocketType.Dgram);
        _socket.Bind(new IPEndPoint(ScenarioRun.AddressLease.Address(Peer.Host), 0));
        await _socket.ConnectAsync(called, ScenarioRun.Over);
        _caller = called;
    }

    protected override IEnumerable<string> Seen()
    {
        for (int i = 0; i < _received.Count; i++)
        {
            yield return $"{Numbered("got datagram", i, _received.Count)} {Pattern.Describe(_received[i])}";
        }

        if (_received.Count == 0)
        {
            yield return "got nothing";
        }

        if (_refused)
        {
            yield return "was refused";
        }
    }

    protected override async Task Take(Step step)
    {
        switch (step)
        {
            case Step.Expect expect:
                _awaitedBytes += expect.Bytes;
                while (_bytes < _awaitedBytes && await Receive(ScenarioRun.Over))
                {
                }

                break;
            case Step.Datagrams datagrams:
                _awaited += datagrams.Count;
                while (_received.Count < _awaited && await Receive(ScenarioRun.Over))
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
                await SendOne(send.Bytes);
                break;
            case Step.Close:
                await Leave();
                break;
            default:
                await ScenarioRun.Take(step);
                break;
        }
    }

    /// <summary>
    /// Closes the socket and waits until the kernel does not list it: a child that another run starts at this moment holds a copy of it until its
    /// exec, and until then the socket receives datagrams.
    /// </summary>
    private async Task Leave()
    {
        ScenarioRun.Act();
        _closed = true;
        var own = (IPEndPoint)_socket!.LocalEndPoint!;
        _socket.Dispose();
        _ = await Until.True(() => !SocketRow.In(own.AddressFamily == AddressFamily.InterNetwork ? "udp" : "udp6").Any(row => row.Local.Equals(own)), ScenarioRun.Patience, ScenarioRun.Over);
    }

    private async Task SendOne(byte[] bytes)
    {
        try
        {
            _ = Peer.Kind == PeerKind.UdpSends
                ? await _socket!.SendAsync(bytes, SocketFlags.None, ScenarioRun.Over)
                : await _socket!.SendToAsync(bytes, SocketFlags.None, _caller ?? throw new InvalidOperationException("has no sender to reply to"), ScenarioRun.Over);
        }
        catch (SocketException refused) when (refused.SocketErrorCode == SocketError.ConnectionRefused)
        {
            _refused = true;
        }
    }

    /// <summary>False if the kernel reports that the peer's port is unreachable.</summary>
    private async Task<bool> Receive(CancellationToken token)
    {
        try
        {
            if (Peer.Kind == PeerKind.UdpSends)
            {
                Keep(await _socket!.ReceiveAsync(_buffer, SocketFlags.None, token));
            }
            else
            {
                EndPoint any = new IPEndPoint(Own.Address.AddressFamily == AddressFamily.InterNetwork ? IPAddress.Any : IPAddress.IPv6Any, 0);
                SocketReceiveFromResult result = await _socket!.ReceiveFromAsync(_buffer, SocketFlags.None, any, token);
                _caller ??= result.RemoteEndPoint;
                Keep(result.ReceivedBytes);
            }

            return true;
        }
        catch (SocketException refused) when (refused.SocketErrorCode == SocketError.ConnectionRefused)
        {
            _refused = true;
            return false;
        }
    }

    private void Keep(int count)
    {
        _bytes += count;
        _received.Add(_buffer[..count]);
    }
}
