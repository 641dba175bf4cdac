using System;
using System.Net;
using System.Text;
using System.Text.Json;
using NetCat.Sharp.Commands.Observing;
using NetCat.Sharp.Native;
using NetCat.Sharp.Tests.Hostile;
using Xunit;

namespace NetCat.Sharp.Tests;

/// <summary>The event writer turns any value into JSON that reads back as the same value.</summary>
public sealed class JsonLineSpecs
{
    private static readonly JsonSerializerOptions s_strict = new() { AllowTrailingCommas = false };

    [Fact]
    public void Any_text_is_read_back_as_it_was()
    {
        SeededRandom random = new(17);
        for (int i = 0; i < SeededRandom.Inputs; i++)
        {
            string text = Text(random);
            JsonLine line = new();
            line.Field("text"u8, text);
            line.Field("number"u8, i);
            byte[] bytes = line.End().ToArray();
            Assert.Equal(bytes.Length - 1, Array.IndexOf(bytes, (byte)'\n'));
            JsonElement read = JsonSerializer.Deserialize<JsonElement>(bytes, s_strict);
            Assert.Equal(Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text)), read.GetProperty("text").GetString());
            Assert.Equal(i, read.GetProperty("number").GetInt32());
        }
    }

    [Fact]
    public void A_path_of_any_bytes_is_JSON_and_keeps_its_bytes()
    {
        SeededRandom random = new(19);
        for (int i = 0; i < 10_000; i++)
        {
            byte[] path = random.Bytes(1 + random.Below(107));
            path[0] = (byte)'/';
            path.AsSpan().Replace((byte)0, (byte)1);
            JsonElement read = Address(new SockAddr([Constants.AF_UNIX, 0, .. path, 0]));
            byte[] back = read.TryGetProperty("bytes", out JsonElement bytes)
                ? Convert.FromHexString(bytes.GetString()!)
                : Encoding.UTF8.GetBytes(read.GetProperty("path").GetString()!);
            Assert.Equal(path, back);
        }
    }

    [Fact]
    public void Addresses_are_objects_and_none_is_null()
    {
        Assert.Equal("""{"address":"::1","port":80}""", Address(SockAddr.From(new IPEndPoint(IPAddress.IPv6Loopback, 80))).GetRawText());
        Assert.Equal("""{"path":"@name"}""", Address(new SockAddr([Constants.AF_UNIX, 0, 0, .. "name"u8])).GetRawText());
        Assert.Equal("null", Address(new SockAddr([Constants.AF_UNIX, 0])).GetRawText());
        Assert.Equal("null", Address(default).GetRawText());
    }

    [Theory]
    [InlineData(0, "0.000000")]
    [InlineData(1, "0.000001")]
    [InlineData(61_234_567, "61.234567")]
    public void Seconds_have_six_digits_behind_the_point(long microseconds, string expected)
    {
        JsonLine line = new();
        line.Seconds("s"u8, microseconds);
        Assert.Equal("{\"s\":" + expected + "}\n", Encoding.ASCII.GetString(line.End()));
    }

    [Fact]
    public void A_moment_is_UTC_to_the_microsecond()
    {
        JsonLine line = new();
        line.Time("t"u8, new DateTime(2026, 1, 2, 3, 4, 5, DateTimeKind.Utc).AddTicks(67));
        Assert.Equal("{\"t\":\"2026-01-02T03:04:05.000006Z\"}\n", Encoding.ASCII.GetString(line.End()));
    }

    private static JsonElement Address(in SockAddr address)
    {
        JsonLine line = new();
        line.Address("a"u8, address);
        return JsonSerializer.Deserialize<JsonElement>(line.End()).GetProperty("a");
    }

    /// <summary>Quotes, control characters, lone surrogates, and characters outside the basic plane.</summary>
    private static string Text(SeededRandom random)
    {
        char[] text = new char[random.Below(40)];
        for (int i = 0; i < text.Length; i++)
        {
            text[i] = random.Below(4) switch
            {
                0 => random.OneOf<char>("\"\\/\n\r\t\0\u007F\u2028"),
                1 => (char)(0xD800 + random.Below(0x800)),
                2 => (char)random.Below(0x10000),
                _ => (char)(' ' + random.Below(95)),
            };
        }

        return new string(text);
    }
}
