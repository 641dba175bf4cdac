using System;
using System.IO;
using System.Threading.Tasks;
using NetCat.Sharp.Tests.Readme;
using NetCat.Sharp.Tests.Tls;
using Xunit;
using static NetCat.Sharp.Tests.RealPrograms.ShellText;

namespace NetCat.Sharp.Tests.RealPrograms;

/// <summary>--tls and its options between two nc. TlsChannelSpecs and OpenSslPeerSpecs test the library.</summary>
public sealed class TlsSpecs(Certificates certificates) : IClassFixture<Certificates>
{
    private static string Listen => NativeProgram.Path + " -l --port-file port 127.0.0.1 0";

    private string Line(string line) => line.Replace("CERTS", certificates.Path(""), StringComparison.Ordinal);

    private async Task<string> Run(string line)
    {
        using Scratch scratch = new();
        return await Pipeline.Run(Line(line), scratch);
    }

    [NativeTheory]
    [InlineData("-l", "--tls-ca CERTS/ca.pem localhost $port", "--tls-cert CERTS/server.pem --tls-key CERTS/server.key")]
    [InlineData("-l", "--tls-ca CERTS/ca.pem --tls-name localhost 127.0.0.1 $port", "--tls-cert CERTS/server.pem --tls-key CERTS/server.key --tls-max 1.2")]
    [InlineData("-l", "--tls-pin $(grep -o sha256:.* err) 127.0.0.1 $port", "--tls")]
    [InlineData("-l", "--tls-insecure --tls-ciphers TLS_AES_128_GCM_SHA256 127.0.0.1 $port", "--tls-min 1.3")]
    [InlineData("-l", "--tls-insecure --tls-alpn x,y 127.0.0.1 $port", "--tls-alpn y")]
    [InlineData("-l", "--tls-ca CERTS/ca.pem --tls-cert CERTS/client.pem --tls-key CERTS/client.key 127.0.0.1 $port", "--tls-cert CERTS/server.pem --tls-key CERTS/server.key --tls-client-ca CERTS/ca.pem")]
    public async Task Each_direction_ends_by_itself(string listen, string client, string server)
    {
        string line = $"seq 100000 >up; seq 200000 >down; $NC {listen} -N {server} --drain --strict --port-file port 127.0.0.1 0 <down >got 2>err & {Await}" +
            $"$NC -N --strict {client} <up >back 2>said; echo $?; wait $!; echo $?; cmp up got; cmp down back; grep -v warning said || :";
        Assert.Equal("0\n0\n", await Run(line));
    }

    [NativeFact]
    public async Task A_Unix_socket_is_protected_in_the_same_way()
        => Assert.Equal("back\n0\nhello\n", await Run(
            "echo back | $NC -lNU --tls-cert CERTS/server.pem --tls-key CERTS/server.key --port-file port ./s >got & " + Await +
            "echo hello | $NC -NU --tls-ca CERTS/ca.pem --tls-name localhost ./s; echo $?; wait $!; cat got"));

    [NativeTheory]
    [InlineData("--tls 127.0.0.1", "TLS: the peer's certificate is refused: ")]
    [InlineData("--tls-ca CERTS/ca.pem --tls-name example.org 127.0.0.1", "TLS: the peer's certificate is not for example.org")]
    [InlineData("--tls-pin sha256-spki:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA= 127.0.0.1", "TLS: the peer's certificate has another pin: sha256-spki:")]
    [InlineData("--tls-insecure --tls-max 1.2 127.0.0.1", "TLS: the peer refused with an alert: protocol version")]
    public async Task A_handshake_that_fails_gives_one_line_and_the_listener_continues(string client, string said)
    {
        string line = $"$NC -l --tls-cert CERTS/server.pem --tls-key CERTS/server.key --tls-min 1.3 --port-file port 127.0.0.1 0 >got 2>err </dev/null & {Await}" +
            $"$NC --exit-codes {client} $port </dev/null 2>&1 | grep -v warning; echo ${{PIPESTATUS[0]}}; echo plain | $NC -w 1 127.0.0.1 $port >/dev/null; " +
            "echo hello | $NC -N --tls-ca CERTS/ca.pem localhost $port; wait $!; echo $?; cat got; grep -c 'does not speak TLS' err";
        string[] lines = (await Run(line)).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.StartsWith("nc: " + said, lines[0], StringComparison.Ordinal);
        Assert.Equal(["10", "0", "hello", "1"], lines[1..]);
    }

    [NativeFact]
    public async Task A_plain_or_silent_peer_and_one_that_closes_are_reported()
        => Assert.Equal("nc: TLS: the peer does not speak TLS\n1\nnc: TLS: the handshake timed out\n1\nnc: TLS: the peer closed the connection during the handshake\n1\n", await Run(
            "$NC -lk --port-file port 127.0.0.1 0 --exec printf '220 hello\\n' & one=$!; " + Await + "$NC --tls 127.0.0.1 $port </dev/null 2>&1; echo $?; kill $one; rm port; " +
            "$NC -lk --port-file port 127.0.0.1 0 --exec sleep 5 & two=$!; " + Await + "$NC -w 1 --tls 127.0.0.1 $port </dev/null 2>&1; echo $?; kill $two; rm port; " +
            "$NC -lk --port-file port 127.0.0.1 0 --exec head -c 1 & two=$!; " + Await + "$NC -w 5 --tls 127.0.0.1 $port </dev/null 2>&1; echo $?; kill $two"));

    [NativeTheory]
    [InlineData("", "hello\nnc: TLS: the peer ended the connection without close_notify: the data may be incomplete\n0\n")]
    [InlineData("--strict", "hello\nnc: TLS: the peer ended the connection without close_notify: the data may be incomplete\n1\n")]
    [InlineData("--exit-codes", "hello\nnc: TLS: the peer ended the connection without close_notify: the data may be incomplete\n11\n")]
    public async Task A_stream_without_close_notify_is_truncated(string option, string said)
    {
        string line = "mkfifo in; exec 8<>in; echo hello >&8; " + Listen + " --tls-cert CERTS/server.pem --tls-key CERTS/server.key <in >/dev/null 2>&1 & server=$!; " + Await +
            $"$NC {option} --tls-ca CERTS/ca.pem localhost $port </dev/null >out 2>err & nc=$!; until [ -s out ]; do sleep 0.01; done; " +
            "kill -9 $server; wait $nc; status=$?; cat out err; echo $status";
        Assert.Equal(said, await Run(line));
    }

    [NativeFact]
    public async Task Z_makes_the_handshake_and_v_and_events_report_it()
    {
        string text = await Run(
            $"$NC -lk --tls-cert CERTS/server.pem --tls-key CERTS/server.key --port-file port 127.0.0.1 0 >/dev/null 2>&1 </dev/null & {Await}" +
            "$NC -zvn --events e --tls-ca CERTS/ca.pem 127.0.0.1 $port 2>&1; echo $?; kill $!; grep -o '\"event\":\"tls\"\\|\"version\":\"[^\"]*\"\\|\"subject\":\"[^\"]*\"\\|\"reason\":\"done\"' e");
        Assert.Matches(
            @"^Connection to 127\.0\.0\.1 \d+ port \[tcp/\*\] succeeded!\nTLS: TLSv1\.3, TLS_AES_256_GCM_SHA384\nTLS: subject CN=localhost\nTLS: issuer CN=Test CA\nTLS: names DNS:localhost, IP Address:127\.0\.0\.1\n" +
            @"TLS: valid from \S+ to \S+\nTLS: pin sha256:[0-9a-f]{64}\nTLS: pin sha256-spki:\S{43}=\n0\n""event"":""tls""\n""version"":""TLSv1\.3""\n""subject"":""CN=localhost""\n""reason"":""done""\n$",
            text);
    }

    /// <summary>The files of the server and of the client have the authority's certificate after their own.</summary>
    [NativeFact]
    public async Task V_and_events_report_the_chain_of_both_sides()
    {
        string text = await Run(
            "cat CERTS/server.pem CERTS/ca.pem CERTS/server.key >all; cat CERTS/client.pem CERTS/ca.pem CERTS/client.key >own; " +
            $"$NC -lv --tls-cert all --tls-client-ca CERTS/ca.pem --port-file port --events s 127.0.0.1 0 >/dev/null 2>err </dev/null & {Await}" +
            "$NC -zv --events e --tls-ca CERTS/ca.pem --tls-cert own localhost $port 2>&1 | grep chain; wait $!; grep chain err; " +
            "cat e s | grep -o '\"verified\":\"[a-z]*\"\\|\"chain\":.*'");
        const string Date = @"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ";
        const string Line = "TLS: chain: subject CN=Test CA; issuer CN=Test CA; valid from " + Date + " to " + Date + "\n";
        const string Event = "\"verified\":\"authority\"\n\"chain\":\\[\\{\"subject\":\"CN=Test CA\",\"issuer\":\"CN=Test CA\",\"not-before\":\"" + Date + "\",\"not-after\":\"" + Date + "\"\\}\\]\\}\n";
        Assert.Matches("^" + Line + Line + Event + Event + "$", text);
    }
}
