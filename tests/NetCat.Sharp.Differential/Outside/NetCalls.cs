using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Text.RegularExpressions;
using System.Threading;
using System.Threading.Tasks;
using NetCat.Sharp.Differential.Running;

namespace NetCat.Sharp.Differential.Outside;

/// <summary>The socket calls of one process's main thread, as strace shows them.</summary>
internal static partial class NetCalls
{
    // With -D the traced process keeps the process number of the command; strace runs as a detached process.
    private const string Watch = "strace -D -q -e trace=%net -e signal=none -o";

    // strace writes this line last, also if the process was killed.
    private const string Farewell = "+++";

    private static readonly Lazy<bool> s_possible = new(Try);

    /// <summary>Whether strace is installed and may trace.</summary>
    internal static bool ArePossible => s_possible.Value;

    /// <summary>The words to put before the command; strace execs the command.</summary>
    internal static string Words(string file) => $"{Watch} {file}";

    /// <summary>The calls so far; if the process has ended, waits for all of them.</summary>
    internal static async Task<List<string>> Of(string file, bool runs)
    {
        string[] lines = [];
        _ = await Until.True(
            () =>
            {
                lines = ProcFile.Lines(file);
                return runs || (lines.Length > 0 && lines[^1].StartsWith(Farewell, StringComparison.Ordinal));
            },
            ScenarioRun.Patience,
            CancellationToken.None);
        return Own(lines);
    }

    /// <summary>
    /// Leaves only nc's own calls and their arguments. Left out are: the calls of the C library to the name service cache and to netlink, whose
    /// number depends on its lookups; the size of a receive buffer, which ours reads when the time of -q is over (nc.1); and results other than new
    /// descriptors, which depend on timing.
    /// </summary>
    private static List<string> Own(string[] lines)
    {
        var calls = new List<string>();
        foreach (string line in lines)
        {
            if (NotAsked().IsMatch(line))
            {
                continue;
            }

            if (line.Contains("/nscd/socket\"", StringComparison.Ordinal))
            {
                calls.RemoveAt(calls.Count - 1);
                continue;
            }

            Match call = Call().Match(line);
            string answer = call.Groups["call"].Value is "socket" or "accept4" ? $" = {call.Groups["answer"].Value}" : "";
            calls.Add(Peek().Replace(call.Groups["said"].Value, "recvfrom($1, DATA, SIZE, MSG_PEEK") + answer);
        }

        return calls;
    }

    private static bool Try()
    {
        try
        {
            using Process? process = Process.Start(new ProcessStartInfo("strace", ["-qq", "-o", "/dev/null", "true"]) { RedirectStandardError = true });
            process!.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }

    [GeneratedRegex(@"^\+\+\+|AF_NETLINK|^getsockopt\(\d+, SOL_SOCKET, SO_RCVBUF,")]
    private static partial Regex NotAsked();

    [GeneratedRegex(@"^(?<said>(?<call>\w+)\(.*\)) +(?:= (?<answer>\S+).*)?$")]
    private static partial Regex Call();

    // The number of bytes peeked at before the connect does not matter: the datagram stays in the queue.
    [GeneratedRegex("recvfrom\\((\\d+), \"[^\"]*\"(?:\\.\\.\\.)?, \\d+, MSG_PEEK")]
    private static partial Regex Peek();
}
