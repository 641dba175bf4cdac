using System;
using System.IO;
using System.Threading.Tasks;
using NetCat.Sharp.Tests.Readme;
using Xunit;
using static NetCat.Sharp.Tests.RealPrograms.ShellText;

namespace NetCat.Sharp.Tests.RealPrograms;

/// <summary>--allow and --deny at listeners of every kind.</summary>
public sealed class AccessSpecs
{
    [NativeTheory]
    [InlineData("--allow 127.0.0.2")]
    [InlineData("--allow 192.0.2.1 --allow ::1,127.0.0.2 --deny 127.0.0.1")]
    [InlineData("--deny 127.0.0.1/32")]
    [InlineData("--allow 127.0.0.0/8 --deny ::ffff:127.0.0.1")]
    [InlineData("--allow-file list")]
    public async Task A_denied_client_is_closed_at_once_and_the_next_client_is_served(string lists)
    {
        using Scratch scratch = new();
        string line = $"echo 127.0.0.2 >list; $NC -lvn --port-file port {lists} 127.0.0.1 0 >got 2>told </dev/null & {Await}" +
            "$NC -d 127.0.0.1 $port; echo hello | $NC -N -s 127.0.0.2 127.0.0.1 $port; wait; cat got; cut -d' ' -f1-4 told";
        Assert.Equal("hello\nListening on 127.0.0.1 PORT\nConnection refused from 127.0.0.1\nConnection received on 127.0.0.2\n", Ported(await Pipeline.Run(line, scratch)));
    }

    [NativeFact]
    public async Task A_name_matches_its_addresses()
    {
        using Scratch scratch = new();
        const string Line = "$NC -lk --port-file port --allow localhost 127.0.0.1 0 >got </dev/null & " + Await +
            "for i in 2 1; do echo hello $i | $NC -N -s 127.0.0.$i 127.0.0.1 $port; done; until [ -s got ]; do sleep 0.01; done; kill $!; cat got";
        Assert.Equal("hello 1\n", await Pipeline.Run(Line, scratch));
    }

    [NativeTheory]
    [InlineData("0.0.0.0")]
    [InlineData("::")]
    public async Task A_program_runs_for_allowed_clients_and_a_mapped_address_counts_as_IPv4(string at)
    {
        using Scratch scratch = new();
        string line = $"$NC -lkvn --port-file port --allow 127.0.0.2 {at} 0 --exec cat 2>told & {Await}" +
            "for i in 1 2 3; do $NC -d 127.0.0.1 $port; echo hello $i | $NC -N -s 127.0.0.$i 127.0.0.1 $port; done; " +
            "until [ $(wc -l <told) = 7 ]; do sleep 0.01; done; kill $!; grep -c refused told";
        Assert.Equal("hello 2\n5\n", await Pipeline.Run(line, scratch));
    }

    [NativeFact]
    public async Task A_datagram_of_a_denied_sender_is_dropped()
    {
        using Scratch scratch = new();
        const string Line = "$NC -luvn -W 1 --allow 127.0.0.2 --port-file port 127.0.0.1 0 >got 2>told </dev/null & " + Await +
            "for i in 1 2; do echo bad | $NC -u --linger 10ms 127.0.0.1 $port; done; echo good | $NC -u --linger 10ms -s 127.0.0.2 127.0.0.1 $port; wait; cat got; cut -d' ' -f1-4 told";
        Assert.Equal(
            "good\nBound on 127.0.0.1 PORT\nConnection refused from 127.0.0.1\nConnection refused from 127.0.0.1\nConnection received on 127.0.0.2\n",
            Ported(await Pipeline.Run(Line, scratch)));
    }

    /// <summary>SIGHUP takes effect while the socket waits for datagrams, not at the next datagram.</summary>
    [NativeTheory]
    [InlineData("-luvn --udp-connect=never")]
    [InlineData("-lukvn")]
    public async Task Without_a_peer_each_datagram_is_checked_against_the_current_list(string listener)
    {
        using Scratch scratch = new();
        string line = $"echo 127.0.0.2 >list; {NativeProgram.Path} {listener} --allow-file list --port-file port 127.0.0.1 0 >got 2>told </dev/null & {Await}" +
            "send() { for i in 1 2 3; do echo $1 $i | $NC -u --linger 10ms -s 127.0.0.$i 127.0.0.1 $port; done; until [ $(grep -c refused told) -ge $2 ]; do sleep 0.01; done; }; " +
            "send first 2; echo 127.0.0.256 >list; kill -HUP $!; until grep -q invalid told; do sleep 0.01; done; send second 4; kill $!; cat got; cut -d' ' -f1-4 told";
        const string Refused = "Connection refused from 127.0.0.1\nConnection refused from 127.0.0.3\n";
        Assert.Equal($"first 2\nsecond 2\nBound on 127.0.0.1 PORT\n{Refused}nc: allow-file list: invalid:\n{Refused}", Ported(await Pipeline.Run(line, scratch)));
    }

    [NativeFact]
    public async Task A_refused_datagram_does_not_extend_the_wait_for_the_first_one()
    {
        using Scratch scratch = new();
        const string Line = "$NC -luk --udp-connect=never --deny 127.0.0.1 --accept-timeout 1s --port-file port 127.0.0.1 0 2>told & " + Await +
            "until grep -q over told; do echo bad | $NC -u --linger 10ms 127.0.0.1 $port; sleep 0.1; done; wait $! || echo $?; cat told";
        Assert.Equal("1\nnc: accept timeout is over\n", await Pipeline.Run(Line, scratch));
    }

    [NativeTheory]
    [InlineData("")]
    [InlineData("--exec cat")]
    public async Task Files_are_read_again_at_SIGHUP_and_bad_ones_change_nothing(string program)
    {
        using Scratch scratch = new();
        string nc = $"{NativeProgram.Path} -lkvn --port-file port --deny-file list 127.0.0.1 0 {program} >got 2>told </dev/null";
        const string Ask = "$NC -N -s 127.0.0.2 127.0.0.1 $port <<<hello >>got; ";
        string line = $"echo 127.0.0.2 >list; {nc} & {Await} {Ask} until grep -q refused told; do sleep 0.01; done; " +
            $"echo '# nobody' >list; kill -HUP $!; until grep -q received told; do {Ask} done; " +
            "echo 127.0.0.256 >list; kill -HUP $!; until grep -q invalid told; do sleep 0.01; done; " +
            $"{Ask} echo ::/0 0.0.0.0/0 >list; kill -HUP $!; rm got; seen=$(grep -c refused told); until [ $(grep -c refused told) -gt $seen ]; do {Ask} done; kill $!; grep invalid told";
        Assert.Equal("nc: deny-file list: invalid: 127.0.0.256 (the lists stay as they were)\n", await Pipeline.Run(line, scratch));
    }

    [NativeTheory]
    [InlineData("-lu --udp-connect=never -w 1")]
    [InlineData("-lu --udp-connect=never --idle-timeout 500ms --from")]
    [InlineData("-luk --idle-timeout 1s")]
    public async Task A_refused_datagram_does_not_keep_an_idle_listener_alive(string options)
    {
        using Scratch scratch = new();
        string line = Ready + $"{NativeProgram.Path} {options} --exit-codes --allow 127.0.0.9 --port-file near 127.0.0.1 0 <&- & nc=$!; ready near; port=$(cat near); " +
            "while kill -0 $nc && [ $SECONDS -lt 15 ]; do echo refused >/dev/udp/127.0.0.1/$port; done 2>/dev/null; kill $nc 2>/dev/null; wait $nc; echo $?";
        Assert.Equal("5\n", await Pipeline.Run(line, scratch));
    }

    [NativeTheory]
    [InlineData("--allow-file nowhere", "nc: allow-file nowhere: No such file or directory")]
    [InlineData("--deny-file .", "nc: deny-file .: Is a directory")]
    [InlineData("--deny-file /dev/zero", "nc: deny-file /dev/zero: File too large")]
    [InlineData("--deny-file list", "nc: deny-file list: invalid: 10/8")]
    [InlineData("--allow 10/8", "nc: allow invalid: 10/8")]
    [InlineData("-n --allow localhost", "nc: allow localhost: Name or service not known")]
    public async Task A_list_that_cannot_be_read_is_one_line_and_exit_status_1(string lists, string line)
    {
        using Scratch scratch = new();
        await File.WriteAllTextAsync(scratch.Path("list"), "::1, 10.0.0.1 # fine\n10/8\n");
        Assert.Equal($"{line}\n1\n", await Pipeline.Run($"$NC -l {lists} 127.0.0.1 0 2>&1 || echo $?", scratch));
    }

    private static string Ported(string text)
    {
        string[] lines = text.Split('\n');
        int told = Array.FindIndex(lines, static line => line.Contains(" on 127.0.0.1 ", StringComparison.Ordinal));
        lines[told] = lines[told][..(lines[told].LastIndexOf(' ') + 1)] + "PORT";
        return string.Join('\n', lines);
    }
}
