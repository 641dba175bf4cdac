using System.Linq;
using NetCat.Sharp.Commands.CommandLine;
using NetCat.Sharp.Commands.CommandLine.Dialects;
using Xunit;

namespace NetCat.Sharp.Tests;

/// <summary>Command lines are parsed for nc as glibc's getopt(3) parses them.</summary>
public sealed class GetOptSpecs
{
    [Theory]
    [InlineData("-lvn 1", "l v n | 1")]
    [InlineData("-w3 h 1", "w=3 | h 1")]
    [InlineData("-w 3 h 1", "w=3 | h 1")]
    [InlineData("-vzw1 h 1", "v z w=1 | h 1")]
    [InlineData("h 1 -v -z", "v z | h 1")]
    [InlineData("h -- -1", " | h -1")]
    [InlineData("- 1", " | - 1")]
    [InlineData("-v -- -z", "v | -z")]
    [InlineData("-p -1 h 1", "p=-1 | h 1")]
    [InlineData("--reuse-addr h 1", "reuse-addr | h 1")]
    [InlineData("--reuse-port=off h 1", "reuse-port=off | h 1")]
    [InlineData("--reuse-p=off 1", "reuse-port=off | 1")]
    [InlineData("--ver 1", "version | 1")]
    [InlineData("-l --port-file f 0", "l port-file=f | 0")]
    [InlineData("-l --port-file=f 0", "l port-file=f | 0")]
    [InlineData("-l --port-f= 0", "l port-file= | 0")]
    [InlineData("--ready-fd 3 -l 0", "ready-fd=3 l | 0")]
    [InlineData("-lk 1 --exec cat -n -- --help", "l k exec=cat | 1 + -n -- --help")]
    [InlineData("-l 1 --exec=cat -n", "l exec=cat | 1 + -n")]
    [InlineData("-l 1 --exe -v", "l exec=-v | 1")]
    [InlineData("-l --sh-exec cat 1", "l sh-exec=cat | 1")]
    [InlineData("--reuse-port off 1", "reuse-port | off 1")]
    public void A_command_line_is_parsed(string line, string expected) => Assert.Equal(expected, Shown(Parse(line, permutes: true)));

    [Theory]
    [InlineData("-y", "invalid option -- 'y'")]
    [InlineData("-vy", "invalid option -- 'y'")]
    [InlineData("--nope", "invalid option -- '-'")]
    [InlineData("--=x", "invalid option -- '-'")]
    [InlineData("--reuse", "option '--reuse' is ambiguous; possibilities: '--reuse-addr' '--reuse-port'")]
    [InlineData("--reuse=on", "option '--reuse' is ambiguous; possibilities: '--reuse-addr' '--reuse-port'")]
    [InlineData("--vers=x", "option '--version' doesn't allow an argument")]
    [InlineData("--port-f", "option '--port-file' requires an argument")]
    [InlineData("-l 1 --exec", "option '--exec' requires an argument")]
    [InlineData("-w", "option requires an argument -- 'w'")]
    [InlineData("-lw", "option requires an argument -- 'w'")]
    [InlineData("--help=x", "option '--help' doesn't allow an argument")]
    public void A_fault_has_the_text_of_getopt(string line, string fault) => Assert.Equal(fault, Parse(line, permutes: true).Fault);

    [Fact]
    public void Options_before_a_fault_are_kept_and_those_after_it_are_not_read()
        => Assert.Equal("v | ", Shown(Parse("-v -y -z h", permutes: true)));

    [Fact]
    public void Without_permutation_the_first_operand_ends_the_options()
        => Assert.Equal("z | h 1 -v", Shown(Parse("-z h 1 -v", permutes: false)));

    private static ParsedArguments Parse(string line, bool permutes) => GetOpt.Parse(line.Split(' '), Debian.Dialect, permutes);

    private static string Shown(ParsedArguments given)
    {
        string options = string.Join(' ', given.Options.Select(Shown));
        string rest = string.Concat(given.Rest.Prepend(" +").Select(static word => word + " ")).TrimEnd();
        return $"{options} | {string.Join(' ', given.Operands)}{(given.Rest.Count > 0 ? rest : "")}";
    }

    private static string Shown(ParsedOption option)
    {
        string name = option.Row.Letter == '\0' ? option.Row.LongName : option.Row.Letter.ToString();
        return option.Value is null ? name : $"{name}={option.Value}";
    }
}
