using System;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Threading.Tasks;
using NetCat.Sharp.IO;
using NetCat.Sharp.Native;
using NetCat.Sharp.Testing;
using NetCat.Sharp.Tls;
using Xunit;

namespace NetCat.Sharp.Tests.Tls;

/// <summary>One side of a TLS connection in this process: a socket, a context and a channel.</summary>
internal sealed class TlsPeer : IDisposable
{
    /// <summary>The limit of each wait of a test.</summary>
    internal static Deadline Patience => Deadline.In(TimeSpan.FromSeconds(20));

    private readonly Socket _socket;
    private readonly TlsContext _context;

    internal TlsPeer(Socket socket, TlsOptions options)
    {
        _socket = socket;
        _socket.Blocking = false;
        _context = Context(options);
        Channel = new TlsChannel((int)socket.Handle, _context);
    }

    internal TlsChannel Channel { get; }

    internal static TlsContext Context(TlsOptions options)
    {
        Assert.Equal(default, TlsContext.Create(options, out TlsContext? context));
        return context!;
    }

    /// <summary>Connects to a port of this host.</summary>
    internal static TlsPeer Connect(int port, TlsOptions options)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Connect(IPAddress.Loopback, port);
        return new TlsPeer(socket, options);
    }

    /// <summary>Two connected sockets.</summary>
    internal static (Socket Client, Socket Server) Pair()
    {
        using Socket listener = Listener();
        var client = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        client.Connect(listener.LocalEndPoint!);
        return (client, listener.Accept());
    }

    internal static Socket Listener()
    {
        var listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        listener.Listen(8);
        return listener;
    }

    internal void Write(ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            int written = Channel.Write(bytes);
            if (written == -Constants.EAGAIN)
            {
                Assert.True(Readiness.AwaitRoom(Channel.Descriptor, Patience));
                continue;
            }

            Assert.True(written > 0, $"{written} {Channel.Failure}");
            bytes = bytes[written..];
        }
    }

    /// <summary>Reads to the end of the stream, or until this many bytes have arrived.</summary>
    internal byte[] Read(int most = int.MaxValue)
    {
        using var all = new System.IO.MemoryStream();
        byte[] buffer = new byte[128 * 1024];
        while (all.Length < most)
        {
            int read = Channel.Read(buffer);
            if (read == 0)
            {
                break;
            }

            if (read == -Constants.EAGAIN)
            {
                Assert.True(Readiness.AwaitInput(Channel.Descriptor, Patience), "nothing came");
                continue;
            }

            Assert.True(read > 0, $"{read} {Channel.Failure}");
            all.Write(buffer, 0, read);
        }

        return all.ToArray();
    }

    internal string ReadText(int most = int.MaxValue) => Encoding.UTF8.GetString(Read(most));

    /// <summary>Performs the handshakes of both sides, in turns on one thread.</summary>
    internal static async Task<(int Client, int Server)> Handshakes(TlsPeer client, TlsPeer server)
    {
        int one = -Constants.EAGAIN, other = -Constants.EAGAIN;
        await Until.Holds(() =>
        {
            one = one == -Constants.EAGAIN ? client.Channel.Open() : one;
            other = other == -Constants.EAGAIN ? server.Channel.Open() : other;

            // The commands close the connection after a failed handshake.
            Hangup(client, one);
            Hangup(server, other);
            return one != -Constants.EAGAIN && other != -Constants.EAGAIN;
        });
        return (one, other);
    }

    public void Dispose()
    {
        Channel.Dispose();
        _context.Dispose();
        _socket.Dispose();
    }

    internal void FinishSocket() => _socket.Shutdown(SocketShutdown.Send);

    private static void Hangup(TlsPeer peer, int step)
    {
        if (step < 0 && step != -Constants.EAGAIN)
        {
            peer.FinishSocket();
        }
    }
}
