using System;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Net;
using System.Net.Sockets;

namespace NetCat.Sharp.Benchmarks;

/// <summary>What the measurements share: files in memory, free ports, and waits for listeners.</summary>
internal sealed class Workspace : IDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(10);
    private readonly string _directory = Directory.CreateTempSubdirectory("nc-bench-").FullName;
    private readonly string _fast;
    private TlsFiles? _tls;
    private int _paths;

    /// <param name="bytes">The size of the file that is moved.</param>
    internal Workspace(long bytes)
    {
        Bytes = bytes;
        _fast = Path.Combine("/dev/shm", Path.GetFileName(_directory));
        _ = Directory.CreateDirectory(_fast);
        Source = Path.Combine(_fast, "source");
        Target = Path.Combine(_fast, "target");
        byte[] noise = new byte[1 << 20];
        using FileStream file = File.Create(Source);
        for (long at = 0; at < bytes; at += noise.Length)
        {
            Random.Shared.NextBytes(noise);
            file.Write(noise);
        }
    }

    internal long Bytes { get; }

    internal string Source { get; }

    internal string Target { get; }

    /// <summary>Made on first use.</summary>
    internal TlsFiles Tls => _tls ??= new TlsFiles(_directory);

    internal string NewPath() => Path.Combine(_directory, (++_paths).ToString(CultureInfo.InvariantCulture));

    internal static int FreePort(SocketType type = SocketType.Stream)
    {
        using Socket socket = new(AddressFamily.InterNetwork, type, ProtocolType.Unspecified);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return ((IPEndPoint)socket.LocalEndPoint!).Port;
    }

    /// <summary>Polls until the kernel lists the listening socket.</summary>
    /// <exception cref="TimeoutException">No socket listens there.</exception>
    internal static void AwaitListener(Meeting at, string table = "/proc/net/tcp", string state = "0A")
    {
        DateTime end = DateTime.UtcNow + s_patience;
        string port = ":" + at.Port.ToString("X4", CultureInfo.InvariantCulture);
        while (DateTime.UtcNow < end)
        {
            bool stands = at.Path is { } path
                ? File.ReadLines("/proc/net/unix").Any(line => line.EndsWith(path, StringComparison.Ordinal))
                : File.ReadLines(table).Skip(1).Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
                    .Any(words => words[1].EndsWith(port, StringComparison.Ordinal) && words[3] == state);
            if (stands)
            {
                return;
            }
        }

        throw new TimeoutException($"no socket listens at {at}");
    }

    /// <summary>Polls until the listener has accepted all connections.</summary>
    /// <exception cref="TimeoutException">Connections still wait.</exception>
    internal static void AwaitAccepted(int port)
    {
        DateTime end = DateTime.UtcNow + s_patience;
        string local = ":" + port.ToString("X4", CultureInfo.InvariantCulture);
        while (DateTime.UtcNow < end)
        {
            // The kernel lists listening sockets first; their rx_queue field is the length of the accept queue.
            string[] words = File.ReadLines("/proc/net/tcp").Skip(1).Select(static line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
                .First(words => words[1].EndsWith(local, StringComparison.Ordinal) && words[3] == "0A");
            if (words[4].EndsWith(":00000000", StringComparison.Ordinal))
            {
                return;
            }
        }

        throw new TimeoutException($"connections wait at port {port}");
    }

    /// <exception cref="InvalidOperationException">The target differs from the source.</exception>
    internal void VerifyTarget()
    {
        using FileStream source = File.OpenRead(Source);
        using FileStream target = File.OpenRead(Target);
        byte[] one = new byte[1 << 20];
        byte[] other = new byte[1 << 20];
        while (true)
        {
            int read = source.ReadAtLeast(one, one.Length, throwOnEndOfStream: false);
            int also = target.ReadAtLeast(other, other.Length, throwOnEndOfStream: false);
            if (!one.AsSpan(0, read).SequenceEqual(other.AsSpan(0, also)))
            {
                throw new InvalidOperationException("what arrived is not what was sent");
            }

            if (read == 0)
            {
                return;
            }
        }
    }

    public void Dispose()
    {
        Directory.Delete(_directory, recursive: true);
        Directory.Delete(_fast, recursive: true);
    }
}
