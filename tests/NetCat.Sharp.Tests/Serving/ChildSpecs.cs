using System;
using NetCat.Sharp.IO;
using NetCat.Sharp.Native;
using NetCat.Sharp.Processes;
using NetCat.Sharp.Tests.Async;
using Xunit;

namespace NetCat.Sharp.Tests.Serving;

/// <summary>Child processes in an event loop.</summary>
[Collection(AloneInProcess.Name)]
public sealed class ChildSpecs
{
    [Fact]
    public void The_loop_has_the_exit_status()
    {
        Assert.Equal(0, EventLoop.Open(out EventLoop? loop));
        int? status = null;
        int pid = Start(["sh", "-c", "read line; exit 3"], out OwnedDescriptor near);
        _ = loop!.Add(new Child(pid, code => status = code));
        loop.Turn(Deadline.Now);
        Assert.Null(status);
        near.Dispose();
        while (status is null)
        {
            loop.Turn(Deadline.In(TimeSpan.FromSeconds(20)));
        }

        Assert.Equal(3, status);
        Assert.Equal(0, loop.Count);
        loop.Dispose();
    }

    /// <summary>A program that another thread has just started holds copies of all open descriptors until its execve(2).</summary>
    [Fact]
    public void An_event_of_a_closed_descriptor_that_a_process_still_has_does_not_reach_the_next_owner_of_its_number()
    {
        Assert.Equal(0, EventLoop.Open(out EventLoop? loop));
        Assert.Equal(0, OwnedDescriptor.Pair(out OwnedDescriptor? closed, out OwnedDescriptor? peer));
        int number = closed!.Number;
        var first = new Reader(number, once: true);
        _ = loop!.Add(first);
        var program = new SocketProgram("/bin/sleep", ["sleep", "1000"]);
        int holder = program.Start(number, number, Transport.Tcp, default);
        Libc.SetNonBlocking(number);
        _ = Libc.Write(peer!.Number, [1]);
        loop.Turn(Deadline.In(TimeSpan.FromSeconds(20)));
        Assert.Equal(1, first.Calls);
        closed.Dispose();

        Assert.Equal(0, OwnedDescriptor.Pair(out OwnedDescriptor? next, out OwnedDescriptor? nextPeer));
        Assert.Equal(number, next!.Number);
        var second = new Reader(number, once: false);
        _ = loop.Add(second);
        peer.Dispose();
        for (int i = 0; i < 5; i++)
        {
            loop.Turn(Deadline.In(TimeSpan.FromMilliseconds(20)));
        }

        Assert.Equal(0, second.Calls);
        _ = Libc.Write(nextPeer!.Number, [1]);
        while (second.Calls == 0)
        {
            loop.Turn(Deadline.In(TimeSpan.FromSeconds(20)));
        }

        Libc.Kill(holder, Constants.SIGTERM);
        Assert.Equal(holder, Libc.WaitFor(holder, waits: true, out _));
        next.Dispose();
        nextPeer.Dispose();
        loop.Dispose();
    }

    private static int Start(string[] arguments, out OwnedDescriptor near)
    {
        Assert.Equal(0, OwnedDescriptor.Pair(out OwnedDescriptor? ours, out OwnedDescriptor? theirs));
        int pid = new SocketProgram("/bin/" + arguments[0], arguments).Start(theirs!.Number, theirs.Number, Transport.Tcp, default);
        theirs.Dispose();
        near = ours!;
        Assert.True(pid > 0);
        return pid;
    }

    /// <summary>Counts its calls, and reads what is available.</summary>
    private sealed class Reader(int descriptor, bool once) : IEventHandler
    {
        public int SlotCount => 1;

        /// <summary>As for a handler whose owner closes the descriptor.</summary>
        public bool ClosesWatched => true;

        internal int Calls { get; private set; }

        public bool Arm(Span<PollSlot> slots, out Deadline until)
        {
            until = default;
            slots[0].Watch(descriptor, Constants.POLLIN);
            return !once || Calls == 0;
        }

        public void Handle(Span<PollSlot> slots, int answered)
        {
            Calls++;
            _ = Libc.Read(descriptor, new byte[10]);
        }

        public void Complete()
        {
        }
    }
}
