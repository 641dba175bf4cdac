using System;
using System.Collections.Generic;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Threading.Tasks;
using NetCat.Sharp.Differential.Outside;
using NetCat.Sharp.Differential.Transcripts;

namespace NetCat.Sharp.Differential.Running;

/// <summary>A scripted far end: runs its script and records what it receives.</summary>
internal abstract class FarEnd(ScenarioRun scenarioRun, Peer peer, string name) : IDisposable
{
    private readonly List<string> _troubles = [];

    protected ScenarioRun ScenarioRun => scenarioRun;

    protected Peer Peer => peer;

    internal static FarEnd Of(ScenarioRun scenarioRun, Peer peer, string name)
        => peer.Kind is PeerKind.TcpListens or PeerKind.TcpConnects ? new TcpFarEnd(scenarioRun, peer, name) : new UdpFarEnd(scenarioRun, peer, name);

    /// <summary>Opens the far end. One that nc connects to must be open before nc starts.</summary>
    internal abstract void Open();

    internal async Task Perform()
    {
        Step? current = null;
        try
        {
            if (peer.After is { } mark)
            {
                await scenarioRun.Marked(mark);
            }

            await Meet();
            foreach (Step step in peer.Steps)
            {
                current = step;
                await Take(step);
            }
        }
        catch (OperationCanceledException) when (current is Step.End)
        {
            // The end may still arrive after the run is over: the report names it if it was seen.
        }
        catch (OperationCanceledException)
        {
            _troubles.Add(current is null ? "was never met" : $"gave up at {current.GetType().Name}");
        }
        catch (SocketException refused)
        {
            _troubles.Add($"{current?.GetType().Name ?? "meeting"}: {refused.SocketErrorCode}");
        }
    }

    /// <summary>Whether a connection waits in the queue that the script has not accepted yet.</summary>
    internal virtual bool HasVisitor => false;

    /// <summary>Receives data that is still in transit once nc has ended or is idle.</summary>
    internal abstract Task Drain(bool runs);

    internal List<TranscriptLine> Report()
    {
        var lines = new List<TranscriptLine>();
        foreach (string text in Seen())
        {
            lines.Add(new TranscriptLine(Bits.Peer, $"{name} {text}"));
        }

        foreach (string trouble in _troubles)
        {
            lines.Add(new TranscriptLine(Bits.Peer, $"{name} {trouble}"));
        }

        return lines;
    }

    public abstract void Dispose();

    protected abstract Task Meet();

    protected abstract IEnumerable<string> Seen();

    protected abstract Task Take(Step step);

    protected Socket NewSocket(SocketType type)
    {
        AddressFamily family = scenarioRun.AddressLease.Address(1).AddressFamily;
        Socket Make() => new(family, type, ProtocolType.Unspecified);
        Socket socket = scenarioRun.NetworkNamespace?.Open(Make) ?? Make();
        if (type == SocketType.Stream)
        {
            socket.NoDelay = true;
        }

        return socket;
    }

    protected IPEndPoint Own => new(scenarioRun.AddressLease.Address(peer.Host), scenarioRun.AddressLease.Port(peer.Port));

    /// <summary>The address at which the process listens, from the kernel: nc may have left the choice of the port to it.</summary>
    protected async Task<IPEndPoint> Called()
    {
        NcProcess process = await scenarioRun.Ready(peer.Run);
        IPEndPoint? found = NetRow.Of(process.Id).Find(row => row.IsReady || row.IsConnected)?.Local;
        IPAddress address = found is null || found.Address.Equals(IPAddress.Any) || found.Address.Equals(IPAddress.IPv6Any)
            ? scenarioRun.AddressLease.Address(1)
            : found.Address;
        return new IPEndPoint(address, found?.Port ?? scenarioRun.AddressLease.Port(peer.Port));
    }

    protected static string Numbered(string text, int number, int of)
        => of < 2 ? text : string.Create(CultureInfo.InvariantCulture, $"{text} {number + 1} of {of}");
}
