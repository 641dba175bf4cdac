using System;
using System.Threading.Tasks;
using Xunit;
using static NetCat.Sharp.Tests.RealPrograms.ShellText;

namespace NetCat.Sharp.Tests.RealPrograms;

/// <summary>--dual: one socket for both families, and a name with several addresses in a separate namespace.</summary>
public sealed class DualSpecs
{
    private const string Ask = "for host in 127.0.0.1 ::1; do echo hello $host | $NC -N $host $port; done; ";

    [NativeTheory]
    [InlineData("-lkv -n --dual 0", "hello 127.0.0.1\nhello ::1\n", "Listening on :: PORT\nConnection received on 127.0.0.1 P\nConnection received on ::1 P\n")]
    [InlineData("-lkv -n --dual :: 0", "hello 127.0.0.1\nhello ::1\n", "Listening on :: PORT\nConnection received on 127.0.0.1 P\nConnection received on ::1 P\n")]
    [InlineData("-lkv -n --dual --allow ::1 0", "hello ::1\n", "Listening on :: PORT\nConnection refused from 127.0.0.1 P\nConnection received on ::1 P\n")]
    [InlineData("-lkv -n --dual --max-conns 3 0", "hello 127.0.0.1\nhello ::1\n", "Listening on :: PORT\nConnection received on 127.0.0.1 P\nConnection received on ::1 P\n")]
    public async Task One_socket_serves_both_families_and_shows_the_addresses_of_each(string listener, string expected, string told)
    {
        using Scratch scratch = new();
        string line = $"$NC {listener} --port-file port --events e >got 2>told </dev/null & {Await}{Ask} until [ $(grep -cE 'closed|not allowed' e) = 2 ]; do sleep 0.01; done; kill $!; " +
            "cat got; sed -E \"s/$port/PORT/; s/ [0-9]+$/ P/\" told; ! grep -q ffff e";
        Assert.Equal(expected + told, await Pipeline.Run(line, scratch));
    }

    [NativeTheory]
    [InlineData("-lun", "127.0.0.1 P: hello\n")]
    [InlineData("-lukn", "127.0.0.1 P: hello\n")]
    public async Task A_datagram_over_IPv4_has_an_IPv4_sender(string listener, string expected)
    {
        using Scratch scratch = new();
        string line = $"$NC {listener} --dual --from --port-file port 0 >got </dev/null & {Await} $NC -u --linger 10ms 127.0.0.1 $port <<<hello; until [ -s got ]; do sleep 0.01; done; kill $!; sed -E 's/ [0-9]+:/ P:/' got";
        Assert.Equal(expected, await Pipeline.Run(line, scratch));
    }

    [NativeFact]
    public async Task A_chat_names_the_IPv4_address()
    {
        using Scratch scratch = new();
        const string Line = "$NC -lk --dual --chat --port-file port 0 & " + Await + "$NC -d ::1 $port >got & until [ \"$(ss -tnH state established dport = :$port | wc -l)\" = 1 ]; do sleep 0.01; done; " +
            "until grep -q 'joined from 127' got; do $NC -z 127.0.0.1 $port; sleep 0.01; done; kill %1; ! grep ffff got";
        Assert.Equal("", await Pipeline.Run(Line, scratch));
    }

    [NativeFact]
    public async Task A_program_gets_the_IPv4_address()
    {
        using Scratch scratch = new();
        const string Line = "$NC -lk --dual --allow ::1,127.0.0.1 --port-file port 0 --sh-exec 'echo $NCAT_REMOTE_ADDR $NCAT_LOCAL_ADDR' & " + Await + Ask + "kill $!";
        Assert.Equal("127.0.0.1 127.0.0.1\n::1 ::1\n", await Pipeline.Run(Line, scratch));
    }

    /// <summary>192.0.2.1 is not an address of the host and is skipped. SIGHUP reads the list while all three sockets wait.</summary>
    [RootNativeTheory("unshare", "ip")]
    [InlineData("")]
    [InlineData("--sh-exec cat")]
    public async Task A_name_has_a_socket_for_each_address_and_one_port(string program)
    {
        using Scratch scratch = new();
        string line = "ip link set lo up; printf '127.0.0.1 many\\n127.0.0.2 many\\n192.0.2.1 many\\n::1 many\\n' >hosts; mount --bind hosts /etc/hosts; echo ::1 >list; " +
            $"{NativeProgram.Path} -lkv --dual --deny-file list --port-file port --events e many 0 {program} >got 2>told </dev/null & nc=$!; {Await}" +
            "grep -o '\"listening\".*' e | grep -o '\"address.*' | sed s/$port/PORT/ | sort; sed s/$port/PORT/ told | grep '^nc'; " +
            "ask() { for host in 127.0.0.1 127.0.0.2 ::1; do echo hello | $NC -N $host $port >>answers; done; until [ $(grep -cE 'closed|not allowed' e) = $1 ]; do sleep 0.01; done; }; " +
            "ask 3; echo 127.0.0.2 >list; kill -HUP $nc; until grep -q '\"closed\".*\"remote\":{\"address\":\"::1\"' e; do $NC -N ::1 $port <<<again >answers.again; done; " +
            "kill $nc; grep -c 'not allowed' e; cat got answers | grep -c hello";
        string[] lines = (await Pipeline.Run($"unshare -nm bash -c '{line.Replace("'", "'\\''", StringComparison.Ordinal)}'", scratch)).Split('\n');
        Assert.Equal(
            [
                "\"address\":\"127.0.0.1\",\"port\":PORT}}", "\"address\":\"127.0.0.2\",\"port\":PORT}}", "\"address\":\"::1\",\"port\":PORT}}",
                "nc: not listening on 192.0.2.1 PORT: Cannot assign requested address",
            ],
            lines[..4]);
        Assert.True(int.Parse(lines[4], null) >= 1);
        Assert.Equal("2", lines[5]);
    }

    [NativeTheory]
    [InlineData("-l --dual 127.0.0.1 1", "nc: --dual needs a name with several addresses, or no host: 127.0.0.1 is one address")]
    [InlineData("-l --dual -6 1", "nc: cannot use --dual and -6")]
    [InlineData("--dual 127.0.0.1 1", "nc: must use -l with --dual")]
    [InlineData("-lu --dual localhost 1", "nc: cannot use --dual with a host and -u")]
    [InlineData("-lk --dual localhost 1 --broker", "nc: cannot use --dual with a host and --broker")]
    [InlineData("-l --dual --socket-option IPV6_V6ONLY=1 1", "nc: cannot use --socket-option IPV6_V6ONLY and --dual")]
    [InlineData("-l --dual no.such.name.invalid 1", "nc: getaddrinfo: Name or service not known")]
    public async Task Invalid_arguments_are_refused_in_one_line(string options, string expected)
    {
        using Scratch scratch = new();
        Assert.Matches($"^{expected.Replace("Name or service not known", "(Name or service not known|Temporary failure in name resolution)", StringComparison.Ordinal)}\n1\n$", await Pipeline.Run($"$NC {options} 2>&1; echo $?", scratch));
    }
}
