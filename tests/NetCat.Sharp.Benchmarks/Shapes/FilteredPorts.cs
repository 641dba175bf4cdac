using System;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using NetCat.Sharp.Benchmarks.Outside;

namespace NetCat.Sharp.Benchmarks.Shapes;

/// <summary>
/// A scan whose packets get no answer, with a second for each port: a network namespace with a veth pair and a neighbour that does not exist.
/// Programs other than ours try one port after the other. They get only a few ports: the rate is the same, and the run ends in minutes.
/// </summary>
internal sealed class FilteredPorts : Shape
{
    private const int Many = 1000;
    private const int Few = 3;

    private const string Cable = "ip link add veth0 type veth peer name veth1 && ip link set veth0 up && ip link set veth1 up && "
        + "ip address add 198.51.100.1/24 dev veth0 && ip neighbour add 198.51.100.9 lladdr 02:00:00:00:00:09 dev veth0 && "
        + "echo up && exec cat";

    internal override string Key => "filtered";

    internal override string Title => "scan, 1,000 filtered ports, -w 1";

    internal override string Unit => "ports/s";

    internal override Sample? Run(Peer peer, Workspace workspace)
    {
        int ports = peer.Name == Peer.Ours ? Many : Few;
        if (peer.Scans("198.51.100.9", 1001, 1000 + ports) is not { } words)
        {
            return null;
        }

        (int held, int hold) = Descriptors.Pipe();
        (int said, int say) = Descriptors.Pipe();
        Child keeper = Child.Start(["unshare", "-rn", "/bin/sh", "-c", Cable], held, say);
        Descriptors.Close(held, say);
        AwaitWord(said);
        int nothing = Descriptors.Reading("/dev/null");
        int away = Descriptors.Writing("/dev/null");
        string inside = keeper.Id.ToString(CultureInfo.InvariantCulture);
        var watch = Stopwatch.StartNew();
        _ = Child.Start(["nsenter", "--preserve-credentials", "-U", "-n", "-t", inside, .. words], nothing, away).Wait(0, 1);
        watch.Stop();
        Descriptors.Close(nothing, away, hold, said);
        _ = keeper.Wait(0);
        return new Sample(ports / watch.Elapsed.TotalSeconds);
    }

    private static void AwaitWord(int said)
    {
        Span<byte> word = stackalloc byte[3];
        int read = Descriptors.Read(said, word);
        if (Encoding.ASCII.GetString(word[..Math.Max(read, 0)]) != "up\n")
        {
            throw new InvalidOperationException("no network of its own can be made");
        }
    }
}
