using System;
using System.Collections.Generic;
using System.Diagnostics;
using NetCat.Sharp.Benchmarks.Outside;

namespace NetCat.Sharp.Benchmarks.Shapes;

/// <summary>A transfer of the source file from our nc through a forwarder to our nc; the processor time is the forwarder's.</summary>
internal sealed class ForwardedTransfer : Shape
{
    /// <summary>Both ends of the transfer.</summary>
    private Peer? _ends;

    internal override string Key => "forward";

    internal override string Title => "one stream through a forwarder";

    internal override string Unit => "GiB/s";

    internal override IReadOnlyList<Peer> PeersOf(string ours)
    {
        _ends = Peer.All(ours)[0];
        return Peer.Forwarders(ours);
    }

    internal override Sample? Run(Peer peer, Workspace workspace) => Move(peer, workspace, "/dev/null", memory: null);

    internal override long Verify(Peer peer, Workspace workspace)
    {
        using ResidentMemory memory = new();
        _ = Move(peer, workspace, workspace.Target, memory);
        workspace.VerifyTarget();
        return memory.PeakKibibytes;
    }

    private Sample Move(Peer peer, Workspace workspace, string target, ResidentMemory? memory)
    {
        Meeting near = new(Workspace.FreePort());
        Meeting far = new(Workspace.FreePort());
        int nothing = Descriptors.Reading("/dev/null");
        int source = Descriptors.Reading(workspace.Source);
        int sink = Descriptors.Writing(target);
        int away = Descriptors.Writing("/dev/null");
        Child receiver = Child.Start(_ends!.Receives(far)!, nothing, sink);
        Workspace.AwaitListener(far);
        Child forwarder = Child.Start(peer.Forwards!(near.Port, far.Port, workspace.NewPath()), nothing, away);
        Workspace.AwaitListener(near);
        var watch = Stopwatch.StartNew();
        Child sender = Child.Start(_ends!.Sends(near)!, source, away);
        memory?.Watch(forwarder.Id, forwarder.Id);
        _ = sender.Wait(0);
        _ = receiver.Wait(0);
        watch.Stop();
        double seconds = forwarder.End();
        Descriptors.Close(nothing, source, sink, away);
        double gibibytes = workspace.Bytes / Math.Pow(2, 30);
        return new Sample(gibibytes / watch.Elapsed.TotalSeconds, seconds / gibibytes);
    }
}
