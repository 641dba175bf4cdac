using System;
using System.Collections.Generic;
using System.Text;
using NetCat.Sharp.Lab.Sockets;

namespace NetCat.Sharp.Lab.Experiments;

/// <summary>The founding text's statements on a connected UDP server. Each one is tested with its own sockets.</summary>
internal sealed class UdpClaims(Lab lab)
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(1);

    /// <summary>The result if nothing was received.</summary>
    private const string Nothing = "nothing";

    internal IReadOnlyList<UdpClaim> All() =>
    [
        new("before-connect", "a third party's datagram before the connect", "taken", BeforeConnect()),
        new("queued-at-connect", "one queued before the connect, read after it", null, QueuedAtConnect()),
        .. AfterConnect(),
        .. SendingOn(),
        .. GonePeer(),
        new("unconnected-server", "a server that does not connect, two clients", "answers both", UnconnectedServer()),
    ];

    private string BeforeConnect()
    {
        using UdpListener server = Server();
        using NetSocket third = Client();
        _ = third.SendTo(Bytes("third"), server.Socket.LocalAddress);
        return Read(server.Socket) == "third" ? "taken" : "dropped";
    }

    private string QueuedAtConnect()
    {
        using UdpListener server = Server();
        using NetSocket peer = Client(), third = Client();
        SockAddr address = server.Socket.LocalAddress;
        _ = peer.SendTo(Bytes("peer"), address);
        _ = third.SendTo(Bytes("third"), address);
        _ = server.ConnectToFirstSender();
        _ = Read(server.Socket);
        return Read(server.Socket) == "third" ? "taken" : "dropped";
    }

    private IEnumerable<UdpClaim> AfterConnect()
    {
        using UdpListener server = Server();
        using NetSocket peer = Client(), third = Client();
        SockAddr address = server.Socket.LocalAddress;
        _ = peer.SendTo(Bytes("first"), address);
        _ = server.ConnectToFirstSender();
        _ = Read(server.Socket);
        third.ConnectTo(address);
        _ = third.Send(Bytes("third"));
        // The next datagram decides: the third party's datagram was sent before the peer's second one.
        _ = peer.SendTo(Bytes("second"), address);
        string next = Read(server.Socket);
        yield return new("after-connect", "a third party's datagram after the connect", "dropped", next == "second" ? "dropped" : "taken");
        yield return new("third-party-hears", "the error that a connected third party then gets", null, Read(third));
    }

    private IEnumerable<UdpClaim> SendingOn()
    {
        using NetSocket connected = Client(), peer = Client(), other = Client();
        peer.Bind(lab.Loopback);
        other.Bind(lab.Loopback);
        connected.ConnectTo(peer.LocalAddress);
        string sent = Outcome.Of(() => connected.SendTo(Bytes("aside"), other.LocalAddress));
        string arrived = sent == Outcome.Ok ? (Read(other) == "aside" ? "sent" : "lost") : sent;
        yield return new("sendto-another", "sendto to another address, once connected", "error", arrived);
        _ = peer.SendTo(Bytes("reply"), connected.LocalAddress);
        // NetSocket.Receive is recvfrom(2).
        yield return new("recvfrom-connected", "recvfrom, once connected", "error", Read(connected) == "reply" ? "works" : "fails");
    }

    private IEnumerable<UdpClaim> GonePeer()
    {
        SockAddr gone = lab.Loopback.WithPort(lab.FreePort());
        using NetSocket connected = Client(), unconnected = Client();
        // The unconnected socket sends first: when the connected one has its error, the other would have it too.
        _ = unconnected.SendTo(Bytes("hello"), gone);
        connected.ConnectTo(gone);
        _ = connected.Send(Bytes("hello"));
        yield return new("gone-peer-connected", "a peer that is gone, on a connected socket", null, Read(connected));
        yield return new("gone-peer-unconnected", "the same on a socket that is not connected", null, Read(unconnected, TimeSpan.Zero));
    }

    private string UnconnectedServer()
    {
        using UdpListener server = Server();
        using NetSocket one = Client(), other = Client();
        int answered = 0;
        foreach (NetSocket client in new[] { one, other })
        {
            _ = client.SendTo(Bytes("question"), server.Socket.LocalAddress);
            byte[] room = new byte[64];
            if (server.Socket.AwaitInput(s_patience))
            {
                int length = server.ReceiveFrom(room, out SockAddr sender);
                _ = server.SendTo(room.AsSpan(0, length), sender);
            }

            answered += Read(client) == "question" ? 1 : 0;
        }

        return answered == 2 ? "answers both" : $"answers {answered}";
    }

    private UdpListener Server() => UdpListener.Open(lab.Loopback, []);

    private NetSocket Client() => NetSocket.Create(lab.Family, Transport.Udp);

    /// <summary>The next datagram as text, the error's name, or "nothing".</summary>
    private string Read(NetSocket socket, TimeSpan? limit = null)
    {
        lab.Stop.ThrowIfCancellationRequested();
        byte[] room = new byte[64];
        string text = Nothing;
        string result = Outcome.Of(() =>
        {
            if (socket.AwaitInput(limit ?? s_patience))
            {
                int length = socket.Receive(room, out _, waits: false);
                text = length < 0 ? Nothing : Encoding.UTF8.GetString(room, 0, length);
            }
        });
        return result == Outcome.Ok ? text : result;
    }

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);
}
