using System.Threading.Tasks;
using NetCat.Sharp.Tests.Readme;
using Xunit;
using static NetCat.Sharp.Tests.RealPrograms.ShellText;

namespace NetCat.Sharp.Tests.RealPrograms;

/// <summary>--forward, with echo servers and clients of every kind.</summary>
public sealed class ForwardSpecs
{
    private const string Echo = Ready + "$NC -lk --port-file far 127.0.0.1 0 --exec cat & ready far; ";
    private const string Near = "--port-file near 127.0.0.1 0";

    /// <summary>nc without timeout(1), so that signals reach it.</summary>
    private static string Own => NativeProgram.Path;

    [NativeTheory]
    [InlineData("$NC -l --forward 127.0.0.1:$(cat far) --port-file near 127.0.0.1 0", "-N 127.0.0.1 $(cat near)")]
    [InlineData("$NC -l --forward localhost:$(cat far) -4 --port-file near localhost 0", "-N4 localhost $(cat near)")]
    [InlineData("$NC -l --forward 127.0.0.1:$(cat far) --port-file near -U socket", "-N -U socket")]
    [InlineData("$NC -l --forward unix:inner --port-file near 127.0.0.1 0", "-N 127.0.0.1 $(cat near)")]
    [InlineData("$NC -l --forward unix:@$(cat name) --port-file near 127.0.0.1 0", "-N 127.0.0.1 $(cat near)")]
    public async Task One_client_is_forwarded_and_both_ways_arrive_whole(string nc, string client)
    {
        using Scratch scratch = new();
        string inner = nc.Contains("unix:", System.StringComparison.Ordinal)
            ? "echo ncsharp-$$ >name; $NC -lU inner --exec cat & $NC -lU @$(cat name) --exec cat & until [ -S inner ]; do sleep 0.01; done; " +
              "until grep -q ncsharp-$$ /proc/net/unix; do sleep 0.01; done; "
            : "";
        string line = Echo + inner + $"head -c 3000000 /dev/urandom >sent; {nc} & nc=$!; ready near; $NC {client} <sent >got; cmp sent got; wait $nc; echo $?";
        Assert.Equal("0\n", await Pipeline.Run(line, scratch));
    }

    [RootNativeFact("strace", "ss")]
    public async Task A_fast_stream_is_sent_in_full_segments_and_its_end_is_not_delayed()
    {
        using Scratch scratch = new();
        string line = Ready + "$NC -l --port-file far 127.0.0.1 0 | { ready full; cat >got; } & target=$!; ready far; " +
            $"strace -f -o calls -e trace=setsockopt {Own} -l --socket-option SO_RCVBUFFORCE=2000000 --forward 127.0.0.1:$(cat far) --port-file near 127.0.0.1 0 & nc=$!; ready near; " +
            "head -c 20000000 /dev/urandom >sent; $NC -N 127.0.0.1 $(cat near) <sent & client=$!; " +
            "until ss -tnH state established sport = :$(cat near) | awk '{ exit $1 < 300000 }'; do sleep 0.01; done; echo >full; wait $client $nc $target; cmp sent got; " +
            "grep -c TCP_NOTSENT_LOWAT calls; grep -q 'TCP_NODELAY, \\[0\\]' calls; echo $?; grep -o 'TCP_NODELAY, .*' calls | tail -n 1";
        Assert.Equal("1\n0\nTCP_NODELAY, [1], 4) = 0\n", await Pipeline.Run(line, scratch));
    }

    [NativeFact]
    public async Task A_target_that_refuses_is_a_line_a_status_and_an_event()
    {
        using Scratch scratch = new();
        const string Line = Ready + "$NC -l --exit-codes --events e --forward 127.0.0.1:1 --port-file near 127.0.0.1 0 2>told & nc=$!; ready near; " +
            "$NC -d 127.0.0.1 $(cat near) 2>/dev/null; wait $nc; echo $?; cat told; grep -o '\"event\":\"refused\".*\"at\":\"target\",\"target\":\"127.0.0.1:1\"' e | cut -c 1-17; grep -o no-target e";
        Assert.Equal(
            "4\nnc: forward to 127.0.0.1:1: Connection refused\n\"event\":\"refused\"\nno-target\n",
            await Pipeline.Run(Line, scratch));
    }

    [NativeFact]
    public async Task A_target_that_goes_away_and_comes_back_serves_the_next_client()
    {
        using Scratch scratch = new();
        const string Line = Ready + "$NC -lkv --forward unix:inner --port-file near 127.0.0.1 0 2>told & ready near; port=$(cat near); " +
            "ask() { echo hello | $NC -N 127.0.0.1 $port; }; ask; until grep -q 'No such file' told; do sleep 0.01; done; " +
            "$NC -lkU inner --exec cat & echo=$!; until [ -S inner ]; do sleep 0.01; done; ask; " +
            "kill $echo; wait $echo 2>/dev/null; rm -f inner; ask; until [ $(grep -c 'No such file' told) = 2 ]; do sleep 0.01; done; " +
            "$NC -lkU inner --exec cat & until [ -S inner ]; do sleep 0.01; done; ask; echo end";
        Assert.Equal("hello\nhello\nend\n", await Pipeline.Run(Line, scratch));
    }

    [NativeFact]
    public async Task At_the_limit_of_clients_the_next_one_waits_and_is_then_served()
    {
        using Scratch scratch = new();
        const string Line = Echo + "$NC -lk --max-conns 2 --events e --forward 127.0.0.1:$(cat far) --port-file near 127.0.0.1 0 & ready near; port=$(cat near); " +
            "mkfifo a b; $NC -N 127.0.0.1 $port <a & one=$!; exec 3>a; $NC -N 127.0.0.1 $port <b 3>&- & exec 4>b; " +
            "until [ $(grep -c '\"forwarded\"' e) = 2 ]; do sleep 0.01; done; echo third | $NC -N 127.0.0.1 $port >got 3>&- 4>&- & third=$!; " +
            "until ss -tnH state connected dport = :$port | grep -c . | grep -qx 3; do sleep 0.01; done; grep -c '\"connected\"' e; " +
            "exec 3>&-; wait $one; wait $third; cat got";
        Assert.Equal("2\nthird\n", await Pipeline.Run(Line, scratch));
    }

    [NativeFact]
    public async Task Without_descriptors_clients_wait_and_none_is_lost()
    {
        using Scratch scratch = new();
        string line = Echo + $"(ulimit -n 30; exec {Own} -lk --forward 127.0.0.1:$(cat far) {Near} 2>told) & nc=$!; ready near; port=$(cat near); " +
            "for i in $(seq 40); do { echo $i; until [ -e go ]; do sleep 0.1; done; } | $NC -N 127.0.0.1 $port >got.$i & all=\"$all $!\"; done; " +
            "until grep -q 'Too many open files' told; do sleep 0.01; done; touch go; wait $all; cat got.* | sort -n | md5sum; seq 40 | md5sum; " +
            "ls /proc/$nc/fd | wc -l >few; [ $(cat few) -lt 16 ] && echo few; grep -c . told";
        string[] lines = (await Pipeline.Run(line, scratch)).Split('\n');
        Assert.Equal(lines[1], lines[0]);
        Assert.Equal(["few", "1", ""], lines[2..]);
    }

    [NativeTheory]
    [InlineData("", "kill $nc", "143 0\n")]
    [InlineData("--grace 100s", "kill $nc; until ! $NC -z 127.0.0.1 $port; do sleep 0.01; done; echo more >&3; exec 3>&-", "more\n143 1\n")]
    [InlineData("--grace 100ms", "kill $nc", "143 0\n")]
    [InlineData("--grace 100s", "kill $nc; until ! $NC -z 127.0.0.1 $port; do sleep 0.01; done; while kill $nc 2>/dev/null; do sleep 0.01; done", "143 0\n")]
    [InlineData("--grace 100s", "kill $nc $nc; until ! $NC -z 127.0.0.1 $port; do sleep 0.01; done; echo more >&3; exec 3>&-", "more\n143 1\n")]
    public async Task A_signal_ends_connections_after_the_grace_period(string options, string then, string expected)
    {
        using Scratch scratch = new();
        string line = Echo + $"{Own} -lk {options} --events e --forward 127.0.0.1:$(cat far) {Near} & nc=$!; ready near; port=$(cat near); " +
            "mkfifo a; $NC -N 127.0.0.1 $port <a >got & client=$!; exec 3>a; until grep -q '\"forwarded\"' e; do sleep 0.01; done; " +
            then + "; wait $nc; status=$?; exec 3>&-; wait $client; cat got; echo $status $(grep -c '\"sent\":5,\"received\":5,.*\"reason\":\"done\"' e)";
        Assert.Equal(expected, await Pipeline.Run(line, scratch));
    }

    [NativeFact]
    public async Task Lists_admit_clients_and_are_read_again()
    {
        using Scratch scratch = new();
        string line = Echo + $"echo 127.0.0.1 >list; {Own} -lk --deny-file list --forward 127.0.0.1:$(cat far) {Near} & nc=$!; ready near; port=$(cat near); " +
            "ask() { echo hello | $NC -N $1 127.0.0.1 $port 2>/dev/null; }; ask; ask '-s 127.0.0.2'; : >list; kill -HUP $nc; until ask | grep hello; do :; done";
        Assert.Equal("hello\nhello\n", await Pipeline.Run(line, scratch));
    }

    [NativeFact]
    public async Task An_idle_client_ends_after_its_time_and_others_go_on()
    {
        using Scratch scratch = new();
        const string Line = Echo + "$NC -lk --idle-timeout 300ms --events e --forward 127.0.0.1:$(cat far) --port-file near 127.0.0.1 0 & ready near; port=$(cat near); " +
            "mkfifo a; $NC 127.0.0.1 $port <a & idle=$!; exec 3>a; until grep -q idle-timeout e; do echo hello | $NC -N 127.0.0.1 $port >got; done; exec 3>&-; wait $idle; cat got";
        Assert.Equal("hello\n", await Pipeline.Run(Line, scratch));
    }
}
