using System;
using System.Runtime.InteropServices;

namespace NetCat.Sharp.Native;

/// <content>Waits for many descriptors: epoll(7) and eventfd(2).</content>
internal static unsafe partial class Libc
{
    /// <summary>Opens an epoll descriptor, closed on exec; returns it or minus errno (epoll_create1(2)).</summary>
    internal static int EpollCreate() => Result(EpollCreateRaw(Constants.EPOLL_CLOEXEC));

    /// <summary>Adds, changes or removes a watch; 0 or minus errno (epoll_ctl(2)).</summary>
    /// <param name="epoll">The epoll descriptor.</param>
    /// <param name="operation">EPOLL_CTL_ADD, EPOLL_CTL_MOD or EPOLL_CTL_DEL.</param>
    /// <param name="descriptor">The descriptor to watch.</param>
    /// <param name="events">EPOLL numbers; ignored by EPOLL_CTL_DEL.</param>
    /// <param name="data">Returned by <see cref="EpollWait"/> with each event of this descriptor.</param>
    internal static int EpollControl(int epoll, int operation, int descriptor, uint events = 0, ulong data = 0)
    {
        if (EpollEvent.IsPacked)
        {
            var packed = new PackedEpollEvent { Events = events, Data = data };
            return Result(EpollControlRaw(epoll, operation, descriptor, &packed));
        }

        var aligned = new EpollEvent { Events = events, Data = data };
        return Result(EpollControlRaw(epoll, operation, descriptor, &aligned));
    }

    /// <summary>
    /// Waits; returns the number of events written to <paramref name="into"/>, 0 after the time limit (-1 sets none), or minus errno (epoll_wait(2)).
    /// </summary>
    internal static int EpollWait(int epoll, Span<EpollEvent> into, int milliseconds)
    {
        fixed (EpollEvent* p = into)
        {
            int count = Result(EpollWaitRaw(epoll, p, into.Length, milliseconds));
            if (EpollEvent.IsPacked)
            {
                EpollEvent.Unpack((PackedEpollEvent*)p, p, count);
            }

            return count;
        }
    }

    /// <summary>
    /// Opens a counter that is readable while it is not 0, non-blocking and closed on exec; returns a descriptor or minus errno (eventfd(2)).
    /// </summary>
    internal static int EventDescriptor() => Result(EventDescriptorRaw(0, Constants.EFD_CLOEXEC | Constants.EFD_NONBLOCK));

    [LibraryImport(C, EntryPoint = "epoll_create1", SetLastError = true)]
    private static partial int EpollCreateRaw(int flags);

    [LibraryImport(C, EntryPoint = "epoll_ctl", SetLastError = true)]
    private static partial int EpollControlRaw(int epoll, int operation, int descriptor, void* what);

    [LibraryImport(C, EntryPoint = "epoll_wait", SetLastError = true)]
    private static partial int EpollWaitRaw(int epoll, void* events, int room, int milliseconds);

    [LibraryImport(C, EntryPoint = "eventfd", SetLastError = true)]
    private static partial int EventDescriptorRaw(uint count, int flags);
}
