using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;

namespace NetCat.Sharp.Benchmarks;

/// <content>The programs that give each client of a port a connection to another one.</content>
internal sealed partial record Peer
{
    private const string Haproxy = "/usr/sbin/haproxy";
    private const string Nginx = "/usr/sbin/nginx";
    private const string StreamModule = "/usr/lib/nginx/modules/ngx_stream_module.so";

    /// <summary>Forwards from the first port to the second; a configuration goes into the file of the third argument.</summary>
    internal Func<int, int, string, string[]>? Forwards { get; private init; }

    /// <summary>One thread or process for each of them, except socat and ncat, which have a process for each client.</summary>
    internal static IReadOnlyList<Peer> Forwarders(string ours)
    {
        List<Peer> all =
        [
            OpenBsd(Ours, ours) with { Forwards = (from, to, _) => [ours, "-lk", Host, Text(from), "--forward", $"{Host}:{Text(to)}"] },
            Socat() with { Forwards = static (from, to, _) => ["socat", "-b262144", $"TCP-LISTEN:{Text(from)},bind={Host},reuseaddr,fork,backlog=1024", $"TCP:{Host}:{Text(to)}"] },
            Ncat() with { Forwards = static (from, to, _) => ["ncat", "-lk", Host, Text(from), "--sh-exec", $"ncat {Host} {Text(to)}"] },
        ];
        if (File.Exists(Haproxy))
        {
            all.Add(Socat() with { Name = "haproxy", Program = Haproxy, Forwards = static (from, to, file) => [Haproxy, "-db", "-f", Write(file, HaproxyText, from, to)] });
        }

        if (File.Exists(Nginx) && File.Exists(StreamModule))
        {
            all.Add(Socat() with { Name = "nginx", Program = Nginx, Forwards = static (from, to, file) => [Nginx, "-c", Write(file, NginxText, from, to)] });
        }

        return all;
    }

    private const string HaproxyText = """
        global
          nbthread 1
          maxconn 1000
        defaults
          mode tcp
          option splice-auto
          timeout connect 5s
          timeout client 1h
          timeout server 1h
        listen forward
          bind 127.0.0.1:FROM
          server target 127.0.0.1:TO

        """;

    private const string NginxText = """
        load_module /usr/lib/nginx/modules/ngx_stream_module.so;
        daemon off;
        master_process off;
        pid FILE.pid;
        error_log /dev/null;
        events { worker_connections 1000; }
        stream { server { listen 127.0.0.1:FROM; proxy_pass 127.0.0.1:TO; } }

        """;

    private static string Write(string file, string text, int from, int to)
    {
        File.WriteAllText(file, text.Replace("FROM", Text(from), StringComparison.Ordinal).Replace("TO", Text(to), StringComparison.Ordinal).Replace("FILE", file, StringComparison.Ordinal));
        return file;
    }
}
