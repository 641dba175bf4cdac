using System;
using System.Collections.Generic;
using System.Diagnostics;
using NetCat.Sharp.Benchmarks.Outside;

namespace NetCat.Sharp.Benchmarks.Shapes;

/// <summary>
/// A transfer of the source file from one program to another of the same kind over TLS 1.3, with the same cipher for all programs.
/// </summary>
internal sealed class TlsTransfer : Shape
{
    internal override string Key => "tls";

    internal override string Title => "file to /dev/null, TLS 1.3, AES-128-GCM";

    internal override string Unit => "GiB/s";

    internal override IReadOnlyList<Peer> PeersOf(string ours) => Peer.WithTls(ours);

    internal override Sample? Run(Peer peer, Workspace workspace) => Move(peer.Tls!, workspace, "/dev/null", memory: null);

    internal override long Verify(Peer peer, Workspace workspace)
    {
        using ResidentMemory memory = new();
        _ = Move(peer.Tls!, workspace, workspace.Target, memory);
        workspace.VerifyTarget();
        return memory.PeakKibibytes;
    }

    private static Sample Move(TlsCommands commands, Workspace workspace, string target, ResidentMemory? memory)
    {
        Meeting at = new(Workspace.FreePort());
        int source = Descriptors.Reading(workspace.Source);
        int sink = Descriptors.Writing(target);
        int away = Descriptors.Writing("/dev/null");

        // openssl(1) ends a session at the end of its own stdin.
        (int open, int writer) = Descriptors.Pipe();
        Child listener = Child.Start(workspace.Tls.WithOneCipher(commands.Receives(at, workspace.Tls)), open, sink);
        Workspace.AwaitListener(at);
        var watch = Stopwatch.StartNew();
        Child sender = Child.Start(workspace.Tls.WithOneCipher(commands.Sends(at, workspace.Tls)), source, away);
        memory?.Watch(sender.Id, listener.Id);
        double seconds = sender.Wait(0) + listener.Wait();
        watch.Stop();
        Descriptors.Close(source, sink, away, open, writer);
        double gibibytes = workspace.Bytes / Math.Pow(2, 30);
        return new Sample(gibibytes / watch.Elapsed.TotalSeconds, seconds / gibibytes);
    }
}
