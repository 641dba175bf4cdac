using System;
using System.Threading.Tasks;
using NetCat.Sharp.Tests.Readme;
using NetCat.Sharp.Tests.Tls;
using Xunit;
using static NetCat.Sharp.Tests.RealPrograms.ShellText;

namespace NetCat.Sharp.Tests.RealPrograms;

/// <summary>Listeners with --tls whose clients make their handshakes concurrently.</summary>
public sealed class TlsListenSpecs(Certificates certificates) : IClassFixture<Certificates>
{
    private const string Start = Ready + "mkfifo quiet; ";
    private const string Own = "--tls-cert CERTS/server.pem --tls-key CERTS/server.key --events e --port-file near 127.0.0.1 0";
    private const string Nc = "${NC#timeout 100 }";

    /// <summary>Two clients that connect and send nothing.</summary>
    private const string Silent =
        "ready near; port=$(cat near); $NC 127.0.0.1 $port <quiet >none & one=$!; exec 9>quiet; $NC 127.0.0.1 $port <quiet >none 9>&- & two=$!; until [ $(grep -c '\"connected\"' e) = 2 ]; do sleep 0.01; done; ";

    [NativeTheory]
    [InlineData("-l", "")]
    [InlineData("-lk", "")]
    [InlineData("-l", "--exec cat")]
    [InlineData("-lk", "--exec cat")]
    public async Task Silent_clients_delay_no_other(string listen, string program)
        => Assert.Equal("hello\n" + (listen == "-l" ? "0\n2\n" : "143\n0\n"), await certificates.Run(
            Start + $"{Nc} {listen} {Own} {program} 2>told >out </dev/null & nc=$!; " + Silent +
            "echo hello | $NC -N --strict --tls-ca CERTS/ca.pem localhost $port >got 9>&-; " + (listen == "-lk" ? "until grep -q '\"closed\"' e; do sleep 0.01; done; kill $nc; " : "") +
            "wait $nc; status=$?; exec 9>&-; wait $one $two; cat got out; echo $status; grep -c not-served e || :"));

    [NativeFact]
    public async Task The_limit_of_each_handshake_is_its_own()
        => Assert.Equal("hello\n2\n143\n", await certificates.Run(
            Start + $"{Nc} -lk -w 2 {Own} 2>told >out </dev/null & nc=$!; " + Silent + "echo hello | $NC -N --tls-ca CERTS/ca.pem localhost $port 9>&-; " +
            "until [ $(grep -c 'nc: TLS: the handshake timed out' told) = 2 ]; do sleep 0.01; done; cat out; grep -c '\"event\":\"tls-failed\"' e; exec 9>&-; wait $one $two; kill $nc; wait $nc; echo $?"));

    [NativeFact]
    public async Task A_signal_ends_handshakes_with_an_event_each()
        => Assert.Equal("143\n2\n", await certificates.Run(
            Start + $"{Nc} -lk {Own} 2>told >out </dev/null & nc=$!; " + Silent + "kill $nc; wait $nc; echo $?; exec 9>&-; wait $one $two; grep -c '\"closed\".*\"reason\":\"signal\"' e"));

    [NativeFact]
    public async Task A_handshake_that_fails_does_not_extend_the_time_for_a_client()
        => Assert.Equal("1\n1\n", await certificates.Run(
            Start + $"$NC -l --accept-timeout 2s {Own} 2>told >out </dev/null & nc=$!; ready near; port=$(cat near); " +
            "while echo plain | $NC -N 127.0.0.1 $port >none 2>&1; do sleep 0.1; done; wait $nc; echo $?; grep -c 'accept timeout is over' told"));

    [NativeFact]
    public async Task Lists_admit_clients_before_their_handshake()
        => Assert.Equal("1\nhello\n1\n", await certificates.Run(
            Start + $"$NC -l --deny 127.0.0.2 {Own} 2>told </dev/null & nc=$!; ready near; port=$(cat near); $NC --tls-insecure -s 127.0.0.2 127.0.0.1 $port </dev/null 2>none; echo $?; " +
            "echo hello | $NC -N --tls-ca CERTS/ca.pem localhost $port; wait $nc; grep -c '\"tls\"' e"));
}
