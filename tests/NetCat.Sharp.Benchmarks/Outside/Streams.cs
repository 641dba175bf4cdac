using System;
using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace NetCat.Sharp.Benchmarks.Outside;

/// <summary>Non-blocking TCP sockets at 127.0.0.1.</summary>
internal static unsafe class Streams
{
    private const int Backlog = 4096;
    private const int AddressSize = 16;
    private const int LoopbackAddress = 0x7F000001;

    /// <summary>A listening socket.</summary>
    /// <param name="port">A free port.</param>
    /// <param name="buffer">The receive buffer of accepted sockets; 0 leaves it to the kernel.</param>
    internal static int Listen(int port, int buffer = 0)
    {
        int socket = New();
        SetBuffer(socket, Libc.SO_RCVBUF, buffer);
        byte* address = stackalloc byte[AddressSize];
        Write(address, port);
        return Libc.Bind(socket, address, AddressSize) == 0 && Libc.Listen(socket, Backlog) == 0 ? socket : throw Failure("listen");
    }

    /// <summary>A socket that is connected or is being connected.</summary>
    /// <param name="port">The port of a listening socket.</param>
    /// <param name="buffer">The send buffer; 0 leaves it to the kernel.</param>
    internal static int Connect(int port, int buffer = 0)
    {
        int socket = New();
        SetBuffer(socket, Libc.SO_SNDBUF, buffer);
        byte* address = stackalloc byte[AddressSize];
        Write(address, port);
        return Libc.Connect(socket, address, AddressSize) == 0 || Marshal.GetLastPInvokeError() == Libc.EINPROGRESS ? socket : throw Failure("connect");
    }

    /// <summary>The next connection, or -1 if none waits.</summary>
    internal static int Accept(int listener)
    {
        int socket = Libc.Accept(listener, null, null, Libc.SOCK_NONBLOCK | Libc.O_CLOEXEC);
        return socket >= 0 || Marshal.GetLastPInvokeError() == Libc.EAGAIN ? socket : throw Failure("accept");
    }

    /// <summary>The number of bytes that the socket takes; 0 if it takes none now.</summary>
    internal static int Send(int socket, ReadOnlySpan<byte> bytes)
    {
        fixed (byte* p = bytes)
        {
            nint sent = Libc.Send(socket, p, (nuint)bytes.Length, Libc.MSG_NOSIGNAL);
            return sent >= 0 ? (int)sent : Marshal.GetLastPInvokeError() == Libc.EAGAIN ? 0 : throw Failure("send");
        }
    }

    /// <summary>The number of bytes received; 0 at the end, -1 if none wait.</summary>
    /// <param name="socket">A connected socket.</param>
    /// <param name="into">The buffer.</param>
    /// <param name="counts">Counts and discards the bytes without copying them (MSG_TRUNC, tcp(7)).</param>
    internal static int Receive(int socket, Span<byte> into, bool counts = false)
    {
        fixed (byte* p = into)
        {
            nint taken = Libc.Receive(socket, p, (nuint)into.Length, counts ? Libc.MSG_TRUNC : 0);
            return taken >= 0 ? (int)taken : Marshal.GetLastPInvokeError() == Libc.EAGAIN ? -1 : throw Failure("recv");
        }
    }

    internal static void SendAtOnce(int socket) => SetOption(socket, Libc.IPPROTO_TCP, Libc.TCP_NODELAY, 1);

    private static int New()
    {
        int socket = Libc.Socket(Libc.AF_INET, Libc.SOCK_STREAM | Libc.SOCK_NONBLOCK | Libc.O_CLOEXEC, 0);
        return socket >= 0 ? socket : throw Failure("socket");
    }

    private static void SetBuffer(int socket, int option, int size)
    {
        if (size > 0)
        {
            SetOption(socket, Libc.SOL_SOCKET, option, size);
        }
    }

    private static void SetOption(int socket, int level, int name, int value) => _ = Libc.SetOption(socket, level, name, &value, sizeof(int));

    /// <summary><c>struct sockaddr_in</c> (ip(7)).</summary>
    private static void Write(byte* address, int port)
    {
        var bytes = new Span<byte>(address, AddressSize);
        bytes.Clear();
        BitConverter.TryWriteBytes(bytes, (ushort)Libc.AF_INET);
        BinaryPrimitives.WriteUInt16BigEndian(bytes[2..], (ushort)port);
        BinaryPrimitives.WriteInt32BigEndian(bytes[4..], LoopbackAddress);
    }

    private static InvalidOperationException Failure(string what) => new($"{what}: {Marshal.GetLastPInvokeErrorMessage()}");
}
