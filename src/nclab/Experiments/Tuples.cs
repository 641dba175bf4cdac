using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using NetCat.Sharp.Lab.Sockets;

namespace NetCat.Sharp.Lab.Experiments;

/// <summary>An attempt to connect. Step is its last call: bind or connect.</summary>
internal sealed record TupleAttempt(string Protocol, string Local, string Remote, string What, string Text, string Step, string Result);

/// <summary>UdpDatagramTo: which of two UDP sockets with the same five-tuple received the datagram (first, last, both or none); null without two.</summary>
internal sealed record TupleReport(
    string Experiment, string Kernel, string Family, IReadOnlyList<TupleAttempt> Attempts, IReadOnlyList<SocketRow> Sockets, string? UdpDatagramTo);

/// <summary>"Two connections may not share a five-tuple": connects from one local address and port to two servers, and to the first one again.</summary>
internal sealed class Tuples(Lab lab) : IDisposable
{
    private readonly List<NetSocket> _open = [];
    private readonly List<TupleAttempt> _attempts = [];

    internal static TupleReport Run(Lab lab)
    {
        using var tuples = new Tuples(lab);
        int port = lab.FreePort();
        tuples.Try(Transport.Tcp, port);
        List<NetSocket> twins = tuples.Try(Transport.Udp, port);
        SocketRow[] rows = [.. SocketRow.Read([Transport.Tcp, Transport.Udp], port).Select(static row => SocketRow.From(row))];
        return new TupleReport("tuple", Lab.Kernel, lab.FamilyName, tuples._attempts, rows, tuples.Receiver(twins));
    }

    public void Dispose()
    {
        foreach (NetSocket socket in _open)
        {
            socket.Abort();
        }
    }

    /// <summary>Returns the sockets that share a five-tuple, with their peer last; fewer than three if the kernel refused.</summary>
    private List<NetSocket> Try(Transport transport, int port)
    {
        NetSocket one = Server(transport), other = Server(transport);
        SockAddr local = lab.Loopback.WithPort(port);
        List<NetSocket> same = [];
        NetSocket? first = Attempt(transport, local, one.LocalAddress, "one server", Outcome.Ok);
        _ = Attempt(transport, local, other.LocalAddress, "another", Outcome.Ok);
        NetSocket? again = Attempt(transport, local, one.LocalAddress, "the first again", "error");
        if (first is not null && again is not null)
        {
            same = [first, again, one];
        }

        return same;
    }

    private NetSocket? Attempt(Transport transport, SockAddr local, SockAddr remote, string what, string text)
    {
        NetSocket socket = Own(NetSocket.Create(lab.Family, transport));
        string step = "bind";
        string result = Outcome.Of(() =>
        {
            // Without this option bind would fail, before there is a five-tuple.
            socket.SetOption(SocketOptionKey.ReuseAddress, 1);
            socket.Bind(local);
            step = "connect";
            socket.ConnectTo(remote);
        });
        _attempts.Add(new TupleAttempt(transport == Transport.Tcp ? "tcp" : "udp", local.ToString(), remote.ToString(), what, text, step, result));
        return result == Outcome.Ok ? socket : null;
    }

    private NetSocket Server(Transport transport)
    {
        NetSocket server = Own(NetSocket.Create(lab.Family, transport));
        server.Bind(lab.Loopback);
        if (transport == Transport.Tcp)
        {
            server.StartListening();
        }

        return server;
    }

    private string? Receiver(List<NetSocket> twins)
    {
        if (twins.Count < 3)
        {
            return null;
        }

        _ = twins[2].SendTo(Encoding.ASCII.GetBytes("which of you?"), twins[0].LocalAddress);
        bool first = twins[0].AwaitInput(TimeSpan.Zero), last = twins[1].AwaitInput(TimeSpan.Zero);
        _ = lab.Await(() => (first = twins[0].AwaitInput(TimeSpan.Zero)) | (last = twins[1].AwaitInput(TimeSpan.Zero)), TimeSpan.FromMilliseconds(500));
        return (first, last) switch
        {
            (true, true) => "both",
            (true, false) => "first",
            (false, true) => "last",
            _ => "none",
        };
    }

    private NetSocket Own(NetSocket socket)
    {
        _open.Add(socket);
        return socket;
    }
}
