using System;
using System.Threading.Tasks;
using NetCat.Sharp.Tests.Tls;
using Xunit;
using static NetCat.Sharp.Tests.RealPrograms.ShellText;

namespace NetCat.Sharp.Tests.RealPrograms;

/// <summary>--tls with -u: DTLS 1.2, between two nc and with OpenSSL's programs.</summary>
public sealed class DtlsSpecs(Certificates certificates) : IClassFixture<Certificates>
{
    private string Server => $"--tls-cert {certificates.Server} --tls-key {certificates.ServerKey}";

    private string Client => $"--tls-ca {certificates.Authority} --tls-name localhost";

    private static async Task<string> Run(string line, int port = 0)
    {
        using Scratch scratch = new();
        return await Pipeline.Run(line, scratch, port);
    }

    /// <summary>Each line is a datagram of its own and gets a reply.</summary>
    [NativeTheory]
    [InlineData("", "")]
    [InlineData("--tls-ciphers ECDHE-ECDSA-AES128-GCM-SHA256", "")]
    [InlineData("--tls-alpn x", "--tls-alpn x")]
    public async Task Datagrams_go_both_ways(string client, string server)
        => Assert.Equal("one\ntwo\n0\nanswer\n0\n", await Run(
            $"mkfifo in out; $NC -lu -w 20 {Server} {server} --port-file port 127.0.0.1 0 <in >got 2>err & nc=$!; exec 8>in; {Await} " +
            $"$NC -u -w 20 {Client} {client} 127.0.0.1 $port <out >back & client=$!; exec 9>out; echo one >&9; until grep -q one got; do sleep 0.01; done; echo two >&9; " +
            "until grep -q two got; do sleep 0.01; done; echo answer >&8; until grep -q answer back; do sleep 0.01; done; kill $client $nc; wait $client $nc; cat got; echo 0; cat back; echo 0"));

    [NativeFact]
    public async Task A_client_talks_with_s_server()
        => Assert.Equal("back\nhello\n", await Run(
            $"mkfifo in; openssl s_server -dtls1_2 -accept 127.0.0.1:$PORT -listen -quiet -cert {certificates.Server} -key {certificates.ServerKey} <in >seen 2>/dev/null & one=$!; exec 8>in; " +
            "until ss -Hlun sport = $PORT | grep -q .; do sleep 0.01; done; " +
            $"(until [ -s back ]; do echo hello; sleep 0.05; done) | timeout 20 $NC -u -w 10 --linger 100ms {Client} 127.0.0.1 $PORT >back & client=$!; " +
            "until grep -qs hello seen; do sleep 0.01; done; echo back >&8; wait $client; kill $one; cat back; grep -m 1 hello seen", Ports.Free()));

    [NativeFact]
    public async Task A_server_talks_with_s_client()
        => Assert.Equal("hello\nDONE\n", await Run(
            $"$NC -lu -w 20 {Server} --port-file port 127.0.0.1 0 </dev/null >got 2>err & nc=$!; {Await} " +
            $"(echo hello; until [ -s got ]; do sleep 0.01; done) | timeout 20 openssl s_client -dtls1_2 -connect 127.0.0.1:$port -CAfile {certificates.Authority} -verify_return_error -quiet -no_ign_eof >/dev/null 2>&1; " +
            "wait $nc; cat got; echo DONE"));

    /// <summary>
    /// Garbage and a client that refuses the certificate come first. The port is given: a port that the kernel chose is released for a moment when
    /// the socket is disconnected. The client may close its socket before its alert is read.
    /// </summary>
    [NativeFact]
    public async Task A_listener_waits_for_the_client_that_completes_a_handshake()
        => Assert.Matches("^1\nhello\nnc: TLS: (the peer refused with an alert: unknown ca|Connection refused)\n$", await Run(
            $"$NC -lu -w 20 {Server} --port-file port 127.0.0.1 $PORT </dev/null >got 2>err & nc=$!; {Await} echo garbage | $NC -u -w 1 127.0.0.1 $port; " +
            "$NC -uz -w 5 --tls 127.0.0.1 $port 2>/dev/null; echo $?; " +
            $"(until [ -s got ]; do echo hello; sleep 0.05; done) | $NC -u -w 5 --linger 10ms {Client} 127.0.0.1 $port; kill $nc 2>/dev/null; wait $nc; uniq got; cat err", Ports.Free()));

    [NativeTheory]
    [InlineData("-u -w 1 --tls --exit-codes", "nc: TLS: the handshake timed out\n5\n", "-lu -w 3")]
    [InlineData("-uz -w 5 --tls", "nc: TLS: Connection refused\n1\n", "")]
    public async Task A_peer_without_DTLS_is_reported(string client, string said, string listener)
        => Assert.Equal(said, await Run(
            $"{(listener.Length > 0 ? $"$NC {listener} 127.0.0.1 $PORT >/dev/null </dev/null & until ss -Hlun sport = $PORT | grep -q .; do sleep 0.01; done; " : "")}" +
            $"echo x | $NC {client} 127.0.0.1 $PORT 2>&1; echo $?", Ports.Free()));

    [NativeTheory]
    [InlineData("-luk --tls 1", "cannot use --tls, -u and -k")]
    [InlineData("-u --tls-secret s --tls-min 1.2 127.0.0.1 1", "cannot use --tls-secret and --tls-min")]
    [InlineData("-u --tls --datagram-size 20000 127.0.0.1 1", "cannot use --tls and --datagram-size above 16384")]
    public async Task Invalid_combinations_are_refused_in_one_line(string options, string line)
        => Assert.Matches($"^nc: {System.Text.RegularExpressions.Regex.Escape(line)}\n1\n$", await Run($"$NC {options} 2>&1 </dev/null; echo $?"));
}
