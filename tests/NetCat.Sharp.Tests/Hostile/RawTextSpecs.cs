using System;
using System.Text;
using NetCat.Sharp.Strings;
using Xunit;

namespace NetCat.Sharp.Tests.Hostile;

/// <summary>Foreign bytes in nc's messages: text stays text, and bytes that are not text are written unchanged.</summary>
public sealed class RawTextSpecs
{
    [Fact]
    public void Any_bytes_are_written_unchanged()
    {
        SeededRandom random = new(8);
        for (int i = 0; i < SeededRandom.Inputs; i++)
        {
            byte[] bytes = random.Spoilt(Encoding.UTF8.GetBytes("n\u00e4me \u20ac \U0001f4a7 plain"));
            if (!RawText.Encode(RawText.Decode(bytes)).AsSpan().SequenceEqual(bytes))
            {
                Assert.Fail($"input {i}, {Convert.ToHexString(bytes)}: {Convert.ToHexString(RawText.Encode(RawText.Decode(bytes)))}");
            }
        }
    }

    [Theory]
    [InlineData("plain")]
    [InlineData("n\u00e4me \u20ac \U0001f4a7")]
    public void Text_is_UTF_8(string text)
    {
        Assert.Equal(Encoding.UTF8.GetBytes(text), RawText.Encode(text));
        Assert.Equal(text, RawText.Decode(Encoding.UTF8.GetBytes(text)));
    }
}
