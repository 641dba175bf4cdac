using System.Threading.Tasks;
using NetCat.Sharp.Tests.Readme;
using NetCat.Sharp.Tests.Tls;
using Xunit;
using static NetCat.Sharp.Tests.RealPrograms.ShellText;

namespace NetCat.Sharp.Tests.RealPrograms;

/// <summary>
/// Commands of OpenSSL's programs during a session, each a typed letter: new keys in TLS 1.3 (<c>K</c> for both sides, <c>k</c> for the own side),
/// renegotiation in TLS 1.2 (<c>R</c>, <c>r</c>), a request for the client's certificate in TLS 1.3 (<c>c</c>).
/// </summary>
public sealed class TlsKeyChangeSpecs(Certificates certificates) : IClassFixture<Certificates>
{
    /// <summary>OpenSSL recognizes a command only at the beginning of a read, so one line is typed at a time.</summary>
    private const string Start = Ready + "has() { until grep -qsa \"$2\" $1; do sleep 0.01; done; }; trap '' PIPE; mkfifo in own; ";

    private const string Keys = "--tls-cert CERTS/server.pem --tls-key CERTS/server.key";
    private const string Listener = "${NC#timeout 100 } -lN --exit-codes " + Keys + " --port-file near 127.0.0.1 0";
    private const string Dialer = "timeout 60 openssl s_client -connect 127.0.0.1:$(cat near) -CAfile CERTS/ca.pem";
    private const string Server = "timeout 60 stdbuf -o0 openssl s_server -accept 0 -naccept 1 -cert CERTS/server.pem -key CERTS/server.key";

    /// <summary>s_server prints this to stdout between the data, and also "Read BLOCK" and "Write BLOCK".</summary>
    private const string Done = "SSL_do_handshake -> 1";

    private const string FarPort = "has seen ACCEPT; far=$(sed -n 's/ACCEPT.*://p' seen); ";

    /// <summary>Gives nc data to send until the file stop exists; the input then stays open.</summary>
    private const string Feed = "{ until [ -e stop ]; do seq 1000; sleep 0.01; done; echo END; cat; } <own | tee down | ";

    private const string Whole = "sed -n '/^1$/,/^END$/p' seen | cmp - down && echo whole";

    /// <summary>nc sends data meanwhile, and none of its bytes is lost.</summary>
    [NativeTheory]
    [InlineData("K")]
    [InlineData("k")]
    public async Task A_client_changes_the_keys_in_the_middle_of_data(string key)
        => Assert.Equal("0\n0\none two three four\nwhole\n", await certificates.Run(
            Start + Feed + $"{Listener} >got 2>told & nc=$!; exec 7>own; ready near; {Dialer} <in >seen 2>err & other=$!; exec 8>in; " +
            $"for word in one two three; do echo $word >&8; has got $word; echo {key} >&8; n=$((n + 1)); until [ $(grep -c KEYUPDATE err) = $n ]; do sleep 0.01; done; done; touch stop; has seen '^END$'; echo four >&8; has got four; echo Q >&8; exec 7>&- 8>&-; " +
            $"wait $other; echo $?; wait $nc; echo $?; cat told; echo $(cat got); {Whole}"));

    [NativeTheory("perl")]
    [InlineData("K")]
    [InlineData("k")]
    public async Task A_server_changes_the_keys_in_the_middle_of_data(string key)
        => Assert.Equal("0\none two three four\nwhole\n", await certificates.Run(
            Start + $"{Server} <in >seen 2>err & other=$!; exec 8>in; {FarPort}" +
            Feed + "${NC#timeout 100 } --tls-ca CERTS/ca.pem localhost $far >got 2>told & nc=$!; exec 7>own; has seen '^10$'; " +
            $"for word in one two three; do echo $word >&8; has got $word; echo {key} >&8; n=$((n + 1)); until [ $(grep -ac '{Done}$' seen) = $n ]; do sleep 0.01; done; done; touch stop; has seen '^END$'; echo four >&8; has got four; echo Q >&8; exec 7>&- 8>&-; " +
            $"wait $other; wait $nc; echo $?; echo $(cat got); perl -0pi -e 's/({Done}|(Read|Write) BLOCK)\n//g' seen; {Whole}"));

    /// <summary>OpenSSL ends the connection when its request is refused. Data sent before is delivered.</summary>
    [NativeFact]
    public async Task A_client_that_renegotiates_is_refused()
        => Assert.Equal("10\none\ntwo\nnc: TLS: the peer ended the connection because renegotiation is refused\n", await certificates.Run(
            Start + $"{Listener} <own >got 2>told & nc=$!; exec 7>own; ready near; {Dialer} -tls1_2 -legacy_renegotiation <in >seen 2>err & other=$!; exec 8>in; " +
            "echo one >&8; has got one; echo two >&7; has seen two; echo R >&8; wait $other; wait $nc; echo $?; exec 7>&- 8>&-; cat got; grep -ao '^two' seen; cat told; grep -q 'no renegotiation' err"));

    [NativeTheory]
    [InlineData("r")]
    [InlineData("R")]
    public async Task A_server_that_renegotiates_is_refused(string key)
        => Assert.Equal("10\ntwo\none\nnc: TLS: the peer ended the connection because renegotiation is refused\n", await certificates.Run(
            Start + $"{Server} -tls1_2 -legacy_renegotiation <in >seen 2>err & other=$!; exec 8>in; {FarPort}" +
            "${NC#timeout 100 } --exit-codes --tls-ca CERTS/ca.pem localhost $far <own >got 2>told & nc=$!; exec 7>own; echo one >&7; has seen '^one'; echo two >&8; has got two; " +
            $"echo {key} >&8; wait $nc; echo $?; exec 7>&- 8>&-; wait $other; cat got; grep -ao '^one' seen; cat told; grep -qa 'no renegotiation' seen err"));

    /// <summary>nc does not offer post-handshake authentication, so OpenSSL's server refuses the command, and the session continues.</summary>
    [NativeFact]
    public async Task A_certificate_is_not_given_after_the_handshake()
        => Assert.Equal("0\none\ntwo\nthree\n", await certificates.Run(
            Start + $"{Server} -CAfile CERTS/ca.pem -verify 1 <in >seen 2>err & other=$!; exec 8>in; {FarPort}" +
            $"${{NC#timeout 100 }} --tls-ca CERTS/ca.pem {Keys} localhost $far <own >got 2>told & nc=$!; exec 7>own; echo one >&7; has seen '^one'; echo c >&8; " +
            "has err 'extension not received'; echo two >&8; has got two; echo three >&7; has seen '^three'; echo Q >&8; exec 7>&- 8>&-; wait $other; wait $nc; echo $?; grep -ao '^one' seen; cat got; grep -ao '^three' seen"));
}
