using System;
using System.Threading.Tasks;
using NetCat.Sharp.Tests.Readme;
using NetCat.Sharp.Tests.Tls;
using Xunit;
using static NetCat.Sharp.Tests.RealPrograms.ShellText;

namespace NetCat.Sharp.Tests.RealPrograms;

/// <summary>--forward with TLS on either side or on both, with openssl(1), ncat(1) and curl(1) at the far ends.</summary>
public sealed class TlsForwardSpecs(Certificates certificates) : IClassFixture<Certificates>
{
    private const string Echo = Ready + "$NC -lk --port-file far 127.0.0.1 0 --exec cat & ready far; ";
    private const string Near = "--port-file near 127.0.0.1 0";
    private const string Own = "--tls-cert CERTS/server.pem --tls-key CERTS/server.key";

    /// <summary>A TLS server that sends everything back: a forwarder in front of the echo server.</summary>
    private const string SecureEcho = Echo + "$NC -lk " + Own + " --forward 127.0.0.1:$(cat far) --port-file safe 127.0.0.1 0 & ready safe; safe=$(cat safe); ";

    [NativeTheory("ncat")]
    [InlineData("$NC -N --strict --tls-ca CERTS/ca.pem localhost $port")]
    [InlineData("ncat --ssl-verify --ssl-trustfile CERTS/ca.pem localhost $port")]
    public async Task Each_way_arrives_whole_and_ends_by_itself(string client)
        => Assert.Equal("same\n", await certificates.Run(
            Echo + $"$NC -lk {Own} --forward 127.0.0.1:$(cat far) {Near} & ready near; port=$(cat near); head -c 5000000 /dev/urandom >sent; {client} <sent >got; cmp sent got && echo same"));

    [NativeFact]
    public async Task TLS_on_both_sides_serves_many_at_once()
        => Assert.Equal("50\n", await certificates.Run(
            SecureEcho + $"$NC -lk {Own} --forward localhost:$safe --forward-tls --tls-ca CERTS/ca.pem {Near} & ready near; port=$(cat near); seq 20000 >sent; " +
            "for i in $(seq 50); do { $NC -N --strict --tls-ca CERTS/ca.pem localhost $port <sent | cmp - sent && echo same; } & all=\"$all $!\"; done >told; wait $all; grep -c same told"));

    [NativeFact("curl")]
    public async Task A_plain_client_reaches_a_server_of_TLS()
        => Assert.Equal("200\n", await certificates.Run(
            Ready + "openssl s_server -accept 0 -cert CERTS/server.pem -key CERTS/server.key -www >said 2>&1 & until grep -q ACCEPT said; do sleep 0.01; done; far=$(sed -n 's/ACCEPT.*://p' said); " +
            $"$NC -lk --forward localhost:$far --forward-tls --tls-ca CERTS/ca.pem {Near} & ready near; curl -s -o page -w '%{{http_code}}\\n' http://127.0.0.1:$(cat near)/"));

    [NativeTheory]
    [InlineData("127.0.0.1:$safe --forward-tls --tls-ca CERTS/ca.pem --tls-name example.org", "TLS: the peer's certificate is not for example.org")]
    [InlineData("localhost:$safe --forward-tls", "TLS: the peer's certificate is refused: ")]
    [InlineData("127.0.0.1:$(cat far) --forward-tls --tls-insecure", "TLS: unexpected message")]
    public async Task A_target_that_is_not_trusted_is_a_line_a_status_and_an_event(string target, string reason)
    {
        string[] lines = (await certificates.Run(
            SecureEcho + $"$NC -l --exit-codes --events e --forward {target} {Near} 2>told & nc=$!; ready near; echo hello | $NC -N 127.0.0.1 $(cat near) 2>/dev/null; wait $nc; echo $?; " +
            "grep -v warning told; grep -o '\"with\":\"target\"' e; grep -o no-target e")).Split('\n');
        Assert.Equal("10", lines[0]);
        Assert.StartsWith("nc: forward to ", lines[1], StringComparison.Ordinal);
        Assert.Contains(": " + reason, lines[1], StringComparison.Ordinal);
        Assert.Equal(["\"with\":\"target\"", "no-target", ""], lines[2..]);
    }

    [NativeTheory]
    [InlineData("-l", "0")]
    [InlineData("-lkv", "143")]
    public async Task A_silent_client_and_one_that_fails_delay_no_other(string listen, string status)
        => Assert.Equal($"hello\n1\n1\n{status}\n", await certificates.Run(
            Echo + $"${{NC#timeout 100 }} {listen} --events e {Own} --forward 127.0.0.1:$(cat far) {Near} 2>told & nc=$!; ready near; port=$(cat near); " +
            "mkfifo a; $NC 127.0.0.1 $port <a >silent 2>&1 & silent=$!; exec 3>a; until grep -q '\"connected\"' e; do sleep 0.01; done; echo plain | $NC -N -w 5 127.0.0.1 $port >none 2>&1; " +
            "echo hello | $NC -N --strict --tls-ca CERTS/ca.pem localhost $port 3>&-; " +
            "grep -c 'nc: TLS: the peer does not speak TLS' told; grep -c tls-failed.*with e; [ $(grep -c '\"forwarded\"' e) = 1 ] || echo more; if kill $nc 2>/dev/null; then :; fi; wait $nc; echo $?; exec 3>&-; wait $silent"));

    [NativeFact]
    public async Task A_handshake_has_a_limit_of_time()
        => Assert.Equal("1\ntimeout\n", await certificates.Run(
            Echo + $"$NC -lkv -w 1 --events e {Own} --forward 127.0.0.1:$(cat far) {Near} 2>told & nc=$!; ready near; mkfifo a; $NC 127.0.0.1 $(cat near) <a & exec 3>a; " +
            "until grep -q 'handshake timed out' told; do sleep 0.01; done; exec 3>&-; wait $!; grep -c 'nc: TLS: the handshake timed out' told; grep -q tls-failed e && echo timeout"));

    [NativeFact]
    public async Task A_truncated_reply_of_the_target_is_truncated_for_the_client()
        => Assert.Equal("hello\nnc: TLS: the peer ended the connection without close_notify: the data may be incomplete\n1\n", await certificates.Run(
            Ready + $"mkfifo in; ${{NC#timeout 100 }} -l {Own} --port-file far 127.0.0.1 0 <in >sent 2>&1 & far=$!; exec 3>in; ready far; " +
            $"$NC -lk {Own} --forward 127.0.0.1:$(cat far) --forward-tls --tls-ca CERTS/ca.pem {Near} 3>&- & ready near; " +
            "$NC --strict --tls-ca CERTS/ca.pem localhost $(cat near) </dev/null >got 2>told 3>&- & nc=$!; echo hello >&3; until [ -s got ]; do sleep 0.01; done; " +
            "kill -9 $far; wait $nc; status=$?; exec 3>&-; cat got told; echo $status"));

    [NativeTheory]
    [InlineData("-l --tls-ca f 1", "must use --forward-tls with --tls-ca and -l")]
    [InlineData("--forward-tls 127.0.0.1 1", "must use -l and --forward with --forward-tls")]
    [InlineData("-l --forward unix:x --forward-tls 1", "must use --tls-name, --tls-pin or --tls-insecure with --forward-tls and a Unix socket")]
    [InlineData("-lk --forward localhost:1 --forward-tls --tls-ca /nowhere 1", "tls-ca /nowhere: No such file or directory")]
    public async Task Invalid_combinations_are_refused_in_one_line(string options, string line)
        => Assert.Equal($"nc: {line}\n1\n", await certificates.Run($"$NC {options} 2>&1; echo $?"));
}
