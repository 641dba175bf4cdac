using System.Threading.Tasks;
using NetCat.Sharp.Tests.Readme;
using Xunit;
using static NetCat.Sharp.Tests.RealPrograms.ShellText;

namespace NetCat.Sharp.Tests.RealPrograms;

/// <summary>--broker, --chat and --max-conns without a program, with clients of every kind.</summary>
public sealed class CrowdSpecs
{
    private const string Start =
        Ready + "mkfifo a b c; " +
        "last() { until [ \"$(tail -n 1 $1)\" = \"$2\" ]; do sleep 0.01; done; }; count() { until [ $(grep -c '\"connected\"' e) = $1 ]; do sleep 0.01; done; }; ";

    private const string Near = "--events e --port-file near 127.0.0.1 0";
    private const string Three =
        "ready near; port=$(cat near); $NC 127.0.0.1 $port <a >got.a & exec 3>a; count 1; $NC 127.0.0.1 $port <b >got.b & exec 4>b; count 2; " +
        "$NC 127.0.0.1 $port <c >got.c & exec 5>c; count 3; has() { until [ \"$(cat $1)\" = \"$2\" ]; do sleep 0.01; done; }; ";

    [NativeFact]
    public async Task What_one_client_sends_goes_to_all_others()
    {
        using Scratch scratch = new();
        const string Line = Start + "$NC -lk --broker " + Near + " & " + Three +
            "echo one >&3; has got.b one; has got.c one; echo two >&4; has got.a two; has got.c $'one\\ntwo'; cat got.a got.b";
        Assert.Equal("two\none\n", await Pipeline.Run(Line, scratch));
    }

    [NativeFact]
    public async Task A_chat_goes_out_line_by_line_with_names_and_shows_control_characters()
    {
        using Scratch scratch = new();
        const string Line = Start + "$NC -lk --chat " + Near + " & " + Three +
            "printf 'hel' >&3; printf 'from two\\n' >&4; last got.c '[2] from two'; printf 'lo\\033[2J\\t\\xc3\\xa4\\xc2\\x9b\\r\\nrest' >&3; " +
            "last got.c $'[1] hello\\\\x1B[2J\\t\\xc3\\xa4\\\\xC2\\\\x9B'; $NC -N 127.0.0.1 $port </dev/null >/dev/null; " +
            "until grep -q '4. has left' got.b; do sleep 0.01; done; sed 's/127.0.0.1:.*/A/' got.b";
        Assert.Equal(
            "[2] has joined from A\n[3] has joined from A\n[1] hello\\x1B[2J\t\u00e4\\xC2\\x9B\n[4] has joined from A\n[4] has left\n",
            await Pipeline.Run(Line, scratch));
    }

    [NativeFact]
    public async Task Clients_share_standard_output_and_each_gets_standard_input()
    {
        using Scratch scratch = new();
        const string Line = Start + "mkfifo in; $NC -lk --max-conns 3 " + Near + " <in >out & exec 6>in; " + Three +
            "echo to all >&6; has got.a 'to all'; has got.b 'to all'; has got.c 'to all'; echo 1 >&3; has out 1; echo 2 >&4; has out $'1\\n2'; " +
            "echo fourth | $NC -N 127.0.0.1 $port >got.d & fourth=$!; until ss -tnH state connected dport = :$port | grep -c . | grep -qx 4; do sleep 0.01; done; " +
            "grep -c '\"connected\"' e; echo more >&6; has got.b $'to all\\nmore'; kill %2; wait $fourth; has out $'1\\n2\\nfourth'; cat got.d";
        Assert.Equal("3\n", await Pipeline.Run(Line, scratch));
    }

    [NativeFact]
    public async Task All_data_of_clients_arrives_on_a_slow_standard_output_in_whole_reads()
    {
        using Scratch scratch = new();
        const string Line = Start + "$NC -lk --max-conns 9 " + Near + " > >(until ss -tnH state established sport = :$(cat near) 2>/dev/null | awk '$1 > 0 { waits = 1 } END { exit !waits }'; do sleep 0.01; done; cat >out) & nc=$!; ready near; port=$(cat near); " +
            "for i in 1 2 3 4; do yes $i$i$i$i$i$i$i$i$i 2>/dev/null | head -c 5000000 | $NC -N 127.0.0.1 $port >/dev/null & all=\"$all $!\"; done; wait $all; " +
            "until [ $(stat -c %s out) = 20000000 ]; do sleep 0.01; done; kill $nc; tr -d '\\n' <out | wc -c";
        Assert.Equal("18000000\n", await Pipeline.Run(Line, scratch));
    }

    [NativeFact]
    public async Task With_grace_a_signal_loses_no_data_that_waits_for_standard_output()
    {
        using Scratch scratch = new();
        const string Line = Start + "$NC -lk --max-conns 9 --grace 60s " + Near + " > >(until [ -e go ]; do sleep 0.01; done; cat >out; touch done) & nc=$!; " +
            "ready near; port=$(cat near); head -c 800000 /dev/zero | $NC -N 127.0.0.1 $port; until grep -q '\"closed\"' e; do sleep 0.01; done; kill $nc; " +
            "until [ -z \"$(ss -tlnH sport = :$port)\" ]; do sleep 0.01; done; touch go; until [ -e done ]; do sleep 0.01; done; stat -c %s out";
        Assert.Equal("800000\n", await Pipeline.Run(Line, scratch));
    }

    [NativeTheory]
    [InlineData("", "slow", "closed")]
    [InlineData("--slow drop", "signal", "misses data")]
    public async Task A_client_that_never_reads_delays_no_other(string slow, string reason, string told)
    {
        using Scratch scratch = new();
        string line = Start + $"{NativeProgram.Path} -lk --broker --queue 12M {slow} {Near} 2>told & nc=$!; ready near; port=$(cat near); " +
            "exec 7<>/dev/tcp/127.0.0.1/$port; count 1; $NC -d 127.0.0.1 $port >got & count 2; " +
            "for i in $(seq 8); do head -c 4000000 /dev/zero; until [ $(stat -c %s got) = $((i * 4000000)) ]; do sleep 0.01; done; done | " +
            "$NC -N --events e3 127.0.0.1 $port >/dev/null; " +
            $"kill $nc; wait $nc; grep -c '\"closed\".*\"connection\":1,.*\"reason\":\"{reason}\"' e; grep -c '{told}' told";
        Assert.Equal("1\n1\n", await Pipeline.Run(line, scratch));
    }

    [NativeFact]
    public async Task With_wait_nothing_is_lost_for_a_slow_client()
    {
        using Scratch scratch = new();
        const string Line = Start + "$NC -lk --broker --queue 100K --slow wait " + Near + " & ready near; port=$(cat near); " +
            "$NC -d 127.0.0.1 $port > >(until ss -tnH state established sport = :$port | awk '$2 > 0 { waits = 1 } END { exit !waits }'; do sleep 0.01; done; md5sum >sum) & reader=$!; count 1; $NC -d 127.0.0.1 $port >got & count 2; " +
            "head -c 30000000 /dev/zero | $NC -N 127.0.0.1 $port >/dev/null; until [ $(stat -c %s got) = 30000000 ]; do sleep 0.01; done; " +
            "until grep -q '\"closed\"' e; do sleep 0.01; done; kill %1; until [ -s sum ]; do sleep 0.01; done; cat sum; head -c 30000000 /dev/zero | md5sum";
        string[] sums = (await Pipeline.Run(Line, scratch)).Split('\n');
        Assert.Equal(sums[1], sums[0]);
    }

    [NativeFact]
    public async Task Unix_clients_work_and_two_hundred_that_leave_change_nothing()
    {
        using Scratch scratch = new();
        string line = Start + $"{NativeProgram.Path} -lkU socket --broker --events e & nc=$!; until [ -S socket ]; do sleep 0.01; done; " +
            "$NC -U socket <a >got.a & exec 3>a; count 1; before=$(ls /proc/$nc/fd | wc -l); " +
            "for i in $(seq 20); do for j in $(seq 10); do $NC -zU socket & all[$j]=$!; done; wait ${all[@]}; done; " +
            "until [ $(grep -c '\"closed\"' e) = 200 ]; do sleep 0.01; done; [ $(ls /proc/$nc/fd | wc -l) = $before ] && echo same; " +
            "echo hello | $NC -NU socket >/dev/null; until [ -s got.a ]; do sleep 0.01; done; cat got.a";
        Assert.Equal("same\nhello\n", await Pipeline.Run(line, scratch));
    }
}
