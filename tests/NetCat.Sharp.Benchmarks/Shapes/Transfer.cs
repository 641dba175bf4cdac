using System;
using System.Diagnostics;
using System.IO;
using NetCat.Sharp.Benchmarks.Outside;

namespace NetCat.Sharp.Benchmarks.Shapes;

/// <summary>A transfer of the source file from one netcat to another of the same kind, on this host.</summary>
/// <param name="key">The name on the command line.</param>
/// <param name="title">The title in the tables.</param>
/// <param name="piped">Whether the data goes through cat(1) and a pipe on both sides; otherwise stdin is the file itself.</param>
/// <param name="local">Whether the transfer is over a Unix socket.</param>
/// <param name="kept">Whether the output is a file; otherwise it is /dev/null.</param>
/// <param name="crossed">Whether the file is sent both ways at once.</param>
internal sealed class Transfer(string key, string title, bool piped = false, bool local = false, bool kept = false, bool crossed = false) : Shape
{
    internal override string Key => key;

    internal override string Title => title;

    internal override string Unit => "GiB/s";

    internal override Sample? Run(Peer peer, Workspace workspace) => Move(peer, workspace, kept ? workspace.Target : "/dev/null", memory: null);

    internal override long Verify(Peer peer, Workspace workspace)
    {
        using ResidentMemory memory = new();
        if (Move(peer, workspace, workspace.Target, memory) is not null)
        {
            workspace.VerifyTarget();
        }

        return memory.PeakKibibytes;
    }

    private Sample? Move(Peer peer, Workspace workspace, string target, ResidentMemory? memory)
    {
        Meeting at = local ? new Meeting(0, workspace.NewPath()) : new Meeting(Workspace.FreePort());
        string[]? listens = crossed ? peer.Listens(at) : peer.Receives(at);
        string[]? sends = crossed ? peer.Calls(at) : peer.Sends(at);
        if (listens is null || sends is null)
        {
            return null;
        }

        int nothing = Descriptors.Reading("/dev/null");
        int source = Descriptors.Reading(workspace.Source);
        int back = crossed ? Descriptors.Reading(workspace.Source) : Descriptors.Reading("/dev/null");
        int sink = Descriptors.Writing(target);
        int away = Descriptors.Writing("/dev/null");
        Child? drain = null;
        Child? feed = null;
        int received = sink;
        if (piped)
        {
            (int reader, received) = Descriptors.Pipe();
            drain = Child.Start(["cat"], reader, sink);
            Descriptors.Close(reader);
        }

        Child listener = Child.Start(listens, back, received);
        Workspace.AwaitListener(at);
        var watch = Stopwatch.StartNew();
        int sent = source;
        if (piped)
        {
            (sent, int writer) = Descriptors.Pipe();
            feed = Child.Start(["cat"], source, writer);
            Descriptors.Close(writer, source, received);
        }

        Child sender = Child.Start(sends, sent, away);
        Descriptors.Close(sent);
        memory?.Watch(sender.Id, listener.Id);
        double seconds = sender.Wait(0) + listener.Wait(0);
        _ = feed?.Wait(0);
        _ = drain?.Wait(0);
        watch.Stop();
        Descriptors.Close(nothing, back, sink, away);
        if (at.Path is { } path)
        {
            File.Delete(path);
        }

        double gibibytes = (crossed ? 2 : 1) * workspace.Bytes / Math.Pow(2, 30);
        return new Sample(gibibytes / watch.Elapsed.TotalSeconds, seconds / gibibytes);
    }
}
