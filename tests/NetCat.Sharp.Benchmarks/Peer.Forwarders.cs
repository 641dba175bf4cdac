using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;

namespace NetCat.Sharp.Benchmarks;

/// <content>The programs that can forward: each client of one port gets a connection to another port.</content>
internal sealed partial record Peer
{
    private const string Haproxy = "/usr/sbin/haproxy";
    private const string Nginx = "/usr/sbin/nginx";
    private const string StreamModule = "/usr/lib/nginx/modules/ngx_stream_module.so";

    /// <summary>
    /// The command line that forwards from the first port to the second; a configuration is written to the file in the third argument.
    /// </summary>
    internal Func<int, int, string, string[]>? Forwards { get; private init; }

    /// <summary>
    /// The forwarders. By default each has one thread or process for all clients, except socat and ncat, which have a process for each client.
    /// </summary>
    /// <param name="ours">The path of this project's nc.</param>
    /// <param name="workers">The number of threads or processes with an event loop each, for programs that have such an option.</param>
    /// <param name="clients">The number of connections at once, for the configurations of haproxy and nginx.</param>
    internal static IReadOnlyList<Peer> Forwarders(string ours, int workers = 1, int clients = 1000)
    {
        (string Mark, string Word)[] words =
        [
            ("WORKERS", Text(workers)),
            ("MASTER", workers > 1 ? "on" : "off"),
            ("SHARED", workers > 1 ? "reuseport" : ""),
            ("CLIENTS", Text(clients)),
            ("ENDS", Text(2 * clients)),
        ];
        string Configure(string file, string text, int from, int to)
            => Write(file, words.Aggregate(text, static (done, word) => done.Replace(word.Mark, word.Word, StringComparison.Ordinal)), from, to);

        List<Peer> all =
        [
            OpenBsd(Ours, ours) with { Forwards = (from, to, _) => [ours, "-lk", Host, Text(from), "--forward", $"{Host}:{Text(to)}", .. workers > 1 ? new[] { "--workers", Text(workers) } : []] },
            Socat() with { Forwards = static (from, to, _) => ["socat", "-b262144", $"TCP-LISTEN:{Text(from)},bind={Host},reuseaddr,fork,backlog=4096", $"TCP:{Host}:{Text(to)}"] },
            Ncat() with { Forwards = static (from, to, _) => ["ncat", "-lk", "-m", "1000", Host, Text(from), "--sh-exec", $"ncat {Host} {Text(to)}"] },
        ];
        if (File.Exists(Haproxy))
        {
            all.Add(Socat() with { Name = "haproxy", Program = Haproxy, Forwards = (from, to, file) => [Haproxy, "-db", "-f", Configure(file, HaproxyText, from, to)] });
        }

        if (File.Exists(Nginx) && File.Exists(StreamModule))
        {
            all.Add(Socat() with { Name = "nginx", Program = Nginx, Forwards = (from, to, file) => [Nginx, "-c", Configure(file, NginxText, from, to)] });
        }

        return all;
    }

    /// <summary>The forwarders that serve all clients in one process.</summary>
    /// <param name="ours">The path of this project's nc.</param>
    /// <param name="clients">The number of connections at once.</param>
    internal static IReadOnlyList<Peer> ForwardersInOneProcess(string ours, int clients)
        => [.. Forwarders(ours, clients: clients + 10).Where(static peer => peer.Name is not ("socat" or "ncat"))];

    private const string HaproxyText = """
        global
          nbthread WORKERS
          maxconn CLIENTS
          maxpipes 250
        defaults
          mode tcp
          option splice-auto
          timeout connect 5s
          timeout client 1h
          timeout server 1h
        listen forward
          bind 127.0.0.1:FROM backlog 4096
          server target 127.0.0.1:TO

        """;

    private const string NginxText = """
        load_module /usr/lib/nginx/modules/ngx_stream_module.so;
        daemon off;
        master_process MASTER;
        worker_processes WORKERS;
        pid FILE.pid;
        error_log /dev/null;
        events { worker_connections ENDS; }
        stream { server { listen 127.0.0.1:FROM backlog=4096 SHARED; proxy_pass 127.0.0.1:TO; } }

        """;

    private static string Write(string file, string text, int from, int to)
    {
        File.WriteAllText(file, text.Replace("FROM", Text(from), StringComparison.Ordinal).Replace("TO", Text(to), StringComparison.Ordinal).Replace("FILE", file, StringComparison.Ordinal));
        return file;
    }
}
