using System.Runtime.InteropServices;

namespace NetCat.Sharp.Benchmarks.Outside;

/// <content>Non-blocking sockets: thousands of them in one thread.</content>
internal static unsafe partial class Libc
{
    internal const int AF_INET = 2;
    internal const int SOCK_STREAM = 1;
    internal const int SOCK_NONBLOCK = 0x800;
    internal const int SOL_SOCKET = 1;
    internal const int SO_SNDBUF = 7;
    internal const int SO_RCVBUF = 8;
    internal const int IPPROTO_TCP = 6;
    internal const int TCP_NODELAY = 1;
    internal const int MSG_TRUNC = 0x20;
    internal const int MSG_NOSIGNAL = 0x4000;
    internal const int EAGAIN = 11;
    internal const int EINPROGRESS = 115;
    internal const int EPOLL_CTL_ADD = 1;
    internal const int EPOLL_CTL_DEL = 2;
    internal const int EPOLL_CTL_MOD = 3;
    internal const uint EPOLLIN = 1;
    internal const uint EPOLLOUT = 4;

    [LibraryImport(C, EntryPoint = "socket", SetLastError = true)]
    internal static partial int Socket(int family, int type, int protocol);

    [LibraryImport(C, EntryPoint = "bind", SetLastError = true)]
    internal static partial int Bind(int socket, byte* address, int length);

    [LibraryImport(C, EntryPoint = "listen", SetLastError = true)]
    internal static partial int Listen(int socket, int backlog);

    [LibraryImport(C, EntryPoint = "connect", SetLastError = true)]
    internal static partial int Connect(int socket, byte* address, int length);

    [LibraryImport(C, EntryPoint = "accept4", SetLastError = true)]
    internal static partial int Accept(int socket, void* address, int* length, int flags);

    [LibraryImport(C, EntryPoint = "setsockopt", SetLastError = true)]
    internal static partial int SetOption(int socket, int level, int name, int* value, int length);

    [LibraryImport(C, EntryPoint = "send", SetLastError = true)]
    internal static partial nint Send(int socket, byte* from, nuint length, int flags);

    [LibraryImport(C, EntryPoint = "recv", SetLastError = true)]
    internal static partial nint Receive(int socket, byte* into, nuint length, int flags);

    [LibraryImport(C, EntryPoint = "epoll_create1", SetLastError = true)]
    internal static partial int EpollCreate(int flags);

    [LibraryImport(C, EntryPoint = "epoll_ctl", SetLastError = true)]
    internal static partial int EpollControl(int epoll, int operation, int descriptor, byte* change);

    [LibraryImport(C, EntryPoint = "epoll_wait", SetLastError = true)]
    internal static partial int EpollWait(int epoll, byte* events, int most, int milliseconds);
}
