using System;
using System.Collections.Generic;
using System.Globalization;

namespace NetCat.Sharp.Benchmarks;

/// <summary>The address of a transfer: a TCP port of 127.0.0.1, or a path.</summary>
internal readonly record struct Meeting(int Port, string? Path = null)
{
    internal const string Host = "127.0.0.1";

    internal string PortText => Port.ToString(CultureInfo.InvariantCulture);
}

/// <summary>A netcat and its command lines. A command line is null if the program cannot do it.</summary>
/// <param name="Name">Its name in the tables.</param>
/// <param name="Receives">Listens, writes to stdout what one client sends, and ends with it.</param>
/// <param name="Sends">Sends all of stdin and ends.</param>
/// <param name="Listens">Listens, and sends its stdin to the client while it receives.</param>
/// <param name="Calls">Connects, sends its stdin while it receives, and ends when both are done.</param>
/// <param name="Asks">Connects to a port and ends.</param>
/// <param name="Scans">Connects to each port of a range, with at most a second for each.</param>
/// <param name="Keeps">Listens for one client after the other.</param>
/// <param name="SendsDatagrams">Sends each packet of stdin as a datagram.</param>
/// <param name="TakesDatagrams">Writes what a UDP port receives.</param>
internal sealed partial record Peer(
    string Name,
    Func<Meeting, string[]?> Receives,
    Func<Meeting, string[]?> Sends,
    Func<Meeting, string[]?> Listens,
    Func<Meeting, string[]?> Calls,
    Func<int, string[]> Asks,
    Func<string, int, int, string[]?> Scans,
    Func<int, string[]?> Keeps,
    Func<int, string[]> SendsDatagrams,
    Func<int, string[]> TakesDatagrams)
{
    internal const string Ours = "ours";
    internal const string Real = "nc.openbsd";
    private const string Host = Meeting.Host;

    internal string Program { get; private init; } = "";

    internal static IReadOnlyList<Peer> All(string ours) => [OpenBsd(Ours, ours) with { Tls = OurTls(ours) }, OpenBsd(Real, "nc.openbsd"), Ncat() with { Tls = NcatTls }, Traditional(), Socat() with { Tls = SocatTls }];

    private static string Text(int port) => port.ToString(CultureInfo.InvariantCulture);

    private static Peer OpenBsd(string name, string nc) => new(
        name,
        at => at.Path is { } path ? [nc, "-lU", path] : [nc, "-l", Host, at.PortText],
        at => at.Path is { } path ? [nc, "-NU", path] : [nc, "-N", Host, at.PortText],
        at => [nc, "-lN", Host, at.PortText],
        at => [nc, "-N", Host, at.PortText],
        port => [nc, "-z", Host, Text(port)],
        (host, low, high) => [nc, "-zn", "-w", "1", host, Text(low) + "-" + Text(high)],
        port => [nc, "-lk", Host, Text(port)],
        port => [nc, "-uN", "-q", "0", Host, Text(port)],
        port => [nc, "-luk", Host, Text(port)])
    {
        Program = nc,
    };

    private static Peer Ncat() => new(
        "ncat",
        at => at.Path is { } path ? ["ncat", "-lU", path, "--recv-only"] : ["ncat", "-l", Host, at.PortText, "--recv-only"],
        at => at.Path is { } path ? ["ncat", "-U", path, "--send-only"] : ["ncat", Host, at.PortText, "--send-only"],
        at => ["ncat", "-l", Host, at.PortText],
        at => ["ncat", Host, at.PortText],
        port => ["ncat", "-z", Host, Text(port)],
        (_, _, _) => null,
        port => ["ncat", "-lk", Host, Text(port)],
        port => ["ncat", "-u", "--send-only", Host, Text(port)],
        port => ["ncat", "-lu", "--recv-only", Host, Text(port)])
    {
        Program = "ncat",
    };

    private static Peer Traditional() => new(
        "nc.traditional",
        at => at.Path is null ? ["nc.traditional", "-l", "-s", Host, "-p", at.PortText] : null,
        at => at.Path is null ? ["nc.traditional", "-q", "0", Host, at.PortText] : null,
        _ => null,
        _ => null,
        port => ["nc.traditional", "-z", Host, Text(port)],
        (host, low, high) => ["nc.traditional", "-zn", "-w", "1", host, Text(low) + "-" + Text(high)],
        _ => null,
        port => ["nc.traditional", "-u", "-q", "0", Host, Text(port)],
        port => ["nc.traditional", "-lu", "-s", Host, "-p", Text(port)])
    {
        Program = "nc.traditional",
    };

    private static Peer Socat()
    {
        // The fastest of its block sizes from 8 KiB to 1 MiB on the machine of results.tsv.
        const string Block = "-b262144";
        return new(
            "socat",
            at => ["socat", Block, "-u", at.Path is { } path ? "UNIX-LISTEN:" + path : $"TCP-LISTEN:{at.PortText},bind={Host}", "-"],
            at => ["socat", Block, "-u", "-", at.Path is { } path ? "UNIX-CONNECT:" + path : $"TCP:{Host}:{at.PortText}"],
            at => ["socat", Block, $"TCP-LISTEN:{at.PortText},bind={Host}", "-"],
            at => ["socat", Block, "-", $"TCP:{Host}:{at.PortText}"],
            port => ["socat", "-u", "OPEN:/dev/null", $"TCP:{Host}:{Text(port)}"],
            (_, _, _) => null,
            port => ["socat", $"TCP-LISTEN:{Text(port)},bind={Host},fork", "-"],
            port => ["socat", "-u", "-", $"UDP:{Host}:{Text(port)}"],
            port => ["socat", "-u", $"UDP-RECV:{Text(port)},bind={Host}", "-"])
        {
            Program = "socat",
        };
    }
}
