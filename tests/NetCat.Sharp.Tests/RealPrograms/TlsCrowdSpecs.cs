using System;
using System.Threading.Tasks;
using NetCat.Sharp.Tests.Readme;
using NetCat.Sharp.Tests.Tls;
using Xunit;
using static NetCat.Sharp.Tests.RealPrograms.ShellText;

namespace NetCat.Sharp.Tests.RealPrograms;

/// <summary>--broker, --chat and --max-conns with --tls, with clients of several programs.</summary>
public sealed class TlsCrowdSpecs(Certificates certificates) : IClassFixture<Certificates>
{
    private const string Start =
        Ready + "mkfifo a b c quiet; " +
        "has() { until [ \"$(cat $1)\" = \"$2\" ]; do sleep 0.01; done; }; count() { until [ $(grep -c '\"tls\"' e) = $1 ]; do sleep 0.01; done; }; ";

    private const string Own = "--tls-cert CERTS/server.pem --tls-key CERTS/server.key --events e --port-file near 127.0.0.1 0";

    /// <summary>Before three clients with TLS come one that sends nothing and one that does not speak TLS.</summary>
    private const string Three =
        "ready near; port=$(cat near); $NC 127.0.0.1 $port <quiet >none & silent=$!; exec 9>quiet; until grep -q '\"connected\"' e; do sleep 0.01; done; " +
        "echo plain | $NC -N 127.0.0.1 $port >none 9>&-; $NC --tls-ca CERTS/ca.pem localhost $port <a >got.a 9>&- & exec 3>a; count 1; " +
        "openssl s_client -quiet -CAfile CERTS/ca.pem -connect 127.0.0.1:$port <b >got.b 2>/dev/null 9>&- & exec 4>b; count 2; " +
        "ncat --ssl-verify --ssl-trustfile CERTS/ca.pem localhost $port <c >got.c 9>&- & exec 5>c; count 3; ";

    [NativeFact("ncat")]
    public async Task What_one_client_sends_goes_to_all_others()
        => Assert.Equal("two\none\n1\n", await certificates.Run(
            Start + $"$NC -lkv --broker {Own} 2>told & " + Three +
            "echo one >&3; has got.b one; has got.c one; echo two >&4; has got.a two; has got.c $'one\\ntwo'; cat got.a got.b; grep -c 'nc: TLS: the peer does not speak TLS' told; exec 9>&-; wait $silent"));

    [NativeFact("ncat")]
    public async Task Only_clients_whose_handshake_is_complete_join_a_chat()
        => Assert.Equal("[4] has joined from A\n[5] has joined from A\n[3] hello\n", await certificates.Run(
            Start + $"$NC -lk --chat {Own} & " + Three + "echo hello >&3; until grep -q hello got.b; do sleep 0.01; done; sed 's/127.0.0.1:.*/A/' got.b"));

    [NativeFact("ncat")]
    public async Task Clients_share_standard_output_and_each_gets_standard_input()
        => Assert.Equal("1\n2\n", await certificates.Run(
            Start + $"mkfifo in; $NC -lk --max-conns 9 {Own} <in >out & exec 6>in; " + Three +
            "echo to all >&6; has got.a 'to all'; has got.b 'to all'; has got.c 'to all'; echo 1 >&3; has out 1; echo 2 >&4; has out $'1\\n2'; cat out"));

    [NativeFact]
    public async Task Bulk_arrives_whole_at_each_receiver_and_ends_in_order()
        => Assert.Equal("0 ok\n0 ok\n0 ok\n", await certificates.Run(
            Start + $"$NC -lk --broker --slow wait {Own} & nc=$!; ready near; port=$(cat near); seq 700000 >sent; for i in 1 2 3; do " +
            "{ $NC -d --strict --tls-ca CERTS/ca.pem localhost $port >got.$i; echo $? $(cmp sent got.$i && echo ok); } & all=\"$all $!\"; done; count 3; " +
            "$NC --strict --tls-ca CERTS/ca.pem localhost $port <a & exec 3>a; cat sent >&3; for i in 1 2 3; do until [ $(stat -c %s got.$i) = $(stat -c %s sent) ]; do sleep 0.01; done; done; kill $nc; wait $all"));

    [NativeFact]
    public async Task A_slow_client_is_closed_without_close_notify()
        => Assert.Equal("1\n1\n", await certificates.Run(
            Start + $"$NC -lk --broker --queue 64K {Own} 2>told & ready near; port=$(cat near); $NC -d --strict --tls-ca CERTS/ca.pem localhost $port > >(until [ -e go ]; do sleep 0.01; done; cat >got) 2>cut & slow=$!; count 1; " +
            "head -c 30000000 /dev/zero | $NC -N --tls-ca CERTS/ca.pem localhost $port & until grep -q 'too slow' told; do sleep 0.01; done; touch go; wait $slow; echo $?; grep -c 'TLS: ' cut"));
}
