using System.Text;
using NetCat.Sharp.Strings;
using Xunit;

namespace NetCat.Sharp.Tests;

/// <summary>User input in error lines: characters that a terminal would hide or interpret are escaped, all others are unchanged.</summary>
public sealed class PrintableSpecs
{
    [Theory]
    [InlineData("127.0.0.1", "127.0.0.1")]
    [InlineData("a b", "a b")]
    [InlineData("Grüße 漢字 \U0001F600", "Grüße 漢字 \U0001F600")]
    [InlineData("", "")]
    [InlineData("\uFEFF127.0.0.1", "\\xEF\\xBB\\xBF127.0.0.1")]
    [InlineData("a\u200Bb\u2060", "a\\xE2\\x80\\x8Bb\\xE2\\x81\\xA0")]
    [InlineData("\u202Egnp", "\\xE2\\x80\\xAEgnp")]
    [InlineData("\u2066x\u2069", "\\xE2\\x81\\xA6x\\xE2\\x81\\xA9")]
    [InlineData("10/8\u00A0", "10/8\\xC2\\xA0")]
    [InlineData("\u001B[31m\t\n\u007F", "\\x1B[31m\\x09\\x0A\\x7F")]
    [InlineData("\u0085\u2028\u2029", "\\xC2\\x85\\xE2\\x80\\xA8\\xE2\\x80\\xA9")]
    public void Characters_that_cannot_be_shown_are_escaped_as_bytes(string text, string shown) => Assert.Equal(shown, Printable.Of(text));

    [Fact]
    public void Bytes_that_are_not_text_are_escaped_one_by_one()
        => Assert.Equal("\\xFFa\\xC3\\xE2\\x80é", Printable.Of(RawText.Decode([0xFF, (byte)'a', 0xC3, 0xE2, 0x80, .. Encoding.UTF8.GetBytes("é")])));
}
