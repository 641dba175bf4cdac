using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Text.RegularExpressions;
using System.Threading;
using System.Threading.Tasks;
using NetCat.Sharp.Differential.Running;

namespace NetCat.Sharp.Differential.Outside;

/// <summary>The calls on sockets of one process, its main thread's, as a person sees them who puts strace before nc.</summary>
internal static partial class NetCalls
{
    // The traced process keeps the number of the one that was started; strace itself stands aside.
    private const string Watch = "strace -D -q -e trace=%net -e signal=none -o";

    // Said last, also with a process that was killed.
    private const string Farewell = "+++";

    private static readonly Lazy<bool> s_possible = new(Try);

    /// <summary>Whether strace is there and may watch.</summary>
    internal static bool ArePossible => s_possible.Value;

    /// <summary>The words that come before the command; they exec it.</summary>
    internal static string Words(string file) => $"{Watch} {file}";

    /// <summary>What has been called so far; of a process that is gone, everything.</summary>
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
    /// The calls that are nc's own and what it said with them. Left out: how the libc asks the name service cache and the kernel's addresses,
    /// as often as it is asked for a name or a service; how much a socket may hold, which ours asks when the time of -q is over (nc.1);
    /// and what was answered, where that is not a new descriptor, for it depends on the moment.
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

    // How many bytes are peeked at before the connect does not matter: the datagram stays in the queue.
    [GeneratedRegex("recvfrom\\((\\d+), \"[^\"]*\"(?:\\.\\.\\.)?, \\d+, MSG_PEEK")]
    private static partial Regex Peek();
}
