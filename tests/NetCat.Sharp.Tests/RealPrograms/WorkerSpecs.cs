using System.Threading.Tasks;
using NetCat.Sharp.Tests.Readme;
using Xunit;
using static NetCat.Sharp.Tests.RealPrograms.ShellText;

namespace NetCat.Sharp.Tests.RealPrograms;

/// <summary>--workers: threads with one listening socket each; the kernel distributes the clients among them.</summary>
public sealed class WorkerSpecs
{
    private const string Echo = Ready + "$NC -lk --port-file far 127.0.0.1 0 --exec cat & ready far; ";
    private const string Near = "--port-file near 127.0.0.1 0 & nc=$!; ready near; port=$(cat near); ";

    /// <summary>nc without timeout(1), so that signals reach it.</summary>
    private static string Own => NativeProgram.Path;

    [NativeFact]
    public async Task Each_worker_has_a_listening_socket_and_the_kernel_spreads_clients()
    {
        using Scratch scratch = new();
        string line = Echo + $"{Own} -lk --workers 4 --forward 127.0.0.1:$(cat far) --events e {Near}" +
            "ss -tlnH sport = :$port | grep -c .; " +
            "for i in $(seq 60); do echo $i | $NC -N 127.0.0.1 $port >got.$i & all=\"$all $!\"; done; wait $all; cat got.* | sort -n | md5sum; seq 60 | md5sum; " +
            "until [ $(grep -c '\"closed\"' e) = 60 ]; do sleep 0.01; done; grep -vc '^{.*}$' e; " +
            "for t in /proc/$nc/task/*; do awk '$1 == \"voluntary_ctxt_switches:\" && $2 > 10' $t/status; done | grep -c .";
        string[] lines = (await Pipeline.Run(line, scratch)).Split('\n');
        Assert.Equal("4", lines[0]);
        Assert.Equal(lines[2], lines[1]);
        Assert.Equal("0", lines[3]);
        Assert.InRange(int.Parse(lines[4], provider: null), 3, 9);
    }

    [NativeFact]
    public async Task The_limit_of_clients_is_that_of_all_workers_together()
    {
        using Scratch scratch = new();
        string line = Echo + $"{Own} -lk --workers 3 --max-conns 2 --forward 127.0.0.1:$(cat far) --events e {Near}" +
            "for i in $(seq 30); do { echo $i; until [ -e go ]; do sleep 0.02; done; } | $NC -N 127.0.0.1 $port >got.$i & all=\"$all $!\"; done; " +
            "until [ $(grep -c '\"forwarded\"' e) = 2 ] && [ $(ss -tnH state established dport = :$port | grep -c .) = 30 ]; do sleep 0.01; done; " +
            "touch go; wait $all; cat got.* | sort -n | md5sum; seq 30 | md5sum; until [ $(grep -c '\"closed\"' e) = 30 ]; do sleep 0.01; done; " +
            "awk '/\"event\":\"connected\"/ { if (++n > most) most = n } /\"event\":\"closed\"/ { n-- } END { print most }' e";
        string[] lines = (await Pipeline.Run(line, scratch)).Split('\n');
        Assert.Equal(lines[1], lines[0]);
        Assert.Equal("2", lines[2]);
    }

    [NativeTheory]
    [InlineData("", "", "143 0 8")]
    [InlineData("--grace 100s", "until ! $NC -z 127.0.0.1 $port; do sleep 0.01; done; exec 3>&-; ", "143 8 8")]
    public async Task SIGTERM_and_grace_reach_all_workers(string options, string then, string expected)
    {
        using Scratch scratch = new();
        string line = Echo + $"{Own} -lk --workers 4 {options} --forward 127.0.0.1:$(cat far) --events e {Near}" +
            "mkfifo a; for i in $(seq 8); do { echo $i; read end; } <a 3>&- | $NC -N 127.0.0.1 $port >got.$i 3>&- & all=\"$all $!\"; done; exec 3>a; " +
            "until [ $(grep -c '\"forwarded\"' e) = 8 ]; do sleep 0.01; done; kill $nc; " + then +
            "wait $nc; echo $? $(grep -c '\"reason\":\"done\"' e) $(grep -c '\"closed\"' e); exec 3>&-; wait $all; true";
        Assert.Equal(expected + "\n", await Pipeline.Run(line, scratch));
    }

    [NativeFact]
    public async Task After_SIGTERM_no_worker_leaves_a_listening_socket_behind()
    {
        using Scratch scratch = new();
        string line = Echo + $"{Own} -lk --workers 5 --grace 100s --forward 127.0.0.1:$(cat far) --events e {Near}" +
            "mkfifo a; $NC -N 127.0.0.1 $port <a & exec 3>a; until grep -q '\"forwarded\"' e; do sleep 0.01; done; kill $nc; " +
            "until [ $(ss -tlnH sport = :$port | grep -c .) = 0 ]; do sleep 0.01; done; exec 3>&-; wait $nc; echo $?";
        Assert.Equal("143\n", await Pipeline.Run(line, scratch));
    }

    [NativeFact]
    public async Task SIGHUP_reads_the_lists_again_for_all_workers()
    {
        using Scratch scratch = new();
        string line = Echo + $"echo 127.0.0.1 >list; {Own} -lk --workers 3 --deny-file list --forward 127.0.0.1:$(cat far) {Near}" +
            "ask() { echo hello | $NC -N 127.0.0.1 $port 2>/dev/null; }; for i in 1 2 3 4 5 6; do ask; done; : >list; kill -HUP $nc; until ask | grep -q hello; do :; done; " +
            "for i in 1 2 3 4 5 6 7 8 9; do ask; done | grep -c hello";
        Assert.Equal("9\n", await Pipeline.Run(line, scratch));
    }

    [NativeTheory]
    [InlineData("-lk --workers 2 127.0.0.1 0", "must use --forward, --exec or --sh-exec with --workers")]
    [InlineData("-l --workers 2 --forward localhost:1 127.0.0.1 0", "must use -l and -k with --workers")]
    [InlineData("-lk --workers 0 --forward localhost:1 127.0.0.1 0", "workers too small: 0")]
    [InlineData("-lk --workers many --forward localhost:1 127.0.0.1 0", "workers invalid: many")]
    [InlineData("-lkU --workers 2 --forward localhost:1 path", "cannot use --workers and -U")]
    [InlineData("-lkU --workers 2 path --exec cat", "cannot use --workers and -U")]
    [InlineData("-lku --workers 2 127.0.0.1 0 --exec cat", "cannot use --exec, -u and -k")]
    [InlineData("-lk --vsock --workers 2 any 1 --exec cat", "cannot use --workers and --vsock")]
    [InlineData("-lk --workers 2 --broker 127.0.0.1 0", "must use --forward, --exec or --sh-exec with --workers")]
    [InlineData("-lk --workers 2 --reuse-port=off --forward localhost:1 127.0.0.1 0", "cannot use --reuse-port=off and --workers")]
    public async Task Invalid_combinations_are_refused(string arguments, string refusal)
    {
        using Scratch scratch = new();
        Assert.Equal($"nc: {refusal}\n1\n", await Pipeline.Run($"$NC {arguments} 2>&1; echo $?", scratch));
    }
}
