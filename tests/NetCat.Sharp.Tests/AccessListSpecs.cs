using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using NetCat.Sharp.Access;
using Xunit;

namespace NetCat.Sharp.Tests;

/// <summary>Access lists without sockets: which addresses an entry matches, and which clients are admitted.</summary>
public sealed class AccessListSpecs
{
    [Theory]
    [InlineData("10.0.0.0/8", "10.255.255.255", true)]
    [InlineData("10.0.0.0/8", "11.0.0.0", false)]
    [InlineData("10.1.2.3/8", "10.0.0.0", true)]
    [InlineData("0.0.0.0/0", "255.255.255.255", true)]
    [InlineData("0.0.0.0/0", "::1", false)]
    [InlineData("192.0.2.1", "192.0.2.1", true)]
    [InlineData("192.0.2.1", "192.0.2.2", false)]
    [InlineData("192.0.2.1", "::ffff:192.0.2.1", true)]
    [InlineData("::ffff:192.0.2.0/120", "192.0.2.77", true)]
    [InlineData("::ffff:192.0.2.0/120", "192.0.3.0", false)]
    [InlineData("::ffff:0:0/96", "8.8.8.8", true)]
    [InlineData("2001:db8::/32", "2001:db8:ffff::1", true)]
    [InlineData("2001:db8::/32", "2001:db9::", false)]
    [InlineData("::/0", "2001:db8::1", true)]
    [InlineData("::/0", "::ffff:192.0.2.1", false)]
    [InlineData("::1", "::1", true)]
    [InlineData("fe80::/10", "fe80::1%3", true)]
    public void An_entry_matches_these_addresses(string entry, string address, bool contained)
    {
        Assert.True(Network.TryRead(entry, out Network network));
        Assert.Equal(contained, network.Contains(Network.Of(Peer(address))!.Value));
    }

    [Theory]
    [InlineData("10")]
    [InlineData("10/8")]
    [InlineData("10.1")]
    [InlineData("0x7f000001")]
    [InlineData("127.0.0.010")]
    [InlineData("127.0.0.256")]
    [InlineData("127.0.0.1/")]
    [InlineData("127.0.0.1/33")]
    [InlineData("127.0.0.1/+8")]
    [InlineData("127.0.0.1/8/8")]
    [InlineData("::1/129")]
    [InlineData("::1%lo")]
    [InlineData("[::1]")]
    [InlineData("host/8")]
    [InlineData("a..b")]
    [InlineData("-a")]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("127.0.0.1 ")]
    [InlineData("127.0.0.1\0")]
    public void An_invalid_entry_is_refused(string text) => Assert.False(AccessEntry.TryRead(text, out _));

    [Theory]
    [InlineData("localhost")]
    [InlineData("host.example.")]
    [InlineData("3com.example")]
    public void A_name_is_an_entry_to_be_looked_up(string text)
    {
        Assert.True(AccessEntry.TryRead(text, out AccessEntry entry));
        Assert.Equal(text, entry.Name);
    }

    [Theory]
    [InlineData(null, "", "192.0.2.1", true)]
    [InlineData(null, "192.0.2.0/24", "192.0.2.1", false)]
    [InlineData(null, "192.0.2.0/24", "192.0.3.1", true)]
    [InlineData("192.0.2.0/24", "", "192.0.2.1", true)]
    [InlineData("192.0.2.0/24", "", "192.0.3.1", false)]
    [InlineData("192.0.2.0/24", "192.0.2.1", "192.0.2.1", false)]
    [InlineData("192.0.2.1", "192.0.2.0/24", "192.0.2.1", false)]
    [InlineData("192.0.2.0/24 ::1", "", "::1", true)]
    [InlineData("", "", "192.0.2.1", false)]
    public void Deny_takes_precedence_and_allow_without_a_match_refuses(string? allowed, string denied, string peer, bool admitted)
        => Assert.Equal(admitted, new AccessList(allowed is null ? null : Networks(allowed), Networks(denied)).Admits(Peer(peer)));

    [Fact]
    public void Words_of_a_file_are_separated_by_blanks_and_commas_and_comments_are_skipped()
        => Assert.Equal(["a", "b", "c", "d"], AccessText.Words("# all\na, b\t# c d\r\n\n c,,d#x\r\n", isFile: true));

    private static SockAddr Peer(string address) => SockAddr.From(new IPEndPoint(IPAddress.Parse(address), 1));

    private static List<Network> Networks(string list)
        => [.. list.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(static text => Network.TryRead(text, out Network network) ? network : throw new FormatException(text))];
}
