using System;
using System.Globalization;
using System.IO;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using NetCat.Sharp.Tests.Tls;
using Xunit;
using static NetCat.Sharp.Tests.RealPrograms.ShellText;

namespace NetCat.Sharp.Tests.RealPrograms;

/// <summary>--tls-secret between two nc and with OpenSSL's programs, descriptors in place of files, and encrypted keys.</summary>
public sealed class TlsSecretSpecs(Certificates certificates) : IClassFixture<Certificates>
{
    private const string Secrets = "$NC --tls-secret new >s; $NC --tls-secret new >other; ";
    private const string Peer = "openssl s_client -connect 127.0.0.1:$port -quiet -no_ign_eof ";

    private string Line(string line) => line.Replace("CERTS", certificates.Path(""), StringComparison.Ordinal);

    private async Task<string> Run(string line, int port = 0)
    {
        using Scratch scratch = new();
        return await Pipeline.Run(Line(line), scratch, port);
    }

    [NativeFact]
    public async Task A_new_secret_has_64_digits_and_is_another_each_time()
        => Assert.Matches("^(?<one>[0-9a-f]{64})\n0\n(?!\\k<one>)[0-9a-f]{64}\n0\n$", await Run("$NC --tls-secret new; echo $?; $NC --tls-secret=new; echo $?"));

    [NativeTheory]
    [InlineData("--tls-secret s", "--tls-secret s")]
    [InlineData("--tls-secret fd:7", "--tls-secret fd:8")]
    [InlineData("--tls-secret s --tls-ciphers TLS_CHACHA20_POLY1305_SHA256 --tls-alpn x", "--tls-secret s --tls-alpn x")]
    public async Task Both_ends_have_the_secret(string client, string server)
    {
        string line = $"{Secrets}seq 100000 >up; seq 200000 >down; $NC -lN {server} --drain --strict --port-file port 127.0.0.1 0 8<s <down >got & {Await}" +
            $"$NC -vN --strict {client} 127.0.0.1 $port 7<s <up >back 2>said; echo $?; wait $!; echo $?; cmp up got; cmp down back; grep -o 'shared secret' said";
        Assert.Equal("0\n0\nshared secret\n", await Run(line));
    }

    [NativeFact]
    public async Task A_Unix_socket_needs_no_name_with_a_secret()
        => Assert.Equal("0\n0\nhello\n", await Run(
            $"{Secrets}$NC -lNU --tls-secret s --port-file port ./sock </dev/null >got & {Await} echo hello | $NC -NU --tls-secret s ./sock; echo $?; wait $!; echo $?; cat got"));

    [NativeFact]
    public async Task Forward_takes_the_secret_of_its_clients()
        => Assert.Equal("hello\n", await Run(
            $"{Secrets}$NC -lN --port-file plain 127.0.0.1 0 </dev/null >got & server=$!; until [ -s plain ]; do sleep 0.01; done; " +
            $"$NC -lk --tls-secret fd:7 --forward 127.0.0.1:$(cat plain) --port-file port 127.0.0.1 0 7<s & nc=$!; {Await}" +
            "echo hello | $NC -N --tls-secret s 127.0.0.1 $port; wait $server; kill $nc; wait $nc 2>/dev/null; cat got"));

    /// <summary>The listener serves the next client after each failure.</summary>
    [NativeTheory]
    [InlineData("$NC -N --exit-codes --tls-secret other 127.0.0.1 $port", "10", "nc: TLS: the peer has another secret", "the peer has another secret")]
    [InlineData("$NC -N --exit-codes --tls-insecure 127.0.0.1 $port", "10", "nc: TLS: the peer refused with an alert: handshake failure", "the peer does not use the secret of --tls-secret")]
    [InlineData(Peer + "-psk_identity nc -psk $(cat other) >/dev/null 2>&1", "1", "", "the peer has another secret")]
    [InlineData(Peer + "-psk_identity another -psk $(cat s) >/dev/null 2>&1", "1", "", "the peer does not use the secret of --tls-secret")]
    [InlineData(Peer + ">/dev/null 2>&1", "1", "", "the peer does not use the secret of --tls-secret")]
    [InlineData(Peer + "-tls1_2 -psk_identity nc -psk $(cat s) >/dev/null 2>&1", "1", "", "unsupported protocol")]
    public async Task A_client_without_the_secret_is_refused(string client, string status, string said, string server)
    {
        string line = $"{Secrets}$NC -l --tls-secret s --port-file port 127.0.0.1 0 </dev/null >got 2>err & {Await}" +
            $"echo bad | {client} 2>&1 | grep -v warning; echo ${{PIPESTATUS[1]}}; echo good | {Peer} -psk_identity nc -psk $(cat s) >/dev/null 2>&1; wait $!; echo $?; cat got err";
        Assert.Equal($"{(said.Length > 0 ? said + "\n" : "")}{status}\n0\ngood\nnc: TLS: {server}\n", await Run(line));
    }

    [NativeTheory]
    [InlineData("-nocert -psk_identity nc -psk $(cat s)", "olleh\n0\n")]
    [InlineData("-nocert -psk_identity nc -psk $(cat other)", "nc: TLS: the peer has another secret\n1\n")]
    [InlineData("-nocert -psk_identity another -psk $(cat s)", "nc: TLS: the peer refused with an alert: handshake failure\n1\n")]
    [InlineData("-cert CERTS/server.pem -key CERTS/server.key", "nc: TLS: the peer does not use the secret of --tls-secret\n1\n")]
    public async Task A_server_without_the_secret_is_refused(string server, string expected)
    {
        int port = Ports.Free();
        string line = $"{Secrets}openssl s_server -accept 127.0.0.1:$PORT -quiet -naccept 1 -rev {server} >/dev/null 2>&1 & " +
            "until ss -Hltn sport = $PORT | grep -q .; do sleep 0.01; done; " +
            "(echo hello; until [ -s got ]; do sleep 0.01; done) | timeout 20 $NC -N --tls-secret s 127.0.0.1 $PORT >got 2>&1; status=$?; cat got; echo $status; kill $! 2>/dev/null || :";
        Assert.Equal(expected, await Run(line, port));
    }

    [NativeTheory]
    [InlineData("--tls-secret nowhere", "tls-secret nowhere: No such file or directory")]
    [InlineData("--tls-secret .", "tls-secret .: Is a directory")]
    [InlineData("--tls-secret /dev/null", "tls-secret /dev/null: no secret of 32 to 512 hexadecimal digits")]
    [InlineData("--tls-secret <(head -c 31 s)", "no secret of 32 to 512 hexadecimal digits")]
    [InlineData("--tls-secret <(cat s; echo x)", "no secret of 32 to 512 hexadecimal digits")]
    [InlineData("--tls-secret fd:77", "tls-secret fd 77: Bad file descriptor")]
    [InlineData("--tls-secret fd:2", "tls-secret fd too small: 2")]
    [InlineData("--tls-secret fd:x", "tls-secret fd invalid: x")]
    [InlineData("--tls-secret=", "--tls-secret needs the name of a file")]
    [InlineData("--tls-secret s --tls-insecure", "cannot use --tls-secret and --tls-insecure")]
    [InlineData("--tls-secret s --tls-ciphers TLS_AES_256_GCM_SHA384", "tls-ciphers invalid with --tls-secret, which needs suites of TLS 1.3 with SHA-256: TLS_AES_256_GCM_SHA384")]
    [InlineData("--tls-cert fd:77", "tls-cert fd 77: Bad file descriptor")]
    [InlineData("--tls-ca /dev/null", "tls-ca /dev/null: no certificate of an authority")]
    [InlineData("--tls-cert CERTS/server.key", "server.key: no certificate")]
    [InlineData("--tls-cert CERTS/server.pem", "server.pem: no usable private key")]
    [InlineData("--tls-cert CERTS/server.pem --tls-key CERTS/client.key", "is not that of the certificate in")]
    [InlineData("--tls-ca <(cat CERTS/ca.pem; sed s/MI/xx/ CERTS/ca.pem)", "no certificate of an authority")]
    public async Task Bad_input_is_one_line(string options, string line)
        => Assert.Matches($"^nc: [^\n]*{Regex.Escape(line)}[^\n]*\n1\n$", await Run($"{Secrets}$NC {options} 127.0.0.1 9 2>&1 </dev/null; echo $?"));

    [NativeTheory]
    [InlineData("--tls-cert fd:7 7<both", "--tls-ca fd:8 8<CERTS/ca.pem")]
    [InlineData("--tls-cert fd:7 --tls-key fd:7 7< <(cat both)", "--tls-ca CERTS/ca.pem")]
    [InlineData("--tls-cert CERTS/server.pem --tls-key fd:9 --tls-client-ca fd:10 9<CERTS/server.key 10<CERTS/ca.pem", "--tls-ca CERTS/ca.pem --tls-cert fd:7 --tls-key fd:8 7<CERTS/client.pem 8<CERTS/client.key")]
    public async Task Files_may_be_descriptors(string server, string client)
        => Assert.Equal("0\n0\nhello\n", await Run(
            $"cat CERTS/server.pem CERTS/server.key >both; $NC -lN --port-file port 127.0.0.1 0 {server} </dev/null >got & {Await}" +
            $"echo hello | $NC -N localhost $port {client}; echo $?; wait $!; echo $?; cat got"));

    [NativeTheory("script")]
    [InlineData("geheim", "Passphrase for enc.key: ", 0)]
    [InlineData("falsch", "tls-key enc.key: the passphrase is wrong", 1)]
    public async Task The_passphrase_of_an_encrypted_key_is_typed(string typed, string said, int status)
    {
        using Scratch scratch = new();
        _ = await Certificates.OpenSsl("ec", "-aes256", "-in", certificates.ServerKey, "-passout", "pass:geheim", "-out", scratch.Path("enc.key"));
        string line = $"timeout --foreground 60 {NativeProgram.Path} -l --tls-cert {certificates.Server} --tls-key enc.key --port-file port 127.0.0.1 0 </dev/null >got";
        using TerminalSession terminal = new(line, scratch);
        await terminal.Shows("Passphrase for enc.key: ");
        await terminal.Type(typed + "\n");
        if (status == 0)
        {
            await Until.Holds(() => File.Exists(scratch.Path("port")));
            string client = string.Create(CultureInfo.InvariantCulture, $"echo hello | $NC -N --tls-ca {certificates.Authority} localhost $(cat port)");
            Assert.Equal("", await Pipeline.Run(client, scratch));
        }

        Assert.Equal(status, await terminal.End());
        Assert.Contains(said, terminal.Shown, StringComparison.Ordinal);
        Assert.DoesNotContain(typed, terminal.Shown, StringComparison.Ordinal);
    }

    [NativeTheory("setsid")]
    [InlineData("")]
    public async Task Without_a_terminal_an_encrypted_key_is_refused(string options)
    {
        using Scratch scratch = new();
        _ = await Certificates.OpenSsl("ec", "-aes256", "-in", certificates.ServerKey, "-passout", "pass:geheim", "-out", scratch.Path("enc.key"));
        string line = Line($"setsid -w {NativeProgram.Path} -l {options} --tls-cert CERTS/server.pem --tls-key enc.key 127.0.0.1 0 2>&1 </dev/null; echo $?");
        Assert.Equal("nc: tls-key enc.key: the key is encrypted, and no passphrase was read from a terminal\n1\n", await Pipeline.Run(line, scratch));
    }
}
