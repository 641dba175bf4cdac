using System.Linq;
using NetCat.Sharp.Sockets;
using Xunit;

namespace NetCat.Sharp.Tests;

/// <summary>The order of RFC 8305: the families alternate, each in the resolver's order.</summary>
public sealed class AddressOrderSpecs
{
    [Theory]
    [InlineData("[::1],[::2],1.1.1.1,2.2.2.2", "[::1],1.1.1.1,[::2],2.2.2.2")]
    [InlineData("1.1.1.1,2.2.2.2,3.3.3.3,[::1]", "1.1.1.1,[::1],2.2.2.2,3.3.3.3")]
    [InlineData("[::1],1.1.1.1,[::2],[::3]", "[::1],1.1.1.1,[::2],[::3]")]
    [InlineData("1.1.1.1", "1.1.1.1")]
    public void Families_alternate(string resolved, string expected)
    {
        ResolvedAddress[] addresses = [.. resolved.Split(',').Select(SockAddr.Parse).Select(static address => new ResolvedAddress(address.Family, 0, 0, address))];
        Assert.Equal(expected.Split(',').Select(SockAddr.Parse), AddressOrder.Interleave([.. addresses]).Select(static one => one.Address));
    }
}
