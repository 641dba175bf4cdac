using System.Threading.Tasks;
using Xunit;

namespace NetCat.Sharp.Tests.RealPrograms;

/// <summary>
/// A Unix datagram listener that is not connected to one peer. The peers are Python sockets: netcats name their sockets, and read at once.
/// </summary>
public sealed class UnixPeersSpecs
{
    private const string Listener = "$NC -luU --udp-connect=never --datagram-size 10 --ready-fd 3 at 3>ready";
    private const string Await = "until [ -s ready ]; do sleep 0.01; done; ";

    [NativeFact("python3")]
    public async Task Senders_without_a_name_are_received_and_one_with_a_name_is_answered()
    {
        using Scratch scratch = new();
        const string Peers = """
            import socket
            nameless, named = [socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) for _ in range(2)]
            named.bind('named')
            nameless.sendto(b'nameless ', 'at')
            named.sendto(b'named ', 'at')
            print(named.recv(100).decode())
            named.close()
            nameless.sendto(b'last', 'at')
            """;
        string line = $"{Listener} < <(echo -n answer) >got & {Await} python3 -c \"{Peers}\"; until grep -q last got; do sleep 0.01; done; kill $!; cat got";
        Assert.Equal("answer\nnameless named last", await Pipeline.Run(line, scratch));
    }

    /// <summary>poll(2) reports the socket as writable although the peer's queue is full: nc neither loses a reply nor spins.</summary>
    [NativeFact("python3", "strace")]
    public async Task A_peer_that_reads_late_gets_every_reply()
    {
        using Scratch scratch = new();
        const string Peer = """
            import socket, sys
            named = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
            named.bind('named')
            named.sendto(b'hello', 'at')
            sys.stdin.readline()
            print(sum(len(named.recv(100)) for _ in range(1000)))
            """;
        string line = $"strace -f -r -e trace=sendto -o trace sh -c 'echo $$ >pid; exec {Listener}' < <(head -c 10000 /dev/zero) >got & {Await}" +
            $"python3 -c \"{Peer}\" < <(until [ $(grep -cs EAGAIN trace) -gt 9 ]; do sleep 0.01; done; echo go); kill $(cat pid); wait; " +
            "awk '/EAGAIN/ && waited && $2 < 0.009 { spins++ } { waited = /EAGAIN/ } END { print spins + 0 }' trace";
        Assert.Equal("10000\n0\n", await Pipeline.Run(line, scratch));
    }

    [NativeFact]
    public async Task A_client_has_its_one_peer()
    {
        using Scratch scratch = new();
        Assert.Equal("nc: must use -l with --udp-connect and -U\n1\n", await Pipeline.Run("$NC -uU --udp-connect=never at 2>&1 </dev/null; echo $?", scratch));
    }
}
