using System;
using System.IO;
using System.Net.Sockets;
using System.Threading;
using Medallion.Shell;
using NetCat.Sharp.Differential.Outside;

namespace NetCat.Sharp.Differential.Playing;

/// <summary>
/// A network and mount namespace with a hosts file of its own and no name server:
/// names mean the same on every machine, and a lookup that fails fails at once.
/// </summary>
internal static class House
{
    private const string Hosts = """
        127.0.0.1 localhost v4only.test
        ::1 localhost ip6-localhost v6only.test
        127.0.0.2 two.test
        127.0.0.3 two.test

        """;

    private static readonly Lazy<Command> s_keeper = new(Build);

    /// <summary>Only root may make one without further preparation.</summary>
    internal static bool IsPossible { get; } = Environment.IsPrivilegedProcess;

    /// <summary>The words that put a command inside; they exec it, so its process number stays.</summary>
    internal static string Enter(Scenario scenario)
    {
        if (!scenario.Names)
        {
            return "";
        }

        int keeper = s_keeper.Value.ProcessId;
        return $"nsenter --mount=/proc/{keeper}/ns/mnt --net=/proc/{keeper}/ns/net --";
    }

    /// <summary>Makes a socket inside: a thread of its own enters and is gone afterwards, the socket stays where it was made.</summary>
    internal static Socket Open(Scenario scenario, Func<Socket> make)
    {
        if (!scenario.Names)
        {
            return make();
        }

        Socket? made = null;
        int keeper = s_keeper.Value.ProcessId;
        var thread = new Thread(() =>
        {
            using FileStream net = File.OpenRead($"/proc/{keeper}/ns/net");
            if (Libc.EnterNamespace((int)net.SafeFileHandle.DangerousGetHandle(), Libc.CLONE_NEWNET) == 0)
            {
                made = make();
            }
        });
        thread.Start();
        thread.Join();
        return made ?? throw new InvalidOperationException("cannot enter the namespace");
    }

    /// <summary>It stands until its stdin closes, so it cannot outlive the tests.</summary>
    private static Command Build()
    {
        string directory = Directory.CreateTempSubdirectory("nc-house-").FullName;
        File.WriteAllText(Path.Combine(directory, "hosts"), Hosts);
        File.WriteAllText(Path.Combine(directory, "nsswitch.conf"), "hosts: files\nservices: files\nprotocols: files\n");
        const string Script = "ip link set lo up && mount --bind hosts /etc/hosts && mount --bind nsswitch.conf /etc/nsswitch.conf && echo up && exec cat";
        Command command = Command.Run("unshare", ["-mn", "/bin/sh", "-c", Script], options => _ = options.WorkingDirectory(directory));
        return command.StandardOutput.ReadLine() == "up" ? command : throw new InvalidOperationException("cannot build a namespace");
    }
}
