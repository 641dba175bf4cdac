using System;
using System.IO;
using System.Net.Sockets;
using System.Threading;
using Microsoft.Win32.SafeHandles;
using NetCat.Sharp.Differential.Outside;

namespace NetCat.Sharp.Differential.Running;

/// <summary>
/// A network and mount namespace with its own hosts file and, unless the scenario sets one up, no name server: names are the same on every machine,
/// and a failing lookup fails at once.
/// </summary>
internal sealed class NetworkNamespace : IDisposable
{
    private const string Hosts = """
        127.0.0.1 localhost v4only.test
        ::1 localhost ip6-localhost v6only.test
        127.0.0.2 two.test
        127.0.0.3 two.test

        """;

    private static readonly Lazy<NetworkNamespace> s_shared = new(() => new NetworkNamespace(""));

    private readonly ChildProcess _keeper;

    /// <summary>
    /// The namespace exists until the keeper's stdin closes, so it cannot outlive the tests; its
    /// files are removed from /tmp as soon as they are mounted.
    /// </summary>
    private NetworkNamespace(string furnishing)
    {
        string directory = Directory.CreateTempSubdirectory("nc-namespace-").FullName;
        File.WriteAllText(Path.Combine(directory, "hosts"), Hosts);
        File.WriteAllText(Path.Combine(directory, "nsswitch.conf"), "hosts: files\nservices: files\nprotocols: files\n");
        File.WriteAllText(Path.Combine(directory, "resolv.conf"), "");
        string script = $"ip link set lo up{(furnishing.Length > 0 ? " && " : "")}{furnishing} "
            + "&& for file in hosts nsswitch.conf resolv.conf; do mount --bind $file \"$(readlink -f /etc/$file)\" || exit; done "
            + "&& cd / && rm -r \"$0\" && echo up && exec cat";
        _keeper = ChildProcess.Start("unshare", ["-mn", "/bin/sh", "-c", script, directory], new ChildOptions { Directory = directory });
        if (_keeper.StandardOutput.ReadLine() != "up")
        {
            throw new InvalidOperationException($"cannot build a namespace: {_keeper.StandardError.ReadToEnd()}");
        }
    }

    /// <summary>Only root may make one without further preparation.</summary>
    internal static bool IsPossible { get; } = Environment.IsPrivilegedProcess;

    /// <summary>Null if the scenario runs in the machine's own namespace.</summary>
    internal static NetworkNamespace? For(Scenario scenario)
        => scenario.NetworkNamespace is { } furnishing ? new NetworkNamespace(furnishing) : scenario.Names ? s_shared.Value : null;

    /// <summary>The words that run a command inside; they exec it, so its process number stays the same.</summary>
    internal string Enter => $"nsenter --mount=/proc/{_keeper.ProcessId}/ns/mnt --net=/proc/{_keeper.ProcessId}/ns/net --";

    /// <summary>Makes a socket inside: a temporary thread enters the namespace, and the socket stays in it.</summary>
    internal Socket Open(Func<Socket> make)
    {
        Socket? made = null;
        var thread = new Thread(() =>
        {
            using var keeper = new SafeFileHandle(Libc.OpenPid(_keeper.ProcessId), ownsHandle: true);
            if (!keeper.IsInvalid && Libc.EnterNamespace((int)keeper.DangerousGetHandle(), Libc.CLONE_NEWNET) == 0)
            {
                made = make();
            }
        });
        thread.Start();
        thread.Join();
        return made ?? throw new InvalidOperationException("cannot enter the namespace");
    }

    /// <summary>Ends the namespace of a single scenario; the shared one stays until the tests end.</summary>
    public void Dispose()
    {
        if (!s_shared.IsValueCreated || this != s_shared.Value)
        {
            _keeper.Dispose();
            _keeper.Result.Wait();
        }
    }
}
