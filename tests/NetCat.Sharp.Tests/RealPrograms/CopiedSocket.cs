using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Runtime.InteropServices;
using System.Threading.Tasks;
using NetCat.Sharp.Sockets;

namespace NetCat.Sharp.Tests.RealPrograms;

/// <summary>A copy of a socket of another process (pidfd_getfd(2)): its options are read without any action of the process.</summary>
internal sealed partial class CopiedSocket : IDisposable
{
    private const int PidfdOpen = 434;
    private const int PidfdGetfd = 438;
    private readonly int _copy;

    private CopiedSocket(int copy) => _copy = copy;

    /// <summary>Waits until the process has this many sockets, and copies the one with the highest descriptor.</summary>
    internal static async Task<CopiedSocket> Last(int process, int count)
    {
        await Until.Holds(() => Sockets(process).Count >= count, $"{count} sockets of process {process}");
        int pidfd = (int)SystemCall(PidfdOpen, process, 0, 0);
        int copy = (int)SystemCall(PidfdGetfd, pidfd, Sockets(process).Max(), 0);
        _ = Close(pidfd);
        return copy >= 0 ? new CopiedSocket(copy) : throw new InvalidOperationException("pidfd_getfd: " + Marshal.GetLastPInvokeErrorMessage());
    }

    /// <summary>The option's value, or the text of the errno.</summary>
    internal string Read(SocketOption option)
    {
        Span<byte> wire = stackalloc byte[SocketOptions.Room];
        int length = SocketOptions.Read(_copy, option.Row, wire);
        return length < 0 ? Marshal.GetPInvokeErrorMessage(-length) : SocketOptionText.Format(option.Row, wire[..length]);
    }

    public void Dispose() => _ = Close(_copy);

    private static List<int> Sockets(int process)
    {
        try
        {
            return [.. new DirectoryInfo($"/proc/{process}/fd").EnumerateFileSystemInfos()
                .Where(static one => one.LinkTarget?.StartsWith("socket:", StringComparison.Ordinal) == true)
                .Select(static one => int.Parse(one.Name, CultureInfo.InvariantCulture))];
        }
        catch (IOException)
        {
            return [];
        }
    }

    [LibraryImport("libc", EntryPoint = "syscall", SetLastError = true)]
    private static partial nint SystemCall(nint number, nint first, nint second, nint third);

    [LibraryImport("libc", EntryPoint = "close")]
    private static partial int Close(int descriptor);
}
