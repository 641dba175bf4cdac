using System.Runtime.InteropServices;

namespace NetCat.Sharp.Native;

/// <summary>
/// One event of epoll_wait(2). The kernel packs <c>struct epoll_event</c> to 12 bytes on x64 and aligns it to 16 elsewhere. This is the aligned
/// layout, and <see cref="Libc.EpollWait"/> returns it on every machine.
/// </summary>
[StructLayout(LayoutKind.Sequential)]
internal struct EpollEvent
{
    internal uint Events;
    internal ulong Data;

    /// <summary>Whether the kernel's layout is <see cref="PackedEpollEvent"/>.</summary>
    internal static bool IsPacked => RuntimeInformation.ProcessArchitecture == Architecture.X64;

    internal readonly bool Has(uint events) => (Events & events) != 0;

    /// <summary>Converts packed events to aligned ones in the same memory, from the last to the first, because the aligned ones are longer.</summary>
    internal static unsafe void Unpack(PackedEpollEvent* packed, EpollEvent* aligned, int count)
    {
        for (int at = count - 1; at >= 0; at--)
        {
            PackedEpollEvent one = packed[at];
            aligned[at] = new EpollEvent { Events = one.Events, Data = one.Data };
        }
    }
}

/// <summary><c>struct epoll_event</c> on x64.</summary>
[StructLayout(LayoutKind.Sequential, Pack = 4)]
internal struct PackedEpollEvent
{
    internal uint Events;
    internal ulong Data;
}
