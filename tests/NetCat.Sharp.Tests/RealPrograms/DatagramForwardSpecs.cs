using System.Threading.Tasks;
using NetCat.Sharp.Testing;
using Xunit;

namespace NetCat.Sharp.Tests.RealPrograms;

/// <summary>-u with --forward, with a UDP echo server in Python as the target and nc.openbsd as the peers.</summary>
public sealed class DatagramForwardSpecs
{
    /// <summary>The target replies to every peer with one socket: a target with a process for each datagram would lose some of them.</summary>
    private const string Echo = "trap 'kill $(jobs -p) 2>/dev/null' EXIT; ready() { until [ -s $1 ]; do sleep 0.01; done; }; " +
        "python3 -c 'import socket, sys\ns = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)\ns.bind((\"127.0.0.1\", int(sys.argv[1])))\n" +
        "while True: s.sendto(*s.recvfrom(65535))' $PORT & until ss -ulnH sport = :$PORT | grep -q .; do sleep 0.01; done; ";

    private const string Near = "--events e --port-file near 127.0.0.1 0 & nc=$!; ready near; ";

    /// <summary>A client that sends a line and waits for the reply.</summary>
    private const string Ask = "ask() { $NC -u --replies 1 --linger 5s $2 127.0.0.1 $(cat near) <<<\"$1\"; }; ";

    private static string Own => NativeProgram.Path;

    [NativeTheory("python3")]
    [InlineData("")]
    [InlineData("--workers 3")]
    [InlineData("--max-conns 100 -v")]
    public async Task Each_peer_gets_its_own_replies(string options)
    {
        using Scratch scratch = new();
        string line = Echo + Ask + $"{Own} -luk {options} --forward 127.0.0.1:$PORT {Near}" +
            "for i in $(seq 12); do ask $i >got.$i & all=\"$all $!\"; done; wait $all; cat got.* | sort -n | tr '\\n' ' '; kill $nc; wait $nc; " +
            "echo $? $(grep -c '\"transport\":\"udp\".*\"reason\":\"signal\"' e) $(grep -vc '^{.*}$' e)";
        Assert.Equal("1 2 3 4 5 6 7 8 9 10 11 12 143 12 0\n", await Pipeline.Run(line, scratch, Ports.Free()));
    }

    [NativeFact("python3")]
    public async Task A_listener_of_one_peer_ends_with_its_idle_time()
    {
        using Scratch scratch = new();
        string line = Echo + Ask + $"{Own} -lu -w 1 --forward 127.0.0.1:$PORT {Near} ask hello; wait $nc; echo $?; grep -c idle-timeout e";
        Assert.Equal("hello\n0\n1\n", await Pipeline.Run(line, scratch, Ports.Free()));
    }

    [NativeFact("python3")]
    public async Task A_denied_peer_has_no_session()
    {
        using Scratch scratch = new();
        string line = Echo + Ask + $"{Own} -luk --deny 127.0.0.2 --forward 127.0.0.1:$PORT {Near}" +
            "$NC -u --replies 1 --linger 200ms -s 127.0.0.2 127.0.0.1 $(cat near) <<<no; ask yes; grep -c '\"forwarded\"' e";
        Assert.Equal("yes\n1\n", await Pipeline.Run(line, scratch, Ports.Free()));
    }

    [NativeTheory]
    [InlineData("-luk --forward unix:socket 127.0.0.1 0", "cannot use --forward unix:socket and -u")]
    [InlineData("-lukU --forward localhost:1 socket", "cannot use --forward, -u and -U")]
    [InlineData("-luk --forward localhost:1 --forward-tls 127.0.0.1 0", "cannot use --forward-tls and -u")]
    [InlineData("-luk --forward localhost:1 --udp-connect=never 127.0.0.1 0", "cannot use --forward, -u and --udp-connect")]
    [InlineData("-luk --max-conns 3 127.0.0.1 0", "must use --forward with --max-conns and -u")]
    [InlineData("-lu --workers 3 --forward localhost:1 127.0.0.1 0", "must use -l and -k with --workers")]
    public async Task Invalid_arguments_are_refused_in_one_line(string arguments, string refusal)
    {
        using Scratch scratch = new();
        Assert.Equal($"nc: {refusal}\n1\n", await Pipeline.Run($"$NC {arguments} 2>&1; echo $?", scratch));
    }
}
