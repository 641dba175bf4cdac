using System;
using System.Runtime.InteropServices;

namespace NetCat.Sharp.Native;

/// <content>Socket calls such as socket(2), bind(2) and connect(2), with <see cref="SockAddr"/>.</content>
internal static unsafe partial class Libc
{
    internal static int Socket(int family, int type, int protocol) => Result(SocketRaw(family, type, protocol));

    internal static int Bind(int socket, in SockAddr address)
    {
        fixed (byte* p = address.Bytes)
        {
            return Result(BindRaw(socket, p, (uint)address.Bytes.Length));
        }
    }

    internal static int Connect(int socket, in SockAddr address)
    {
        fixed (byte* p = address.Bytes)
        {
            return Result(ConnectRaw(socket, p, (uint)address.Bytes.Length));
        }
    }

    internal static int Listen(int socket, int backlog) => Result(ListenRaw(socket, backlog));

    internal static int Accept(int socket, int flags, out SockAddr peer)
    {
        byte* bytes = stackalloc byte[SockAddr.Room];
        uint length = SockAddr.Room;
        int accepted = Result(AcceptRaw(socket, bytes, &length, flags));
        peer = accepted < 0 ? default : new SockAddr(new ReadOnlySpan<byte>(bytes, (int)length));
        return accepted;
    }

    /// <summary>Receives bytes and the address of their sender; returns the number of bytes or minus errno (recvfrom(2)).</summary>
    internal static int ReceiveFrom(int socket, Span<byte> into, int flags, out SockAddr sender)
    {
        byte* bytes = stackalloc byte[SockAddr.Room];
        uint length = SockAddr.Room;
        fixed (byte* p = into)
        {
            int received = Result(ReceiveFromRaw(socket, p, (nuint)into.Length, flags, bytes, &length));
            sender = received < 0 ? default : new SockAddr(new ReadOnlySpan<byte>(bytes, (int)length));
            return received;
        }
    }

    /// <summary>Receives as above, and writes the sender's address in the kernel's form into the caller's buffer.</summary>
    internal static int ReceiveFrom(int socket, Span<byte> into, int flags, Span<byte> sender, out int senderLength)
    {
        uint length = (uint)sender.Length;
        fixed (byte* p = into)
        {
            fixed (byte* a = sender)
            {
                int received = Result(ReceiveFromRaw(socket, p, (nuint)into.Length, flags, a, &length));
                senderLength = received < 0 ? 0 : (int)length;
                return received;
            }
        }
    }

    /// <summary>Sends to <paramref name="receiver"/>; returns the number of bytes or minus errno (sendto(2)).</summary>
    internal static int SendTo(int socket, ReadOnlySpan<byte> from, in SockAddr receiver) => SendTo(socket, from, receiver.Bytes);

    internal static int SendTo(int socket, ReadOnlySpan<byte> from, ReadOnlySpan<byte> receiver)
    {
        fixed (byte* p = from)
        {
            fixed (byte* a = receiver)
            {
                return Result(SendToRaw(socket, p, (nuint)from.Length, 0, a, (uint)receiver.Length));
            }
        }
    }

    /// <summary>Sends to the connected peer; returns the number of bytes or minus errno (send(2)).</summary>
    internal static int Send(int socket, ReadOnlySpan<byte> from, int flags)
    {
        fixed (byte* p = from)
        {
            return Result(SendToRaw(socket, p, (nuint)from.Length, flags, null, 0));
        }
    }

    internal static int Shutdown(int socket, int how) => Result(ShutdownRaw(socket, how));

    internal static int SetOption(int socket, int level, int name, int value)
        => Result(SetOptionRaw(socket, level, name, &value, sizeof(int)));

    internal static int SetOption(int socket, int level, int name, ReadOnlySpan<byte> value)
    {
        fixed (byte* p = value)
        {
            return Result(SetOptionRaw(socket, level, name, p, (uint)value.Length));
        }
    }

    /// <summary>
    /// Bytes that the peer of a socket has not read or not acknowledged (tcp(7) and unix(7), SIOCOUTQ); 0 if the kernel does not report it.
    /// </summary>
    internal static int Unsent(int socket)
    {
        int bytes;
        return IoctlRaw(socket, Constants.SIOCOUTQ, (ushort*)&bytes) < 0 ? 0 : bytes;
    }

    /// <summary>Bytes that a read from a socket would return now (tcp(7) and unix(7), SIOCINQ); 0 if the kernel does not report it.</summary>
    internal static int Unread(int socket)
    {
        int bytes;
        return IoctlRaw(socket, Constants.SIOCINQ, (ushort*)&bytes) < 0 ? 0 : bytes;
    }

    internal static int GetOption(int socket, int level, int name, out int value)
    {
        int read = 0;
        uint length = sizeof(int);
        int result = Result(GetOptionRaw(socket, level, name, &read, &length));
        value = read;
        return result;
    }

    /// <summary>Reads an option; returns the length of its value, at most that of the buffer, or minus errno (getsockopt(2)).</summary>
    internal static int GetOption(int socket, int level, int name, Span<byte> value)
    {
        uint length = (uint)value.Length;
        fixed (byte* p = value)
        {
            int result = Result(GetOptionRaw(socket, level, name, p, &length));
            return result < 0 ? result : (int)length;
        }
    }

    internal static int LocalAddress(int socket, out SockAddr address)
    {
        byte* bytes = stackalloc byte[SockAddr.Room];
        uint length = SockAddr.Room;
        int result = Result(GetSockNameRaw(socket, bytes, &length));
        address = result < 0 ? default : new SockAddr(new ReadOnlySpan<byte>(bytes, (int)length));
        return result;
    }

    internal static int PeerAddress(int socket, out SockAddr address)
    {
        byte* bytes = stackalloc byte[SockAddr.Room];
        uint length = SockAddr.Room;
        int result = Result(GetPeerNameRaw(socket, bytes, &length));
        address = result < 0 ? default : new SockAddr(new ReadOnlySpan<byte>(bytes, (int)length));
        return result;
    }

    /// <summary>Sends one NUL byte that carries a descriptor; returns the number of bytes or minus errno (sendmsg(2), cmsg(3)).</summary>
    internal static int SendDescriptor(int over, int descriptor)
    {
        byte nul = 0;
        var piece = new IoVector { Base = &nul, Length = 1 };
        var control = new DescriptorControl
        {
            Length = (nuint)(sizeof(nuint) + (3 * sizeof(int))),
            Level = Constants.SOL_SOCKET,
            Type = Constants.SCM_RIGHTS,
            Descriptor = descriptor,
        };
        var message = new MessageHeader
        {
            Pieces = &piece,
            PieceCount = 1,
            Control = &control,
            ControlLength = (nuint)sizeof(DescriptorControl),
        };
        return Result(SendMsgRaw(over, &message, 0));
    }

    /// <summary>Opens two connected stream sockets; 0 or minus errno (socketpair(2)).</summary>
    internal static int SocketPair(out int one, out int other)
    {
        int* ends = stackalloc int[2];
        int result = Result(SocketPairRaw(Constants.AF_UNIX, Constants.SOCK_STREAM | Constants.SOCK_CLOEXEC, 0, ends));
        (one, other) = (ends[0], ends[1]);
        return result;
    }

    [LibraryImport(C, EntryPoint = "socketpair", SetLastError = true)]
    private static partial int SocketPairRaw(int family, int type, int protocol, int* ends);

    [LibraryImport(C, EntryPoint = "socket", SetLastError = true)]
    private static partial int SocketRaw(int family, int type, int protocol);

    [LibraryImport(C, EntryPoint = "bind", SetLastError = true)]
    private static partial int BindRaw(int socket, byte* address, uint length);

    [LibraryImport(C, EntryPoint = "connect", SetLastError = true)]
    private static partial int ConnectRaw(int socket, byte* address, uint length);

    [LibraryImport(C, EntryPoint = "listen", SetLastError = true)]
    private static partial int ListenRaw(int socket, int backlog);

    [LibraryImport(C, EntryPoint = "accept4", SetLastError = true)]
    private static partial int AcceptRaw(int socket, byte* address, uint* length, int flags);

    [LibraryImport(C, EntryPoint = "recvfrom", SetLastError = true)]
    private static partial nint ReceiveFromRaw(int socket, byte* buffer, nuint size, int flags, byte* address, uint* length);

    [LibraryImport(C, EntryPoint = "sendto", SetLastError = true)]
    private static partial nint SendToRaw(int socket, byte* buffer, nuint size, int flags, byte* address, uint length);

    [LibraryImport(C, EntryPoint = "shutdown", SetLastError = true)]
    private static partial int ShutdownRaw(int socket, int how);

    [LibraryImport(C, EntryPoint = "setsockopt", SetLastError = true)]
    private static partial int SetOptionRaw(int socket, int level, int name, void* value, uint length);

    [LibraryImport(C, EntryPoint = "getsockopt", SetLastError = true)]
    private static partial int GetOptionRaw(int socket, int level, int name, void* value, uint* length);

    [LibraryImport(C, EntryPoint = "getsockname", SetLastError = true)]
    private static partial int GetSockNameRaw(int socket, byte* address, uint* length);

    [LibraryImport(C, EntryPoint = "getpeername", SetLastError = true)]
    private static partial int GetPeerNameRaw(int socket, byte* address, uint* length);

    /// <summary><c>struct iovec</c>.</summary>
    [StructLayout(LayoutKind.Sequential)]
    private struct IoVector
    {
        internal byte* Base;
        internal nuint Length;
    }

    /// <summary><c>struct cmsghdr</c> followed by one descriptor, padded like CMSG_SPACE.</summary>
    [StructLayout(LayoutKind.Sequential)]
    private struct DescriptorControl
    {
        internal nuint Length;
        internal int Level;
        internal int Type;
        internal int Descriptor;
    }
}
