using System.Threading.Tasks;
using Xunit;
using static NetCat.Sharp.Tests.RealPrograms.ShellText;

namespace NetCat.Sharp.Tests.RealPrograms;

/// <summary>--from with clients and listeners of every kind of datagram socket.</summary>
public sealed class SenderAddressSpecs
{
    [NativeTheory]
    [InlineData("-lu --udp-connect=never", "127.0.0.2 PORT: one\n127.0.0.3 PORT: two\n")]
    [InlineData("-luk", "127.0.0.2 PORT: one\n127.0.0.3 PORT: two\n")]
    [InlineData("-luk --deny 127.0.0.2", "127.0.0.3 PORT: two\n")]
    [InlineData("-lu", "127.0.0.2 PORT: one\n")]
    [InlineData("-lu -W 1", "127.0.0.2 PORT: one\n")]
    public async Task A_listener_prints_the_sender_of_each_datagram(string listener, string expected)
    {
        using Scratch scratch = new();
        string line = $"$NC {listener} --from --hex-dump dump --port-file port --idle-timeout 1s 0.0.0.0 0 >got </dev/null & {Await}" +
            "$NC -u --linger 10ms -s 127.0.0.2 127.0.0.1 $port <<<one; printf two | $NC -u --linger 10ms -s 127.0.0.3 127.0.0.1 $port; wait; sed -E 's/ [0-9]+: / PORT: /' got; grep -c PORT dump";
        Assert.Equal(expected + "0\n", await Pipeline.Run(line + " || true", scratch));
    }

    [NativeTheory]
    [InlineData("--replies 1 ::1", "::1 PORT: hello\n")]
    [InlineData("--udp-connect=never --replies 1 ::1", "::1 PORT: hello\n")]
    [InlineData("-v --replies 1 ::1", "::1 PORT: hello\n")]
    public async Task A_client_prints_the_address_of_each_sender(string client, string expected)
    {
        using Scratch scratch = new();
        string line = $"$NC -lu --udp-connect=never --port-file port ::1 0 < <(echo hello) >/dev/null & {Await} $NC -u --from {client} $port 2>told < <(echo; until [ -s answers ]; do sleep 0.01; done) >answers; sed s/$port/PORT/ answers; kill %1";
        Assert.Equal(expected, await Pipeline.Run(line, scratch));
    }

    [NativeFact]
    public async Task A_Unix_sender_is_its_path_in_characters_that_can_be_shown_and_sums_are_of_the_data()
    {
        using Scratch scratch = new();
        const string Line = "$NC -luU --from --udp-connect=never --hash sha256 --ready-fd 3 --idle-timeout 1s at 3>ready >got 2>sums </dev/null & until [ -s ready ]; do sleep 0.01; done; " +
            "printf one | $NC -uU --linger 10ms -s $'be\\nside' at; printf two | python3 -c 'import socket, sys; socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM).sendto(sys.stdin.buffer.read(), \"at\")'; " +
            "wait; cat got; printf onetwo | sha256sum | cut -c 1-64 >wanted; grep -c -f wanted sums";
        Assert.Equal("be\\x0Aside: one\n-: two\n1\n", await Pipeline.Run(Line, scratch));
    }

    [NativeTheory]
    [InlineData("--from 127.0.0.1 1", "nc: must use -u with --from")]
    [InlineData("-u --from -t 127.0.0.1 1", "nc: cannot use --from and -t")]
    [InlineData("-zu --from 127.0.0.1 1", "nc: cannot use --from and -z")]
    public async Task Without_datagrams_to_print_it_is_refused(string options, string expected)
    {
        using Scratch scratch = new();
        Assert.Equal(expected + "\n1\n", await Pipeline.Run($"$NC {options} 2>&1 </dev/null; echo $?", scratch));
    }
}
