using System.Linq;
using System.Threading.Tasks;
using Xunit;
using static NetCat.Sharp.Tests.RealPrograms.ShellText;

namespace NetCat.Sharp.Tests.RealPrograms;

/// <summary>-u --tls-secret, between two nc and with OpenSSL's programs.</summary>
public sealed class DtlsSecretSpecs
{
    private const string Secrets = "$NC --tls-secret new >s; $NC --tls-secret new >other; ";

    /// <summary>Sends lines until one has arrived: a datagram may be lost.</summary>
    private const string Hello = "(until [ -s got ]; do echo hello; sleep 0.05; done)";

    private static async Task<string> Run(string line, int port = 0)
    {
        using Scratch scratch = new();
        return await Pipeline.Run(Secrets + line, scratch, port);
    }

    [NativeTheory]
    [InlineData("", "", "ECDHE-PSK-CHACHA20-POLY1305")]
    [InlineData("", "--tls-ciphers ECDHE-PSK-AES128-CBC-SHA256", "ECDHE-PSK-AES128-CBC-SHA256")]
    public async Task Both_ends_have_the_secret(string client, string server, string cipher)
        => Assert.Equal($"hello\nTLS: DTLSv1.2, {cipher}, shared secret\n\"verified\":\"secret\"\n", await Run(
            $"$NC -lu -w 20 --tls-secret s {server} --port-file port 127.0.0.1 0 >got 2>err </dev/null & nc=$!; {Await} " +
            $"{Hello} | $NC -uv -w 20 --linger 10ms --tls-secret s {client} --events e 127.0.0.1 $port 2>said; kill $nc 2>/dev/null; wait $nc; uniq got; grep -o 'TLS: .*' said; grep -o '\"verified\":\"[a-z]*\"' e"));

    [NativeFact]
    public async Task A_client_talks_with_s_server()
        => Assert.Equal("back\nhello\n", await Run(
            "mkfifo in; openssl s_server -dtls -accept 127.0.0.1:$PORT -listen -quiet -nocert -psk_identity nc -psk $(cat s) <in >seen 2>/dev/null & one=$!; exec 8>in; " +
            "until ss -Hlun sport = $PORT | grep -q .; do sleep 0.01; done; " +
            "(until [ -s back ]; do echo hello; sleep 0.05; done) | timeout 20 $NC -u -w 10 --linger 100ms --tls-secret s 127.0.0.1 $PORT >back & client=$!; " +
            "until grep -qs hello seen; do sleep 0.01; done; echo back >&8; wait $client; kill $one; cat back; grep -m 1 hello seen", Ports.Free()));

    [NativeFact]
    public async Task A_server_talks_with_s_client()
        => Assert.Equal("hello\nDONE\n", await Run(
            $"$NC -lu -w 20 --tls-secret s --port-file port 127.0.0.1 0 </dev/null >got 2>err & nc=$!; {Await} " +
            "(echo hello; until [ -s got ]; do sleep 0.01; done) | timeout 20 openssl s_client -dtls -connect 127.0.0.1:$port -psk_identity nc -psk $(cat s) -quiet -no_ign_eof >/dev/null 2>&1; " +
            "wait $nc; cat got; echo DONE"));

    /// <summary>
    /// The listener then serves the next client. A client with another secret waits for its timeout, so all cases run in parallel.
    /// </summary>
    [NativeFact]
    public async Task A_client_without_the_secret_is_refused()
    {
        const string Peer = "timeout 20 openssl s_client -dtls -connect 127.0.0.1:$port -quiet ", NoUse = "the peer does not use the secret of --tls-secret";
        const string Late = "the handshake timed out; a peer with another secret drops what it receives";
        (string Client, string Said, string Server)[] cases =
        [
            ("$NC -uz -w 2 --exit-codes --tls-secret other 127.0.0.1 $port", $"nc: TLS: {Late}\n5\n", Late),
            ("$NC -uz -w 5 --exit-codes --tls-insecure 127.0.0.1 $port", "nc: TLS: the peer refused with an alert: handshake failure\n10\n", NoUse),
            (Peer + "-psk_identity another -psk $(cat s) >/dev/null 2>&1", "", NoUse),
        ];
        string[] got = await Task.WhenAll(cases.Select(one => Run(
            $"$NC -lu -w 1 --tls-secret s --port-file port 127.0.0.1 $PORT </dev/null >got 2>err & nc=$!; {Await} {one.Client} </dev/null >told 2>&1; " +
            $"{(one.Said.Length > 0 ? "echo $? >>told; grep -v warning told; " : "")}until [ -s err ]; do sleep 0.01; done; {Hello} | $NC -u -w 5 --linger 10ms --tls-secret s 127.0.0.1 $port; wait $nc; uniq got; cat err", Ports.Free())));
        Assert.Equal(cases.Select(static one => $"{one.Said}hello\nnc: TLS: {one.Server}\n"), got);
    }

    [NativeFact]
    public async Task A_suite_without_the_secret_is_refused()
        => Assert.Equal("nc: tls-ciphers invalid with --tls-secret, which needs suites with PSK: ECDHE-ECDSA-AES128-GCM-SHA256\n1\n", await Run(
            "$NC -u --tls-secret s --tls-ciphers ECDHE-ECDSA-AES128-GCM-SHA256 127.0.0.1 1 2>&1; echo $?"));
}
