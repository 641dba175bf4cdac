using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using NetCat.Sharp.Sockets;
using Xunit;

namespace NetCat.Sharp.Tests.Hostile;

/// <summary>Random hosts and ports for --vsock: an address that is formatted as the same numbers, or the error code of a resolver.</summary>
public sealed class VsockAddressSpecs
{
    private static readonly string[] s_pieces = ["any", "host", "local", "hypervisor", "0", "1", "2", "42", "4294967295", "4294967296", "99999999999999999999", "-", "+", " ", "0x", ".", "\n", "\udc80", "é", "٣", ""];

    [Fact]
    public void Identifiers_and_ports()
    {
        SeededRandom random = new(31);
        int taken = 0;
        for (int i = 0; i < SeededRandom.Inputs; i++)
        {
            string host = string.Concat(Enumerable.Range(0, 1 + random.Below(2)).Select(_ => random.OneOf(s_pieces)));
            string port = string.Concat(Enumerable.Range(0, 1 + random.Below(2)).Select(_ => random.OneOf(s_pieces)));
            bool passive = random.Once(2);
            List<ResolvedAddress> found = [];
            int error = Resolving.Resolve(host, port, new Lookup(Transport.Vsock, Family.Any, passive, NumericHost: false), found);
            if (error != 0)
            {
                Assert.True(error is -2 or -8 && found.Count == 0, $"input {i}, '{host}' '{port}': {error}");
                continue;
            }

            taken++;
            ResolvedAddress only = Assert.Single(found);
            Assert.True(SocketAddresses.TryNumber(only.Address, out string identifier, out string number));
            Assert.Equal(Identifier(host), identifier);
            Assert.Equal(passive && uint.Parse(port, CultureInfo.InvariantCulture) == 0 ? uint.MaxValue : uint.Parse(port, CultureInfo.InvariantCulture), uint.Parse(number, CultureInfo.InvariantCulture));
            Assert.True(passive || identifier != "any", $"input {i}: a client of every address");
        }

        Assert.InRange(taken, SeededRandom.Inputs / 100, SeededRandom.Inputs);
    }

    private static string Identifier(string host) => host switch
    {
        "any" => "any",
        "hypervisor" => "0",
        "local" => "1",
        "host" => "2",
        _ => uint.Parse(host, CultureInfo.InvariantCulture) is uint.MaxValue ? "any" : uint.Parse(host, CultureInfo.InvariantCulture).ToString(CultureInfo.InvariantCulture),
    };
}
