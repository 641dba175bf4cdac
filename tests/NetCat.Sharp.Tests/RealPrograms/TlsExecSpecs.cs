using System;
using System.Threading.Tasks;
using NetCat.Sharp.Tests.Readme;
using NetCat.Sharp.Tests.Tls;
using Xunit;
using static NetCat.Sharp.Tests.RealPrograms.ShellText;

namespace NetCat.Sharp.Tests.RealPrograms;

/// <summary>--exec and --sh-exec with --tls: the programs read and write plain data.</summary>
public sealed class TlsExecSpecs(Certificates certificates) : IClassFixture<Certificates>
{
    private const string Own = "--tls-cert CERTS/server.pem --tls-key CERTS/server.key --port-file near 127.0.0.1 0";
    private const string Client = "$NC -N --strict --tls-ca CERTS/ca.pem localhost $port";
    private const string Nc = "${NC#timeout 100 }";

    [NativeTheory("ncat")]
    [InlineData(Client)]
    [InlineData("ncat --ssl-verify --ssl-trustfile CERTS/ca.pem localhost $port")]
    public async Task Each_client_has_a_program_and_all_bytes_come_back(string client)
        => Assert.Equal("same\nsame\n", await certificates.Run(
            Ready + $"$NC -lk {Own} --exec cat & ready near; port=$(cat near); head -c 5000000 /dev/urandom >sent; " +
            $"{client} <sent >one & one=$!; {client} <sent >two; wait $one; cmp sent one && echo same; cmp sent two && echo same"));

    [NativeTheory]
    [InlineData("wc -c; echo said", "1000000\nsaid\n0\n0\n")]
    [InlineData("seq 200000 | tail -n 1; exit 7", "200000\n0\n7\n")]
    [InlineData("exec cat >&2", "0\n0\n")]
    [InlineData("kill -9 $$", "0\n137\n")]
    public async Task The_end_of_either_side_reaches_the_other(string program, string expected)
        => Assert.Equal(expected, await certificates.Run(
            Ready + $"head -c 1000000 /dev/zero >sent; $NC -l {Own} --sh-exec '{program}' 2>told & nc=$!; ready near; port=$(cat near); " +
            $"{Client.Replace("--strict ", "", StringComparison.Ordinal)} <sent 2>reset; echo $?; wait $nc; echo $?"));

    [NativeFact]
    public async Task Output_that_the_client_reads_late_is_whole_although_the_program_has_ended()
        => Assert.Equal("same\n0\n", await certificates.Run(
            Ready + $"seq 2000000 >all; $NC -l {Own} --exec cat all & nc=$!; ready near; port=$(cat near); $NC -d --strict --tls-ca CERTS/ca.pem localhost $port | (until ss -tnH state established sport = :$port | awk '$2 > 0 {{ waits = 1 }} END {{ exit !waits }}'; do sleep 0.01; done; cmp - all && echo same); wait $nc; echo $?"));

    [NativeFact]
    public async Task A_client_with_TLS_runs_a_program_too()
        => Assert.Equal("HELLO\n0\n7\n", await certificates.Run(
            Ready + $"echo hello >said; $NC -lN {Own} <said >got & nc=$!; ready near; " +
            "$NC --tls-ca CERTS/ca.pem localhost $(cat near) --exec sh -c 'tr a-z A-Z; exit 7'; status=$?; wait $nc; nc=$?; cat got; echo $nc; echo $status"));

    [NativeFact]
    public async Task Variables_name_the_connection_and_no_other_socket_is_inherited()
        => Assert.Equal("127.0.0.1 same\n2\n", await certificates.Run(
            Ready + $"$NC -lk {Own} --sh-exec '[ $NCAT_LOCAL_PORT = $(cat near) ] && echo $NCAT_REMOTE_ADDR same; ls -l /proc/$$/fd | grep -c \"socket:\\|anon_inode\"' 2>/dev/null & ready near; port=$(cat near); {Client} </dev/null"));

    [NativeFact]
    public async Task At_the_limit_of_programs_the_next_client_waits()
        => Assert.Equal("third\n2\n", await certificates.Run(
            Ready + $"$NC -lk --max-conns 2 --events e {Own} --exec cat & ready near; port=$(cat near); mkfifo a b; {Client} <a & one=$!; exec 3>a; {Client} <b 3>&- & exec 4>b; " +
            "until [ $(grep -c '\"tls\"' e) = 2 ]; do sleep 0.01; done; " +
            $"echo third | {Client} >got 3>&- 4>&- & third=$!; until ss -tnH state connected dport = :$port | grep -c . | grep -qx 3; do sleep 0.01; done; count=$(grep -c '\"connected\"' e); " +
            "exec 3>&-; wait $one; wait $third; cat got; echo $count"));

    [NativeFact]
    public async Task A_signal_ends_programs_and_events_have_the_bytes()
        => Assert.Equal("143\n\"sent\":6,\"received\":6,program-ended\n\"sent\":5,\"received\":5,signal\nterminated\n", await certificates.Run(
            Ready + $"{Nc} -lk --events e {Own} --sh-exec 'trap \"echo terminated >ended; exit\" TERM; exec 3<&0; cat <&3 3<&- & exec 3<&-; wait' & nc=$!; ready near; port=$(cat near); echo early | {Client} >none; " +
            $"until grep -q program-ended e; do sleep 0.01; done; mkfifo a; $NC --tls-ca CERTS/ca.pem localhost $port <a >got 2>/dev/null & client=$!; exec 3>a; echo more >&3; until [ -s got ]; do sleep 0.01; done; " +
            "kill $nc; wait $nc; echo $?; exec 3>&-; wait $client; sed -n 's/.*\"closed\".*\\(\"sent\":[0-9]*,\"received\":[0-9]*,\\).*\"reason\":\"\\([a-z-]*\\)\".*/\\1\\2/p' e; until [ -s ended ]; do sleep 0.01; done; cat ended"));

    [NativeFact("python3")]
    public async Task Five_hundred_handshakes_at_once_and_every_byte_comes_back()
    {
        string text = await certificates.Run(
            Ready + $"cat >clients.py <<'P'\n{Clients}P\n$NC -lk --max-conns 600 {Own} --exec cat 2>told & ready near; pid=$(pgrep -P $!); $NC -dN --tls-ca CERTS/ca.pem localhost $(cat near); before=$(ls /proc/$pid/fd | wc -l); python3 clients.py $(cat near) CERTS/ca.pem; cat told; " +
            "until [ $(pgrep -c -P $pid) = 0 ]; do sleep 0.01; done; [ $(ls /proc/$pid/fd | wc -l) -le $((before + 1)) ] && echo same");
        Assert.Equal("500\nsame\n", text);
    }

    private const string Clients = """
        import os, socket, ssl, sys, threading
        context = ssl.create_default_context(cafile=sys.argv[2])
        count, data, whole = 500, os.urandom(50000), []
        gate = threading.Barrier(count)
        threading.stack_size(256 * 1024)

        def client():
            gate.wait()
            stream = context.wrap_socket(socket.create_connection(('127.0.0.1', int(sys.argv[1]))), server_hostname='localhost')
            sender = threading.Thread(target=stream.sendall, args=(data,))
            sender.start()
            got = b''
            while len(got) < len(data) and (piece := stream.recv(65536)):
                got += piece
            sender.join()
            stream.unwrap().close()
            if got == data:
                whole.append(1)

        threads = [threading.Thread(target=client) for _ in range(count)]
        [one.start() for one in threads]
        [one.join() for one in threads]
        print(len(whole))

        """;
}
