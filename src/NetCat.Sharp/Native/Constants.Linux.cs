namespace NetCat.Sharp.Native;

/// <summary>Constants of Linux under their C names. A test has the C compiler compare each one with the system's headers.</summary>
internal static partial class Constants
{
    internal const int AF_UNSPEC = 0;
    internal const int AF_UNIX = 1;
    internal const int AF_INET = 2;
    internal const int AF_INET6 = 10;
    internal const int AF_VSOCK = 40;
    internal const uint VMADDR_CID_ANY = uint.MaxValue;
    internal const uint VMADDR_PORT_ANY = uint.MaxValue;

    internal const int SOCK_STREAM = 1;
    internal const int SOCK_DGRAM = 2;
    internal const int SOCK_DCCP = 6;
    internal const int SOCK_NONBLOCK = 0x800;
    internal const int SOCK_CLOEXEC = 0x80000;

    internal const int IPPROTO_IP = 0;
    internal const int IPPROTO_TCP = 6;
    internal const int IPPROTO_UDP = 17;
    internal const int IPPROTO_DCCP = 33;
    internal const int IPPROTO_IPV6 = 41;
    internal const int IPPROTO_MPTCP = 262;
    internal const int SOL_MPTCP = 284;
    internal const int MPTCP_INFO = 1;

    internal const int SCM_RIGHTS = 1;

    internal const int SHUT_RD = 0;
    internal const int SHUT_WR = 1;
    internal const int SHUT_RDWR = 2;
    internal const int MSG_PEEK = 2;
    internal const int MSG_DONTWAIT = 0x40;

    internal const short POLLIN = 1;
    internal const short POLLOUT = 4;
    internal const short POLLERR = 8;
    internal const short POLLHUP = 16;
    internal const short POLLRDHUP = 0x2000;
    internal const short POLLNVAL = 32;

    internal const int EPOLL_CTL_ADD = 1;
    internal const int EPOLL_CTL_DEL = 2;
    internal const int EPOLL_CTL_MOD = 3;
    internal const int EPOLL_CLOEXEC = 0x80000;
    internal const uint EPOLLIN = 1;
    internal const uint EPOLLOUT = 4;
    internal const uint EPOLLERR = 8;
    internal const uint EPOLLHUP = 16;
    internal const uint EPOLLRDHUP = 0x2000;
    internal const uint EPOLLONESHOT = 1u << 30;
    internal const uint EPOLLET = 1u << 31;
    internal const int EFD_CLOEXEC = 0x80000;
    internal const int EFD_NONBLOCK = 0x800;

    internal const int O_RDONLY = 0;
    internal const int O_WRONLY = 1;
    internal const int O_RDWR = 2;
    internal const int O_CREAT = 0x40;
    internal const int O_EXCL = 0x80;
    internal const int O_NOCTTY = 0x100;
    internal const int O_ACCMODE = 3;
    internal const int AT_FDCWD = -100;
    internal const int AT_SYMLINK_FOLLOW = 0x400;
    internal const int SEEK_CUR = 1;
    internal const int O_TRUNC = 0x200;
    internal const int O_APPEND = 0x400;
    internal const int O_NOFOLLOW = 0x20000;
    internal const int O_CLOEXEC = 0x80000;
    internal const int O_NONBLOCK = 0x800;
    internal const int RLIMIT_NOFILE = 7;
    internal const int F_GETFD = 1;
    internal const int F_SETFD = 2;
    internal const int FD_CLOEXEC = 1;
    internal const int F_GETFL = 3;
    internal const int F_SETFL = 4;
    internal const int S_IFMT = 0xF000;
    internal const int S_IFIFO = 0x1000;
    internal const int S_IFCHR = 0x2000;
    internal const int S_IFDIR = 0x4000;
    internal const int S_IFREG = 0x8000;
    internal const int S_IFLNK = 0xA000;
    internal const int S_IFSOCK = 0xC000;
    internal const int F_SETPIPE_SZ = 1031;
    internal const uint SPLICE_F_MOVE = 1;
    internal const uint SPLICE_F_NONBLOCK = 2;
    internal const int RWF_NOWAIT = 8;

    internal const int SIOCOUTQ = 0x5411;
    internal const int TIOCGWINSZ = 0x5413;
    internal const int SIOCINQ = 0x541B;
    internal const uint TIOCGDEV = 0x80045432;
    internal const int TCSAFLUSH = 2;
    internal const int ECHO = 8;
    internal const int ECHONL = 64;

    internal const int SIGHUP = 1;
    internal const int SIGINT = 2;
    internal const int SIGQUIT = 3;
    internal const int SIGFPE = 8;
    internal const int SIGSEGV = 11;
    internal const int SIGPIPE = 13;
    internal const int SIGALRM = 14;
    internal const int SIGTERM = 15;
    internal const int SIGCHLD = 17;
    internal const int SIGTSTP = 20;
    internal const int SIGTTIN = 21;
    internal const int SIGTTOU = 22;
    internal const int SIGURG = 23;
    internal const int SIGXFSZ = 25;
    internal const uint SA_RESETHAND = 0x80000000;
    internal const int POSIX_SPAWN_SETSIGDEF = 4;
    internal const int POSIX_SPAWN_SETSIGMASK = 8;
    internal const int SYS_pidfd_open = 434;
    internal const int WNOHANG = 1;
    internal const int X_OK = 1;

    internal const int AI_PASSIVE = 1;
    internal const int AI_NUMERICHOST = 4;
    internal const int NI_NUMERICHOST = 1;
    internal const int NI_NUMERICSERV = 2;
    internal const int NI_MAXHOST = 1025;
    internal const int NI_MAXSERV = 32;
    internal const int EAI_NONAME = -2;
    internal const int EAI_SERVICE = -8;
    internal const int EAI_SYSTEM = -11;

    internal const int EPERM = 1;
    internal const int ENOENT = 2;
    internal const int EINTR = 4;
    internal const int ENXIO = 6;
    internal const int EBADF = 9;
    internal const int ECHILD = 10;
    internal const int EAGAIN = 11;
    internal const int ENOMEM = 12;
    internal const int EACCES = 13;
    internal const int EEXIST = 17;
    internal const int EISDIR = 21;
    internal const int EINVAL = 22;
    internal const int ENFILE = 23;
    internal const int EMFILE = 24;
    internal const int EFBIG = 27;
    internal const int EPIPE = 32;
    internal const int EPROTO = 71;
    internal const int ENAMETOOLONG = 36;
    internal const int ENOSYS = 38;
    internal const int ENODEV = 19;
    internal const int ENOPROTOOPT = 92;
    internal const int EOPNOTSUPP = 95;
    internal const int EDESTADDRREQ = 89;
    internal const int EMSGSIZE = 90;
    internal const int EAFNOSUPPORT = 97;
    internal const int EADDRINUSE = 98;
    internal const int EADDRNOTAVAIL = 99;
    internal const int ENETUNREACH = 101;
    internal const int ECONNABORTED = 103;
    internal const int ECONNRESET = 104;
    internal const int ENOBUFS = 105;
    internal const int EISCONN = 106;
    internal const int ENOTCONN = 107;
    internal const int ETIMEDOUT = 110;
    internal const int ECONNREFUSED = 111;
    internal const int EHOSTUNREACH = 113;
    internal const int EALREADY = 114;
    internal const int EINPROGRESS = 115;
    internal const int ECANCELED = 125;
}
