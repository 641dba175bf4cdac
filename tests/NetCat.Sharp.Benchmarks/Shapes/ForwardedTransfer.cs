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

    internal override Sample? Run(Peer peer, Ground ground) => Move(peer, ground, "/dev/null", memory: null);

    internal override long Verify(Peer peer, Ground ground)
    {
        using ResidentMemory memory = new();
        _ = Move(peer, ground, ground.Target, memory);
        ground.VerifyTarget();
        return memory.PeakKibibytes;
    }

    private Sample Move(Peer peer, Ground ground, string target, ResidentMemory? memory)
    {
        Meeting near = new(Ground.FreePort());
        Meeting far = new(Ground.FreePort());
        int nothing = Descriptors.Reading("/dev/null");
        int source = Descriptors.Reading(ground.Source);
        int sink = Descriptors.Writing(target);
        int away = Descriptors.Writing("/dev/null");
        Child receiver = Child.Start(_ends!.Receives(far)!, nothing, sink);
        Ground.AwaitListener(far);
        Child forwarder = Child.Start(peer.Forwards!(near.Port, far.Port, ground.NewPath()), nothing, away);
        Ground.AwaitListener(near);
        var watch = Stopwatch.StartNew();
        Child sender = Child.Start(_ends!.Sends(near)!, source, away);
        memory?.Watch(forwarder.Id, forwarder.Id);
        _ = sender.Wait(0);
        _ = receiver.Wait(0);
        watch.Stop();
        double seconds = forwarder.End();
        Descriptors.Close(nothing, source, sink, away);
        double gibibytes = ground.Bytes / Math.Pow(2, 30);
        return new Sample(gibibytes / watch.Elapsed.TotalSeconds, seconds / gibibytes);
    }
}
