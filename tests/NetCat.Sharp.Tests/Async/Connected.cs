using System;
using System.IO;
using System.Linq;

namespace NetCat.Sharp.Tests.Async;

/// <summary>Two connected sockets.</summary>
internal sealed class Connected : IDisposable
{
    internal Connected(Transport transport = Transport.Tcp)
    {
        if (transport == Transport.Udp)
        {
            One = NetSocket.Create(SockAddr.Loopback().Family, Transport.Udp);
            One.Bind(SockAddr.Loopback());
            Other = NetSocket.Connect(One.LocalAddress, Transport.Udp);
            One.ConnectTo(Other.LocalAddress);
            return;
        }

        using NetSocket listener = NetSocket.Listen(SockAddr.Loopback());
        One = NetSocket.Connect(listener.LocalAddress);
        Other = listener.Accept();
    }

    internal NetSocket One { get; }

    internal NetSocket Other { get; }

    public void Dispose()
    {
        One.Dispose();
        Other.Dispose();
    }

    /// <summary>The number of descriptors of this process.</summary>
    internal static int Descriptors() => Directory.GetFileSystemEntries("/proc/self/fd").Length;

    /// <summary>The number of threads of this process that wait for readiness.</summary>
    internal static int Waiters() => Directory.GetDirectories("/proc/self/task").Count(static task => NameOf(task) == "NetCat.Sharp re");

    /// <summary>The number of threads of this process.</summary>
    internal static int Threads() => Directory.GetDirectories("/proc/self/task").Length;

    // A thread may end between the listing and the read.
    private static string NameOf(string task)
    {
        try
        {
            return File.ReadAllText(Path.Combine(task, "comm")).TrimEnd();
        }
        catch (IOException)
        {
            return "";
        }
    }
}
