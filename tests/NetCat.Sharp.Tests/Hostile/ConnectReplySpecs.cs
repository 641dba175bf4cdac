using System;
using System.Linq;
using System.Text;
using NetCat.Sharp.Proxies;
using NetCat.Sharp.Strings;
using NetCat.Sharp.Tests.Readme;
using Xunit;

namespace NetCat.Sharp.Tests.Hostile;

/// <summary>Random replies of HTTP proxies: they lead to the tunnel or to one error line, and no byte after the headers is read.</summary>
public sealed class ConnectReplySpecs
{
    private const int LongestLine = 1023;
    private const int MostHeaders = 64;

    [Fact]
    public void Answers_lead_to_the_tunnel_or_to_one_sentence()
    {
        SeededRandom random = new(80);
        for (int i = 0; i < SeededRandom.Inputs; i++)
        {
            byte[] answer = random.Spoilt(Answer(random));
            bool mayAsk = random.Once(2);
            (string expected, int takes) = Expected(answer, mayAsk);
            (string said, int taken) = Meet(answer, mayAsk);
            if (said != expected || (takes >= 0 && taken != takes))
            {
                Assert.Fail($"input {i}, {Convert.ToHexString(answer)}: '{said}' after {taken} bytes, not '{expected}' after {takes}");
            }
        }
    }

    private static byte[] Answer(SeededRandom random)
    {
        var text = new StringBuilder();
        _ = text.Append(random.OneOf("HTTP/1.0 ", "HTTP/1.1 ", "HTTP/1.1 ", "HTTP/2 ", "http/1.1 ", "HTTP/1.10 ", ""));
        _ = text.Append(random.OneOf("200", "200 OK", "200 Connection established", "2000", "20", "407", "407 Who are you", "403 No", ""));
        _ = random.Once(500) ? text.Append('x', 900 + random.Below(300)) : text;
        _ = text.Append(random.OneOf("\r\n", "\r\n", "\n", "\r", "\r\r\n"));
        int headers = random.Once(300) ? 55 + random.Below(20) : random.Below(3);
        for (int i = 0; i < headers; i++)
        {
            _ = text.Append(random.OneOf("Via: x", "A:", " folded", "\t")).Append(random.OneOf("\r\n", "\r\n", "\n"));
        }

        _ = text.Append(random.OneOf("\r\n", "\r\n", "\n", "")).Append(random.OneOf("", "payload", "\r\n\r\n"));
        return Encoding.Latin1.GetBytes(text.ToString());
    }

    /// <summary>The expected error line, "tunnel" or "password", and the number of bytes read; -1 if that number does not matter.</summary>
    private static (string Sentence, int Taken) Expected(byte[] answer, bool mayAsk)
    {
        int at = 0;
        (byte[]? line, string fault) = NextLine(answer, ref at);
        if (line is null)
        {
            return (fault, -1);
        }

        string status = Encoding.Latin1.GetString(line);
        string code = status.Length < 12 || status[..9] is not ("HTTP/1.0 " or "HTTP/1.1 ") ? "" : status[9..12];
        if (code == "407" && mayAsk)
        {
            return ("password", -1);
        }

        if (code != "200")
        {
            return ($"Proxy error: \"{status}\"", -1);
        }

        for (int i = 0; i < MostHeaders; i++)
        {
            (line, fault) = NextLine(answer, ref at);
            if (line is null)
            {
                return (fault, -1);
            }

            if (line.Length == 0)
            {
                return ("tunnel", at);
            }
        }

        return ("Too many proxy headers received", -1);
    }

    /// <summary>A line up to its first NUL, without carriage returns; or null and the fault.</summary>
    private static (byte[]? Line, string Fault) NextLine(byte[] answer, ref int at)
    {
        int end = Array.IndexOf(answer, (byte)'\n', at);
        byte[] line = Array.FindAll(answer[at..(end < 0 ? answer.Length : end)], static one => one != '\r');
        at = end < 0 ? answer.Length : end + 1;
        return line.Length > LongestLine ? (null, "proxy read too long")
            : end < 0 ? (null, "proxy read: Broken pipe")
            : (line.TakeWhile(static one => one != 0).ToArray(), "");
    }

    private static (string Said, int Taken) Meet(byte[] answer, bool mayAsk)
    {
        using SocketPair pair = new(SocketPair.Stream);
        pair.Send(answer, byteByByte: false);
        pair.FinishSending();
        string said;
        try
        {
            said = HttpConnect.Connect(new Handshake(pair.Ours, TimeSpan.FromSeconds(1)), "name.test", 80, null, mayAsk) ? "tunnel" : "password";
        }
        catch (ProxyFailure failure)
        {
            said = Encoding.Latin1.GetString(RawText.Encode(failure.Line));
        }

        return (said, answer.Length - SocketPair.Unread(pair.Ours, answer.Length).Length);
    }
}
