using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using NetCat.Sharp.IO;
using NetCat.Sharp.Native;
using NetCat.Sharp.Relaying;
using NetCat.Sharp.Tests.Async;
using NetCat.Sharp.Tests.Hostile;
using Xunit;

namespace NetCat.Sharp.Tests;

/// <summary>Many relays on one thread: each direction of each relay is complete, and each relay ends for its own reason.</summary>
[Collection(AloneInProcess.Name)]
public sealed class EventLoopSpecs
{
    private const int Relays = 200;
    private const int LongestWait = 60_000;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Two_hundred_relays_of_every_kind_share_one_loop(int seed)
    {
        SeededRandom random = new(seed);
        List<Client> clients = [.. Enumerable.Range(0, Relays).Select(_ => new Client((Ending)random.Below(5), random))];
        Task peers = Task.WhenAll(clients.Select(static client => Task.WhenAll(client.Left.Start(), client.Right.Start())));
        Thread thread = new(() => Run(clients)) { IsBackground = true };
        thread.Start();
        await peers.WaitAsync(TimeSpan.FromMilliseconds(LongestWait));
        Assert.True(thread.Join(LongestWait), "the loop has not ended");
        foreach (Client client in clients)
        {
            client.Check();
            client.Dispose();
        }
    }

    [Fact]
    public void A_loop_without_events_sleeps_until_the_deadline()
    {
        SeededRandom random = new(4);
        using Client idle = new(Ending.Idle, random);
        Assert.Equal(0, EventLoop.Open(out EventLoop? loop));
        using (loop)
        {
            loop!.Add(idle);
            TimeSpan before = Process.GetCurrentProcess().UserProcessorTime;
            long began = Stopwatch.GetTimestamp();
            loop.Run();
            Assert.InRange(Stopwatch.GetElapsedTime(began).TotalMilliseconds, Client.IdleTime - 2, LongestWait);
            Assert.Equal(RelayEnd.IdleTimeout, idle.Reason);
            Assert.InRange((Process.GetCurrentProcess().UserProcessorTime - before).TotalMilliseconds, 0, Client.IdleTime / 2.0);
        }
    }

    private static void Run(List<Client> clients)
    {
        Assert.Equal(0, EventLoop.Open(out EventLoop? loop));
        using (loop)
        {
            foreach (Client client in clients)
            {
                loop!.Add(client);
            }

            loop!.Run();
        }
    }

    /// <summary>How a relay ends.</summary>
    private enum Ending
    {
        /// <summary>Both sides send and half-close at different times.</summary>
        HalfClose,

        /// <summary>One side half-closes at once and continues to receive.</summary>
        EarlyHalfClose,

        /// <summary>One side closes with unread data, so that the kernel sends RST.</summary>
        Reset,

        /// <summary>One side reads slowly.</summary>
        SlowReader,

        /// <summary>Neither side sends: the idle timeout ends the relay.</summary>
        Idle,
    }

    /// <summary>A relay between two socket pairs, with a script for each far end.</summary>
    private sealed class Client : IEventHandler, IDisposable
    {
        internal const int IdleTime = 300;

        private readonly SocketPair _left = new(SocketPair.Stream);
        private readonly SocketPair _right = new(SocketPair.Stream);
        private readonly Ending _ending;
        private readonly Relay _relay;

        internal Client(Ending ending, SeededRandom random)
        {
            _ending = ending;
            bool sends = ending != Ending.Idle;
            byte[] there = sends ? random.Bytes(1 + random.Below(200_000)) : [];
            byte[] back = sends && ending != Ending.EarlyHalfClose ? random.Bytes(1 + random.Below(200_000)) : [];
            int piece = ending == Ending.SlowReader ? 1 + random.Below(3000) : 64 * 1024;
            Left = new FarEnd(_left.Theirs, there, piece) { HalfCloses = sends, Resets = ending == Ending.Reset };
            Right = new FarEnd(_right.Theirs, back, piece) { HalfCloses = sends };
            var near = PlainChannel.OfSocket(_left.Ours);
            var policy = new RelayPolicy { ShutsDownAtEof = true, IdleTimeout = TimeSpan.FromMilliseconds(ending == Ending.Idle ? IdleTime : LongestWait) };
            _relay = new Relay(near, near, PlainChannel.OfSocket(_right.Ours), policy) { FinishesOutput = true };
        }

        public int SlotCount => _relay.SlotCount;

        internal FarEnd Left { get; }

        internal FarEnd Right { get; }

        internal RelayEnd? Reason => _relay.Ended;

        public bool Arm(Span<PollSlot> slots, out Deadline until) => _relay.Arm(slots, out until);

        public void Handle(Span<PollSlot> slots, int answered) => _relay.Handle(slots, answered);

        public void Complete()
        {
            // A relay closes nothing: its owner shuts down both connections, and the far ends see this.
            _ = Libc.Shutdown(_left.Ours, Constants.SHUT_RDWR);
            _ = Libc.Shutdown(_right.Ours, Constants.SHUT_RDWR);
        }

        internal void Check()
        {
            if (_ending == Ending.Reset)
            {
                // The data that arrived before the reset is a prefix of the data sent.
                Assert.True(Left.Sent.AsSpan().StartsWith(Right.Received.ToArray()), "the right side received other bytes than were sent");
                return;
            }

            Assert.Equal(_ending == Ending.Idle ? RelayEnd.IdleTimeout : RelayEnd.BothDrained, Reason);
            Assert.Equal(Left.Sent, Right.Received);
            Assert.Equal(Right.Sent, Left.Received);
        }

        public void Dispose()
        {
            _relay.Dispose();
            _left.Dispose();
            _right.Dispose();
        }
    }

    /// <summary>The far end of one of a relay's sockets.</summary>
    private sealed class FarEnd(int socket, byte[] sent, int piece)
    {
        internal byte[] Sent => sent;

        internal List<byte> Received { get; } = [];

        internal bool HalfCloses { get; init; }

        internal bool Resets { get; init; }

        internal Task Start() => Task.Factory.StartNew(Exchange, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);

        private void Exchange()
        {
            ReadOnlySpan<byte> rest = sent;
            byte[] into = new byte[piece];
            bool receives = true;
            bool finished = !HalfCloses;
            while (receives || !finished)
            {
                if (rest.IsEmpty && !finished)
                {
                    finished = true;
                    _ = Libc.Shutdown(socket, Resets ? Constants.SHUT_RDWR : Constants.SHUT_WR);
                }

                int events = (receives ? Constants.POLLIN : 0) | (rest.IsEmpty ? 0 : Constants.POLLOUT);
                if (events == 0 || !Readiness.Await(socket, (short)events, Deadline.In(TimeSpan.FromMilliseconds(LongestWait))))
                {
                    return;
                }

                int taken = receives ? Libc.Read(socket, into) : -Constants.EAGAIN;
                receives &= taken > 0 || taken == -Constants.EAGAIN;
                Received.AddRange(into[..Math.Max(taken, 0)]);
                int given = rest.IsEmpty ? 0 : Libc.Write(socket, rest[..Math.Min(piece, rest.Length)]);
                rest = given is -Constants.EPIPE or -Constants.ECONNRESET ? [] : rest[Math.Max(given, 0)..];
            }
        }
    }
}
