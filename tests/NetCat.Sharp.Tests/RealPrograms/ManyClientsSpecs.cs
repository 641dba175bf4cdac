using System;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Threading.Tasks;
using Xunit;

namespace NetCat.Sharp.Tests.RealPrograms;

/// <summary>A listener with -k uses no more resources after a hundred thousand clients.</summary>
public sealed class ManyClientsSpecs
{
    private const int Warming = 10_000;
    private const int Clients = 100_000;

    /// <summary>Memory in KiB that the allocator may retain; a leak of 16 bytes per client would exceed it.</summary>
    private const long Slack = 1024;

    [NativeFact]
    public async Task A_hundred_thousand_clients_leave_descriptors_and_memory_as_they_were()
    {
        using Scratch scratch = new();
        await using Pipeline listener = Pipeline.Start($"exec {NativeProgram.Path} -lk --port-file port 127.0.0.1 0 </dev/null >got", scratch);
        await Until.Holds(() => File.Exists(scratch.Path("port")));
        var at = new IPEndPoint(IPAddress.Loopback, int.Parse(File.ReadAllText(scratch.Path("port")), CultureInfo.InvariantCulture));
        Serve(at, Warming);
        (int Descriptors, long Kibibytes) before = Held(listener.ProcessId);
        Serve(at, Clients - Warming);
        (int Descriptors, long Kibibytes) after = Held(listener.ProcessId);
        Assert.Equal(before.Descriptors, after.Descriptors);
        Assert.InRange(after.Kibibytes, 0, before.Kibibytes + Slack);
        Assert.Equal(Clients * "a line\n".Length, new FileInfo(scratch.Path("got")).Length);
    }

    /// <summary>One client after the other: send a line, half-close, and wait for the end of the connection.</summary>
    private static void Serve(IPEndPoint at, int clients)
    {
        byte[] rest = new byte[16];
        for (int i = 0; i < clients; i++)
        {
            using Socket client = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            client.Connect(at);
            _ = client.Send("a line\n"u8);
            client.Shutdown(SocketShutdown.Send);
            Assert.Equal(0, client.Receive(rest));
        }
    }

    private static (int Descriptors, long Kibibytes) Held(int process)
    {
        string resident = File.ReadLines($"/proc/{process}/status").First(line => line.StartsWith("VmRSS:", StringComparison.Ordinal));
        return (Directory.GetFileSystemEntries($"/proc/{process}/fd").Length, long.Parse(resident.Split(' ')[^2], CultureInfo.InvariantCulture));
    }
}
