using System;
using System.Threading.Tasks;
using NetCat.Sharp.Testing;
using NetCat.Sharp.Tests.Readme;
using Xunit;
using static NetCat.Sharp.Tests.RealPrograms.ShellText;

namespace NetCat.Sharp.Tests.RealPrograms;

/// <summary>
/// A UDP listener without a host on a machine with several addresses: a connected client receives replies only from the address that it sent to.
/// </summary>
public sealed class WildcardAnswerSpecs
{
    /// <summary>An interface with two addresses of each family, in a separate namespace, and a UDP echo server as the target.</summary>
    private const string Addresses = Ready + "set -e; ip link set lo up; " +
        "for i in 1 2; do ip addr add 10.9.0.$i/24 dev lo; ip addr add fd00:9::$i/64 dev lo nodad; done; " +
        "python3 -c \"import socket\ns = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)\ns.bind((\\\"127.0.0.1\\\", 7))\nwhile True: s.sendto(*s.recvfrom(65535))\" & " +
        "until ss -ulnH sport = :7 | grep -q .; do sleep 0.01; done; ";

    [RootNativeTheory("ip", "unshare", "python3")]
    [InlineData("-luk --forward 127.0.0.1:7", "10.9.0")]
    [InlineData("-luk6 --forward 127.0.0.1:7", "fd00:9:")]
    [InlineData("-luk --dual --forward 127.0.0.1:7", "10.9.0")]
    [InlineData("-luk --dual --forward 127.0.0.1:7", "fd00:9:")]
    [InlineData("-luk --dual --socket-option IP_PKTINFO --forward 127.0.0.1:7", "10.9.0")]
    [InlineData("-luk --workers 3 --forward 127.0.0.1:7", "10.9.0")]
    [InlineData("-luk6 --workers 3 --forward 127.0.0.1:7", "fd00:9:")]
    public async Task Forwarded_replies_come_from_the_address_that_the_client_sent_to(string listener, string network)
    {
        string dot = network.EndsWith(':') ? ":" : ".";
        string line = $"$NC {listener} --events e --port-file near 0 & ready near; " +
            $"for i in 1 2 3 4; do $NC -u --replies 1 --linger 5s -s {network}{dot}1 {network}{dot}2 $(cat near) <<<\"2 $i\"; $NC -u --replies 1 --linger 5s -s {network}{dot}2 {network}{dot}1 $(cat near) <<<\"1 $i\"; done; " +
            "grep '\"connected\"' e | grep -o '\"local\":{\"address\":\"[^\"]*\"' | sort | uniq -c | sed 's/^ *//'";
        string answers = "2 1\n1 1\n2 2\n1 2\n2 3\n1 3\n2 4\n1 4\n";
        Assert.Equal($"{answers}4 \"local\":{{\"address\":\"{network}{dot}1\"\n4 \"local\":{{\"address\":\"{network}{dot}2\"\n", await Inside(line));
    }

    [RootNativeTheory("ip", "unshare", "python3")]
    [InlineData("-lu --udp-connect=never", "10.9.0")]
    [InlineData("-luk --udp-connect=never --allow 10.9.0.0/16", "10.9.0")]
    [InlineData("-lu6 --udp-connect=never --from", "fd00:9:")]
    [InlineData("-lu --dual --udp-connect=never", "10.9.0")]
    [InlineData("-lu --dual --udp-connect=never", "fd00:9:")]
    public async Task A_listener_without_a_peer_replies_from_the_address_that_the_client_sent_to(string listener, string network)
    {
        string dot = network.EndsWith(':') ? ":" : ".";
        string line = "mkfifo said; exec 3<>said; : >out; " +
            $"$NC {listener} --port-file near 0 <&3 >out & ready near; " +
            $"for i in 1 2; do $NC -u --replies 1 --linger 10s -s {network}{dot}$i {network}{dot}$((3 - i)) $(cat near) <<<\"hello $i\" >got & peer=$!; " +
            "until grep -q \"hello $i\" out; do sleep 0.01; done; echo \"answer $i\" >&3; wait $peer; cat got; done";
        Assert.Equal("answer 1\nanswer 2\n", await Inside(line));
    }

    [NativeTheory("strace")]
    [InlineData("127.0.0.1 0", "0")]
    [InlineData("0", "1")]
    public async Task Only_a_listener_of_every_address_asks_the_kernel_for_it(string where, string count)
    {
        using Scratch scratch = new();
        string line = Ready + $"strace -f -o calls -e trace=setsockopt,recvmsg {NativeProgram.Path} -lu -w 1 --forward 127.0.0.1:9 --port-file near {where} & nc=$!; ready near; " +
            "$NC -u -w 1 127.0.0.1 $(cat near) <<<hello; wait $nc; grep -c 'setsockopt.*IP_PKTINFO' calls; true";
        Assert.Equal($"{count}\n", await Pipeline.Run(line, scratch));
    }

    private static async Task<string> Inside(string line)
    {
        using Scratch scratch = new();
        return await Pipeline.Run($"export NC; unshare -nm bash -c '{Addresses.Replace("'", "'\\''", StringComparison.Ordinal)}{line.Replace("'", "'\\''", StringComparison.Ordinal)}'", scratch);
    }
}
