using System.IO;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Threading.Tasks;
using Xunit;

namespace NetCat.Sharp.Tests.RealPrograms;

/// <summary>--retry: waits for a server to come up.</summary>
public sealed class RetrySpecs
{
    /// <summary>Starts the second command after the first attempt has failed, which its events report.</summary>
    private const string Once = "until grep -qs '\"event\":\"refused\"' log; do sleep 0.01; done; ";

    [NativeTheory]
    [InlineData("-z --retry 60s")]
    [InlineData("-zv --retry 1m -w 5")]
    [InlineData("-zn --retry=60 --total-timeout 60s")]
    public async Task A_listener_that_starts_later_is_reached(string options)
    {
        using Scratch scratch = new();
        int port = Ports.Free();
        string line = $"({Once} exec $NC -l 127.0.0.1 {port} </dev/null) & $NC {options} --events log 127.0.0.1 {port} 2>/dev/null && echo reached; wait";
        Assert.Equal("reached\n", await Pipeline.Run(line, scratch));
    }

    [NativeFact]
    public async Task Text_typed_meanwhile_arrives()
    {
        using Scratch scratch = new();
        int port = Ports.Free();
        string line = $"({Once} exec $NC -l 127.0.0.1 {port} </dev/null) & echo hello | $NC -N --retry 60s --events log 127.0.0.1 {port}; wait";
        Assert.Equal("hello\n", await Pipeline.Run(line, scratch));
    }

    [NativeFact]
    public async Task Each_of_several_ports_is_waited_for()
    {
        using Scratch scratch = new();
        int first = Ports.Free();
        int second = Ports.Free();
        string line = $"({Once} $NC -l 127.0.0.1 {first} </dev/null; until [ $(grep -c refused log) -gt 1 ] && grep -q '\"port\":{second}' log; do sleep 0.01; done; " +
            $"exec $NC -l 127.0.0.1 {second} </dev/null) & $NC -zv --retry 60s --events log 127.0.0.1 {first} {second} 2>&1 | grep -c succeeded; wait";
        Assert.Equal("2\n", await Pipeline.Run(line, scratch));
    }

    [NativeFact]
    public async Task A_Unix_socket_that_is_made_later_is_reached()
    {
        using Scratch scratch = new();
        using Socket listener = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        await using Pipeline client = Pipeline.Start("exec strace -f -o trace -e trace=connect $NC -zU --retry 60s later", scratch);
        await Until.Holds(() => File.Exists(scratch.Path("trace")) && File.ReadAllText(scratch.Path("trace")).Contains("ENOENT", System.StringComparison.Ordinal));
        listener.Bind(new UnixDomainSocketEndPoint(scratch.Path("later")));
        listener.Listen(1);
        Assert.Equal("", await client.End());
    }

    [NativeFact]
    public async Task A_UDP_port_is_probed_until_it_does_not_refuse()
    {
        using Scratch scratch = new();
        int port = Ports.Free();
        string line = "(until grep -qs closed log; do sleep 0.01; done; exec $NC -lu -w 20 127.0.0.1 " + port + " </dev/null >/dev/null) & " +
            $"$NC -uzv -w 1 --retry 60s --events log 127.0.0.1 {port} 2>&1 | grep -c succeeded; kill %1; wait";
        Assert.Equal("1\n", await Pipeline.Run(line, scratch));
    }

    [NativeTheory]
    [InlineData("-z", "127.0.0.1 1", "4", "refused")]
    [InlineData("-z", "nosuch.invalid 1", "3", "error")]
    public async Task When_the_time_is_over_the_last_failure_is_reported(string options, string target, string status, string last)
    {
        using Scratch scratch = new();
        string line = $"$NC {options} --exit-codes --retry 300ms --events log {target} 2>/dev/null; echo $?";
        Assert.Equal(status + "\n", await Pipeline.Run(line, scratch));
        string[] events = [.. EventSpecs.Events(scratch, "log").Select(EventSpecs.Name)];
        Assert.Equal(last, events[^1]);
        Assert.True(last == "error" || events.Length > 3, string.Join(' ', events));
    }

    [NativeFact]
    public async Task A_host_that_does_not_reply_is_given_up_in_time()
    {
        using Scratch scratch = new();
        using Socket full = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Unspecified);
        full.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        full.Listen(0);
        using Socket one = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        await one.ConnectAsync(full.LocalEndPoint!);
        string line = "$NC -z --exit-codes --retry 300ms 127.0.0.1 $PORT; echo $?";
        Assert.Equal("5\n", await Pipeline.Run(line, scratch, ((IPEndPoint)full.LocalEndPoint!).Port));
    }

    [NativeTheory]
    [InlineData("--retry 1 -l 127.0.0.1 0", "nc: cannot use --retry and -l")]
    [InlineData("--retry 1 -uU nowhere", "nc: cannot use --retry, -u and -U")]
    [InlineData("--retry 1 -u 127.0.0.1 1", "nc: must use -v or --udp-verdict with --retry and -u")]
    [InlineData("--retry 1 -z --parallel 2 127.0.0.1 1 2", "nc: cannot use --retry and --parallel")]
    [InlineData("--retry soon 127.0.0.1 1", "nc: retry time invalid: soon")]
    [InlineData("--retry -1 127.0.0.1 1", "nc: retry time too small: -1")]
    public async Task Bad_values_are_one_line_and_exit_status_1(string arguments, string line)
    {
        using Scratch scratch = new();
        Assert.Equal($"{line}\n1\n", await Pipeline.Run($"$NC {arguments} 2>&1; echo $?", scratch));
    }
}
