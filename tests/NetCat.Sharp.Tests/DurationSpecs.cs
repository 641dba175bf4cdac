using System;
using NetCat.Sharp.Commands.CommandLine.Planning;
using NetCat.Sharp.Tests.Hostile;
using Xunit;

namespace NetCat.Sharp.Tests;

/// <summary>The syntax of times on the command line.</summary>
public sealed class DurationSpecs
{
    [Theory]
    [InlineData("3", 3000)]
    [InlineData("0", 0)]
    [InlineData(" +3", 3000)]
    [InlineData("250ms", 250)]
    [InlineData("1.5s", 1500)]
    [InlineData("2m", 120_000)]
    [InlineData("1h", 3_600_000)]
    [InlineData("0.5h", 1_800_000)]
    [InlineData(".5s", 500)]
    [InlineData("0.0004s", 1)]
    [InlineData("0ms", 0)]
    [InlineData("1.0001ms", 2)]
    [InlineData("+2s", 2000)]
    [InlineData("007s", 7000)]
    [InlineData("0.333333333333333333h", 1_200_000)]
    [InlineData("100s", 100_000)]
    public void A_time_is_read(string text, long milliseconds)
    {
        Assert.Null(Duration.Read(text, 0, 100_000, out TimeSpan read));
        Assert.Equal(TimeSpan.FromMilliseconds(milliseconds), read);
    }

    [Theory]
    [InlineData("0.5", "invalid")]
    [InlineData("1,5s", "invalid")]
    [InlineData("1 s", "invalid")]
    [InlineData("s", "invalid")]
    [InlineData(".s", "invalid")]
    [InlineData("1.s", "invalid")]
    [InlineData("ms", "invalid")]
    [InlineData("1d", "invalid")]
    [InlineData("1S", "invalid")]
    [InlineData("1e3s", "invalid")]
    [InlineData("1.2.3s", "invalid")]
    [InlineData("--1s", "invalid")]
    [InlineData("1s1s", "invalid")]
    [InlineData("-1s", "too small")]
    [InlineData("-0.001s", "too small")]
    [InlineData("-1", "too small")]
    [InlineData("101s", "too large")]
    [InlineData("100.001s", "too large")]
    [InlineData("99999999999999999999h", "too large")]
    [InlineData("-99999999999999999999h", "too small")]
    [InlineData("999999999999h", "too large")]
    [InlineData("101", "too large")]
    public void An_invalid_time_gives_the_error_text_of_nc(string text, string fault) => Assert.Equal(fault, Duration.Read(text, 0, 100, out _));

    [Fact]
    public void Numbers_without_a_unit_have_the_bounds_of_strtonum()
    {
        SeededRandom random = new(37);
        for (int i = 0; i < SeededRandom.Inputs; i++)
        {
            char[] text = new char[random.Below(8)];
            for (int at = 0; at < text.Length; at++)
            {
                text[at] = random.OneOf<char>("0123456789-+. smh");
            }

            string typed = new(text);
            string? fault = Duration.Read(typed, -5, 1000, out TimeSpan time);
            if (typed is not [.., 's' or 'm' or 'h'])
            {
                Assert.Equal(StrToNum.Read(typed, -5, 1000, out long seconds), fault);
                Assert.Equal(fault is null ? TimeSpan.FromSeconds(seconds) : default, time);
            }
            else if (fault is null)
            {
                Assert.InRange(time, TimeSpan.FromSeconds(-5), TimeSpan.FromSeconds(1000));
            }
        }
    }
}
