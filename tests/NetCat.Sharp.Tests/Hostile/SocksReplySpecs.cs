using System;
using NetCat.Sharp.Proxies;
using Xunit;

namespace NetCat.Sharp.Tests.Hostile;

/// <summary>
/// Random replies of SOCKS proxies: cut, damaged, sent byte by byte. Each leads to the tunnel or to the error line that the protocol implies, and
/// no byte after the reply is read.
/// </summary>
public sealed class SocksReplySpecs
{
    [Fact]
    public void Version_5()
    {
        SeededRandom random = new(5);
        for (int i = 0; i < SeededRandom.Inputs; i++)
        {
            byte[] address = random.OneOf<byte>(1, 1, 4, 4, 3) switch
            {
                1 => [1, .. random.Bytes(4)],
                4 => [4, .. random.Bytes(16)],
                _ => [3, 4, .. random.Bytes(4)],
            };
            byte status = random.Once(3) ? (byte)random.Below(12) : (byte)0;
            byte[] good = [5, 0, 5, status, 0, .. address, .. random.Bytes(2), .. random.Bytes(random.Below(30))];
            Meet(i, random.Spoilt(good), random.Once(2), Expected5, static handshake => Socks.Connect5(handshake, "name.test", 80));
        }
    }

    [Fact]
    public void Version_4()
    {
        SeededRandom random = new(4);
        for (int i = 0; i < SeededRandom.Inputs; i++)
        {
            byte status = random.OneOf<byte>(90, 90, 91, 92, 93, 94, 0);
            byte[] good = [0, status, .. random.Bytes(6), .. random.Bytes(random.Below(30))];
            Meet(i, random.Spoilt(good), random.Once(2), Expected4, static handshake => Socks.Connect4(handshake, "192.0.2.7", 80));
        }
    }

    [Theory]
    [InlineData(new byte[] { }, "read failed (0/3): Connection timed out")]
    [InlineData(new byte[] { 5 }, "read failed (1/3): Connection timed out")]
    [InlineData(new byte[] { 5, 0, 5 }, "read failed (1/4): Connection timed out")]
    [InlineData(new byte[] { 5, 0, 5, 0, 0, 1, 127 }, "read failed (1/6): Connection timed out")]
    public void A_proxy_that_stops_replying_causes_a_timeout(byte[] answer, string sentence)
    {
        using SocketPair pair = new(SocketPair.Stream);
        pair.Send(answer, byteByByte: false);
        ProxyFailure failure = Assert.Throws<ProxyFailure>(() => Socks.Connect5(new Handshake(pair.Ours, TimeSpan.FromMilliseconds(20)), "name.test", 80));
        Assert.Equal(sentence, failure.Line);
    }

    /// <summary>The expected error line and the number of bytes read: RFC 1928, sections 3 and 6.</summary>
    private static (string? Sentence, int Taken) Expected5(byte[] answer)
    {
        if (answer.Length < 2)
        {
            return ($"read failed ({answer.Length}/3): Broken pipe", answer.Length);
        }

        if (answer[1] == 255)
        {
            return ("authentication method negotiation failed", 2);
        }

        if (answer.Length < 6)
        {
            return ($"read failed ({answer.Length - 2}/4): Broken pipe", answer.Length);
        }

        if (answer[3] != 0)
        {
            string text = answer[3] switch
            {
                1 => "General SOCKS server failure",
                2 => "Connection not allowed by ruleset",
                3 => "Network unreachable",
                4 => "Host unreachable",
                5 => "Connection refused",
                6 => "TTL expired",
                7 => "Command not supported",
                8 => "Address type not supported",
                _ => "Unknown error",
            };
            return ("connection failed, SOCKSv5 error: " + text, 6);
        }

        int rest = answer[5] == 1 ? 6 : answer[5] == 4 ? 18 : 0;
        return rest == 0 ? ("connection failed, unsupported address type", 6)
            : answer.Length < 6 + rest ? ($"read failed ({answer.Length - 6}/{rest}): Broken pipe", answer.Length)
            : (null, 6 + rest);
    }

    private static (string? Sentence, int Taken) Expected4(byte[] answer)
    {
        if (answer.Length < 8)
        {
            return ($"read failed ({answer.Length}/8): Broken pipe", answer.Length);
        }

        string? text = answer[1] switch
        {
            90 => null,
            91 => "Request rejected or failed",
            92 => "SOCKS server cannot connect to identd on the client",
            93 => "Client program and identd report different user-ids",
            _ => "Unknown error",
        };
        return (text is null ? null : "connection failed, SOCKSv4 error: " + text, 8);
    }

    private static void Meet(
        int number, byte[] answer, bool byteByByte, Func<byte[], (string? Sentence, int Taken)> expected, Action<Handshake> shake)
    {
        using SocketPair pair = new(byteByByte ? SocketPair.Packets : SocketPair.Stream);
        pair.Send(answer, byteByByte);
        pair.FinishSending();
        string? said = null;
        try
        {
            shake(new Handshake(pair.Ours, TimeSpan.FromSeconds(1)));
        }
        catch (ProxyFailure failure)
        {
            said = failure.Line;
        }

        int taken = answer.Length - SocketPair.Unread(pair.Ours, answer.Length).Length;
        (string? sentence, int takes) = expected(answer);
        if (said != sentence || taken != takes)
        {
            Assert.Fail($"input {number}, {Convert.ToHexString(answer)}: '{said}' after {taken} bytes, not '{sentence}' after {takes}");
        }
    }
}
