using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using NetCat.Sharp.Access;
using Xunit;

namespace NetCat.Sharp.Tests.Hostile;

/// <summary>Random access lists: they hold the networks that .NET's IPNetwork computes, or they are refused.</summary>
public sealed class AccessEntrySpecs
{
    [Fact]
    public void Networks_hold_the_addresses_that_IPNetwork_says_and_no_others()
    {
        SeededRandom random = new(4632);
        for (int i = 0; i < SeededRandom.Inputs; i++)
        {
            IPAddress first = Address(random);
            int most = first.AddressFamily == AddressFamily.InterNetwork ? 32 : 128;
            int length = random.Once(20) ? random.OneOf(0, most) : random.Below(most + 1);
            string text = string.Create(CultureInfo.InvariantCulture, $"{first}/{length}");
            IPAddress other = random.Once(2) ? Near(first, random) : Address(random);
            Assert.True(Network.TryRead(text, out Network network), text);
            bool found = network.Contains(Network.Of(SockAddr.From(new IPEndPoint(other, 1)))!.Value);
            if (found != Expected(first, length, other))
            {
                Assert.Fail($"input {i}: {text} and {other}: {found}");
            }
        }
    }

    [Fact]
    public void Any_text_is_a_list_of_entries_or_has_an_invalid_word()
    {
        SeededRandom random = new(1123);
        for (int i = 0; i < SeededRandom.Inputs; i++)
        {
            string text = Text(random);
            bool isFile = random.Once(2);
            List<AccessEntry> entries = [];
            List<string> words = AccessText.Words(text, isFile);
            string? refused = AccessText.Read(text, isFile, entries);
            Assert.Equal(words.FirstOrDefault(static word => !AccessEntry.TryRead(word, out _)), refused);
            Assert.Equal(refused is null ? words.Count : words.IndexOf(refused), entries.Count);
            foreach ((string word, AccessEntry entry) in words.Zip(entries))
            {
                // A word that a resolver reads as a number must not be kept as a name.
                bool isNumber = entry.Name is not null && IPAddress.TryParse(word, out _);
                bool isWrong = entry.Name is null && !IPAddress.TryParse(word.Split('/')[0], out _);
                Assert.False(isNumber || isWrong, $"input {i}: '{word}'");
            }
        }
    }

    private static bool Expected(IPAddress first, int length, IPAddress other)
    {
        if (first.IsIPv4MappedToIPv6 && length >= 96)
        {
            (first, length) = (first.MapToIPv4(), length - 96);
        }

        other = other.IsIPv4MappedToIPv6 ? other.MapToIPv4() : other;
        return new IPNetwork(Masked(first, length), length).Contains(other) && other.AddressFamily == first.AddressFamily;
    }

    /// <summary>IPNetwork requires zeros after the prefix.</summary>
    private static IPAddress Masked(IPAddress address, int length)
    {
        byte[] bytes = address.GetAddressBytes();
        for (int bit = length; bit < 8 * bytes.Length; bit++)
        {
            bytes[bit / 8] &= (byte)~(0x80 >> (bit % 8));
        }

        return new IPAddress(bytes);
    }

    private static IPAddress Address(SeededRandom random) => random.Below(4) switch
    {
        0 => new IPAddress(random.Bytes(4)).MapToIPv6(),
        1 => new IPAddress(random.Bytes(16)),
        _ => new IPAddress(random.Bytes(4)),
    };

    private static IPAddress Near(IPAddress address, SeededRandom random)
    {
        byte[] bytes = address.GetAddressBytes();
        bytes[random.Below(bytes.Length)] ^= (byte)(1 << random.Below(8));
        return new IPAddress(bytes);
    }

    private static string Text(SeededRandom random) => string.Concat(Enumerable.Range(0, 1 + random.Below(4)).Select(_ => Piece(random) + random.OneOf("", ",", "\n", " ", "#")));

    private static string Piece(SeededRandom random) => random.Below(6) switch
    {
        0 => Address(random).ToString(),
        1 => string.Create(CultureInfo.InvariantCulture, $"{Address(random)}/{random.Below(140)}"),
        2 => random.OneOf("10", "0x7f.1", "1.2.3", "localhost", "a.b.", "[::1]", "::1%1", "::ffff:1.2.3.4/128", new string('9', 60), new string('a', 300)),
        _ => new string([.. Enumerable.Range(0, random.Below(12)).Select(_ => random.OneOf<char>("0123456789abcdefx:./-_%[],# \t\0\u00b2\u0663\u00e9\ud800"))]),
    };
}
