using System.IO;
using System.Threading.Tasks;
using Xunit;
using static NetCat.Sharp.Tests.RealPrograms.ShellText;

namespace NetCat.Sharp.Tests.RealPrograms;

/// <summary>Programs that cannot be run, and the warning about a program that any host can run.</summary>
public sealed class ExecRefusalSpecs
{
    [NativeTheory]
    [InlineData("-l 127.0.0.1 0 --exec ./nosuch", "nc: ./nosuch: No such file or directory")]
    [InlineData("-l 127.0.0.1 0 --exec nosuch-program", "nc: nosuch-program: No such file or directory")]
    [InlineData("-lk 127.0.0.1 0 --exec 'cat -n'", "nc: cat -n: No such file or directory")]
    [InlineData("-l 127.0.0.1 0 --exec /", "nc: /: Permission denied")]
    [InlineData("127.0.0.1 1 --exec ./file", "nc: ./file: Permission denied")]
    [InlineData("-U nowhere --exec ''", "nc: : No such file or directory")]
    [InlineData("-l --exec cat 127.0.0.1 0", "nc: --exec takes the rest of the line: options, host and port come before it")]
    public async Task A_program_that_cannot_be_found_is_one_line_and_exit_status_1(string arguments, string line)
    {
        using Scratch scratch = new();
        await File.WriteAllTextAsync(scratch.Path("file"), "");
        Assert.Equal($"{line}\n1\n", await Pipeline.Run($"$NC {arguments} 2>&1 || echo $?", scratch));
    }

    [NativeFact]
    public async Task A_file_that_is_no_program_is_reported_for_each_client_and_the_next_is_accepted()
    {
        using Scratch scratch = new();
        const string Line = "touch file; chmod +x file; $NC -lk --port-file port 127.0.0.1 0 --exec ./file 2>told & " + Await +
            "for i in 1 2; do $NC 127.0.0.1 $port </dev/null; done; until [ $(wc -l <told) = 2 ]; do sleep 0.01; done; kill $!; cat told";
        Assert.Equal("nc: ./file: Exec format error\nnc: ./file: Exec format error\n", await Pipeline.Run(Line, scratch));
    }

    [NativeTheory]
    [InlineData("0.0.0.0 0", "nc: warning: any host that reaches 0.0.0.0:PORT can run true; see --allow\n")]
    [InlineData(":: 0", "nc: warning: any host that reaches [::]:PORT can run true; see --allow\n")]
    [InlineData("--deny 10.0.0.0/8 0.0.0.0 0", "nc: warning: any host that reaches 0.0.0.0:PORT can run true; see --allow\n")]
    [InlineData("--allow 127.0.0.1 0.0.0.0 0", "")]
    [InlineData("--allow 127.0.0.0/8 :: 0", "")]
    [InlineData("127.0.0.1 0", "")]
    public async Task A_listener_open_to_all_hosts_prints_a_warning(string arguments, string warning)
    {
        using Scratch scratch = new();
        string line = $"$NC -l --port-file port {arguments} --exec true 2>told & {Await} $NC 127.0.0.1 $port </dev/null; wait $!; sed s/$port/PORT/ told";
        Assert.Equal(warning, await Pipeline.Run(line, scratch));
    }
}
