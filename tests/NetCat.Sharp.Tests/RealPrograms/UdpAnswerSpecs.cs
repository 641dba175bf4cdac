using System;
using System.Net;
using System.Net.Sockets;
using System.Threading.Tasks;
using NetCat.Sharp.Testing;
using Xunit;

namespace NetCat.Sharp.Tests.RealPrograms;

/// <summary>A UDP client that ends after the replies, and a probe that reports its result.</summary>
public sealed class UdpAnswerSpecs
{
    [NativeTheory]
    [InlineData("--replies 1", 1, 1, "")]
    [InlineData("--replies 3", 3, 3, "")]
    [InlineData("--replies 2", 5, 2, "")]
    [InlineData("--replies 2 --linger 300ms", 1, 1, "nc: got 1 of 2 replies\n")]
    [InlineData("--replies 1 --linger 300ms", 0, 0, "nc: got 0 of 1 replies\n")]
    [InlineData("--linger 300ms", 4, 4, "")]
    [InlineData("--linger 300ms", 0, 0, "")]
    public async Task A_client_ends_when_it_has_its_replies(string options, int sent, int printed, string said)
    {
        using Scratch scratch = new();
        using Socket server = Bound();
        await using Pipeline client = Pipeline.Start($"echo query | $NC -u {options} 127.0.0.1 $PORT 2>said; echo $?; cat said", scratch, Port(server));
        EndPoint caller = await Query(server);
        for (int i = 0; i < sent; i++)
        {
            _ = await server.SendToAsync("answer\n"u8.ToArray(), caller);
        }

        string answers = string.Concat(System.Linq.Enumerable.Repeat("answer\n", printed));
        Assert.Equal($"{answers}{(said.Length > 0 ? 1 : 0)}\n{said}", await client.End());
    }

    [NativeFact]
    public async Task Each_reply_restarts_the_time()
    {
        using Scratch scratch = new();
        using Socket server = Bound();
        await using Pipeline client = Pipeline.Start("echo query | $NC -u --linger 2s 127.0.0.1 $PORT", scratch, Port(server));
        EndPoint caller = await Query(server);
        for (int i = 0; i < 8; i++)
        {
            // The intervals are under test: eight of them are longer than the time that each reply restarts.
            await Until.Passed(TimeSpan.FromMilliseconds(300));
            _ = await server.SendToAsync("x\n"u8.ToArray(), caller);
        }

        Assert.Equal("x\nx\nx\nx\nx\nx\nx\nx\n", await client.End());
    }

    [NativeTheory]
    [InlineData("", "4")]
    [InlineData("-v", "4")]
    public async Task A_port_without_a_receiver_is_closed(string options, string status)
    {
        using Scratch scratch = new();
        int port = Ports.Free();
        string line = $"$NC -zu --udp-verdict --exit-codes {options} 127.0.0.1 {port} 2>&1; echo $?";
        Assert.Equal($"127.0.0.1 {port} port [udp/*] closed\n{status}\n", await Pipeline.Run(line, scratch));
    }

    [NativeFact]
    public async Task A_port_that_answers_is_open_and_one_that_does_not_is_silent()
    {
        using Scratch scratch = new();
        using Socket answers = Bound();
        using Socket deaf = Bound();
        int closed = Ports.Free();
        string ports = $"{closed} {Port(deaf)} {Port(answers)}";
        await using Pipeline client = Pipeline.Start($"$NC -zun --udp-verdict -w 500ms 127.0.0.1 {ports} 2>&1; echo $?", scratch);
        EndPoint caller = await Query(answers);
        _ = await answers.SendToAsync("here"u8.ToArray(), caller);
        string expected = $"127.0.0.1 {closed} port [udp/*] closed\n127.0.0.1 {Port(deaf)} port [udp/*] no answer\n" +
            $"127.0.0.1 {Port(answers)} port [udp/*] open\n0\n";
        Assert.Equal(expected, await client.End());
    }

    [NativeFact("unshare", "ip")]
    public async Task A_host_that_cannot_be_reached_is_neither_open_nor_closed()
    {
        using Scratch scratch = new();
        const string Inside = "ip link set lo up; ip route add unreachable 192.0.2.0/24; $NC -zun --udp-verdict -w 1 192.0.2.1 7 2>&1; echo $?";
        string said = await Pipeline.Run($"export NC; unshare -rn bash -c '{Inside}'", scratch);
        Assert.Equal("192.0.2.1 7 port [udp/*] No route to host\n1\n", said);
    }

    [NativeTheory]
    [InlineData("--replies 1 127.0.0.1 1", "nc: must use -u with --replies")]
    [InlineData("--linger 1 -lu 127.0.0.1 0", "nc: cannot use --linger and -l")]
    [InlineData("--replies 0 -u 127.0.0.1 1", "nc: replies too small: 0")]
    [InlineData("--linger x -u 127.0.0.1 1", "nc: linger time invalid: x")]
    [InlineData("-u --replies 1 -W 1 127.0.0.1 1", "nc: cannot use --replies and -W")]
    [InlineData("-u --linger 1 -q 1 127.0.0.1 1", "nc: cannot use --linger and -q")]
    [InlineData("-z --udp-verdict 127.0.0.1 1", "nc: must use -z and -u with --udp-verdict")]
    public async Task Bad_values_are_one_line_and_exit_status_1(string arguments, string line)
    {
        using Scratch scratch = new();
        Assert.Equal($"{line}\n1\n", await Pipeline.Run($"$NC {arguments} 2>&1; echo $?", scratch));
    }

    private static Socket Bound()
    {
        Socket socket = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return socket;
    }

    private static int Port(Socket socket) => ((IPEndPoint)socket.LocalEndPoint!).Port;

    private static async Task<EndPoint> Query(Socket server)
        => (await server.ReceiveFromAsync(new byte[100], new IPEndPoint(IPAddress.Any, 0))).RemoteEndPoint;
}
