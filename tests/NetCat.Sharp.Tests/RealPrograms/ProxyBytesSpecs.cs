using System.Linq;
using System.Threading.Tasks;
using Xunit;

namespace NetCat.Sharp.Tests.RealPrograms;

/// <summary>The same scripted proxy for Debian's nc and ours: the bytes that each sends, its messages and its exit status.</summary>
public sealed class ProxyBytesSpecs
{
    private const string Good5 = "\x05\x00\x00\x01\x7f\x00\x00\x01\x04\x38";
    private const string Good4 = "\x00\x5a\x04\x38\x7f\x00\x00\x01";
    private const string Tunnel = "HTTP/1.0 200 Connection established\r\nVia: x\r\n\r\n";
    private const string FarEnd = "from there\n";

    public static TheoryData<string, int> Socks5Targets => new()
    {
        { "-x PROXY 192.0.2.7 80", 10 },
        { "-v -x PROXY 192.0.2.7 80", 10 },
        { "-X 5 -x PROXY 2001:db8::7 65535", 22 },
        { "-x PROXY 192.0.2 1", 10 },
        { "-x PROXY name.example.test 443", 24 },
        { "-n -v -x PROXY name.example.test http", 24 },
        { "-x PROXY ::ffff:192.0.2.7 80", 22 },
        { "-x PROXY fe80::1%lo 80", 22 },
        { "-4 -x PROXY 2001:db8::7 80", 22 },
        { "-z -v -x PROXY 192.0.2.7 80", 10 },
        { "-x PROXY -P user 192.0.2.7 80", 10 },
        { "-C -t -x PROXY 192.0.2.7 80", 10 },
        { "-x PROXY " + new string('n', 255) + " 80", 262 },
        { "-x PROXY " + new string('n', 256) + " 80", 1 },
        { "-x PROXY n\u00e4me 80", 12 },
    };

    public static TheoryData<int, string> Socks5Answers
    {
        get
        {
            TheoryData<int, string> answers = [];
            foreach (int status in new[] { 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 255 })
            {
                answers.Add(10, $"\x05{(char)status}\x00\x01\x00\x00\x00\x00\x00\x00");
            }

            foreach (int length in Enumerable.Range(0, 10))
            {
                answers.Add(10, Good5[..length]);
            }

            answers.Add(10, "\x05\x00\x00\x04" + new string('\x01', 17));
            answers.Add(10, "\x05\x00\x00\x04" + new string('\x01', 18) + FarEnd);
            answers.Add(10, "\x05\x00\x00\x03\x04name\x00\x50");
            answers.Add(10, "\x05\x00\x00\x00\x00\x00");
            answers.Add(10, "\x04\x00\x01\x01\x00\x00\x00\x00\x00\x00" + FarEnd);
            return answers;
        }
    }

    public static TheoryData<string> Socks4Answers =>
    [
        Good4 + FarEnd,
        "\x05\x5a\x00\x00\x00\x00\x00\x00",
        "\x00\x00\x00\x00\x00\x00\x00\x00",
        .. Enumerable.Range(89, 6).Select(static code => $"\x00{(char)code}\x00\x00\x00\x00\x00\x00"),
        .. Enumerable.Range(0, 8).Select(static length => Good4[..length]),
    ];

    public static TheoryData<string> ConnectTargets => new(
        "192.0.2.7 80", "2001:db8::7 65535", "name.example.test 443", "a:b 80", "a[b 80", "a] 80", "[2001:db8::7] 80", "n\u00e4me 80",
        new string('n', 255) + " 80", new string('n', 256) + " 80", new string('n', 999) + " 80", new string('n', 1000) + " 80",
        new string('n', 1001) + " 80", new string('n', 1002) + " 80", new string('n', 1003) + " 80", new string('n', 1200) + " 80");

    public static TheoryData<string> ConnectAnswers => new(
        Tunnel + FarEnd, "HTTP/1.1 200\n\n" + FarEnd, "HTTP/1.1 2000\r\n\r\n", "HTTP/1.0 200\r\r\n\r\r\n\r\n", "HTTP/2 200\r\n\r\n", "http/1.1 200 OK\r\n\r\n",
        "HTTP/1.1 407 Who are you\r\n\r\n", "HTTP/1.1 403 Forbidden\r\nX: y\r\n\r\n", "HTTP/1.1  200 OK\r\n\r\n", "\r\n", "", "HTTP/1.1 200 OK", "HTTP/1.1 200 OK\r\n",
        "HTTP/1.1 200 OK\r\nVia: x", "HTTP/1.1 200 " + new string('x', 1010) + "\r\n\r\n", "HTTP/1.1 200 " + new string('x', 1011) + "\r\n\r\n",
        "HTTP/1.1 200 OK\r\nVia: " + new string('x', 1018) + "\r\n\r\n", "HTTP/1.1 200 OK\r\nVia: " + new string('x', 1019) + "\r\n\r\n",
        "HTTP/1.1 200 OK\r\n" + Headers(63) + "\r\n" + FarEnd, "HTTP/1.1 200 OK\r\n" + Headers(64) + "\r\n" + FarEnd, "HTTP/1.1 200 OK\r\n" + Headers(65) + "\r\n",
        "HTTP/1.1 500 \x1b[31mred\r\n\r\n", "HTTP/1.1 500 na\u00efve\r\n\r\n", "HTTP/1.1 500 a\0b\r\n\r\n", "HTTP/1.1 200 OK\r\n\0hidden\r\n" + FarEnd, "SSH-2.0-OpenSSH\r\n");

    [NativeTheory("nc.openbsd", "setsid")]
    [MemberData(nameof(Socks5Targets))]
    public Task SOCKS_5_requests(string arguments, int length)
        => AssertSame(arguments, [["3 \x05\x00", $"{length} {Good5}{FarEnd}"]]);

    [NativeTheory("nc.openbsd", "setsid")]
    [MemberData(nameof(Socks5Answers))]
    public Task SOCKS_5_answers(int length, string answer)
        => AssertSame("-v -x PROXY 192.0.2.7 80", [["3 \x05\x00", $"{length} {answer}"]]);

    [NativeTheory("nc.openbsd", "setsid")]
    [InlineData("")]
    [InlineData("\x05")]
    [InlineData("\x05\xff")]
    [InlineData("\x04\x00")]
    [InlineData("\x05\x02")]
    public Task SOCKS_5_methods(string answer) => AssertSame("-x PROXY 192.0.2.7 80", [["3 " + answer]]);

    [NativeTheory("nc.openbsd", "setsid")]
    [InlineData("-X 4 -x PROXY 192.0.2.7 80")]
    [InlineData("-v -X 4 -P user -x PROXY 192.0.2 65535")]
    [InlineData("-X 4 -x PROXY 2001:db8::7 80")]
    [InlineData("-X 4 -n -x PROXY 999.0.0.1 80")]
    [InlineData("-X 4 -x PROXY localhost 80")]
    [InlineData("-vX 4 -x PROXY 192.0.2.7 80 443")]
    public Task SOCKS_4_requests(string arguments) => AssertSame(arguments, [["9 " + Good4 + FarEnd], ["9 " + Good4]]);

    [NativeTheory("nc.openbsd", "setsid")]
    [MemberData(nameof(Socks4Answers))]
    public Task SOCKS_4_answers(string answer) => AssertSame("-X 4 -x PROXY 192.0.2.7 80", [["9 " + answer]]);

    [NativeTheory("nc.openbsd", "setsid")]
    [MemberData(nameof(ConnectTargets))]
    public Task CONNECT_requests(string target) => AssertSame("-v -X connect -x PROXY " + target, [["headers " + Tunnel + FarEnd]]);

    [NativeTheory("nc.openbsd", "setsid")]
    [MemberData(nameof(ConnectAnswers))]
    public Task CONNECT_answers(string answer) => AssertSame("-X connect -x PROXY name.example.test 80", [["headers " + answer]]);

    [NativeFact("nc.openbsd", "setsid")]
    public Task CONNECT_requires_a_password_and_there_is_no_terminal()
        => AssertSame("-X connect -P user -x PROXY name.example.test 80", [["headers HTTP/1.1 407 No\r\n\r\n"], ["headers HTTP/1.1 407 No\r\n\r\n"]]);

    [NativeTheory("nc.openbsd", "setsid")]
    [InlineData("-x PROXY name.example.test 80", "3 \x05\x00", "24 " + Good5 + FarEnd)]
    [InlineData("-X 4 -x PROXY 192.0.2.7 80", "9 " + Good4 + FarEnd)]
    [InlineData("-X connect -x PROXY name.example.test 80", "headers " + Tunnel + FarEnd)]
    [InlineData("-X connect -x PROXY name.example.test 80", "headers HTTP/1.1 503 No\r\n\r\n")]
    public Task Answers_byte_by_byte(string arguments, params string[] script) => AssertSame(arguments, [script], byteByByte: true);

    private static string Headers(int count) => string.Concat(Enumerable.Repeat("A: b\r\n", count));

    private static async Task AssertSame(string arguments, string[][] scripts, bool byteByByte = false)
    {
        (ProxyOutcome theirs, ProxyOutcome ours) = await ProxyOutcome.Both(arguments.Split(' '), scripts, byteByByte);
        Assert.Equal(theirs, ours);
    }
}
