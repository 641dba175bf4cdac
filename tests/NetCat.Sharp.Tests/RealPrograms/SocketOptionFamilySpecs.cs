using System;
using System.Threading.Tasks;
using Xunit;

namespace NetCat.Sharp.Tests.RealPrograms;

/// <summary>
/// A name without prefix that both an IPv4 and an IPv6 option have: for a host with addresses of
/// both families, each socket gets the option of its family.
/// </summary>
public sealed class SocketOptionFamilySpecs
{
    [RootNativeTheory("unshare", "ip", "strace")]
    [InlineData("MTU_DISCOVER=want", "IPV6_MTU_DISCOVER, [1]\nIP_MTU_DISCOVER, [1]\n")]
    [InlineData("-4 --socket-option MTU_DISCOVER=do", "IP_MTU_DISCOVER, [2]\n")]
    [InlineData("-6 --socket-option mtu_discover=do", "IPV6_MTU_DISCOVER, [2]\n")]
    public async Task The_family_of_the_socket_decides(string option, string expected)
    {
        using Scratch scratch = new();
        string line = "ip link set lo up; ip addr add 2001:db8::1/128 dev lo nodad; ip addr add 10.9.0.1/32 dev lo; printf '2001:db8::1 both\\n10.9.0.1 both\\n' >hosts; mount --bind hosts /etc/hosts; " +
            $"strace -f -qq -e trace=setsockopt -o trace $NC -z {(option.StartsWith('-') ? option : "--socket-option " + option)} both 5000; sed -n 's/.*, \\(IP[V6]*_MTU_DISCOVER, .*\\]\\).*/\\1/p' trace";
        Assert.Equal(expected, await Pipeline.Run($"unshare -nm bash -c '{line.Replace("'", "'\\''", StringComparison.Ordinal)}'", scratch));
    }
}
