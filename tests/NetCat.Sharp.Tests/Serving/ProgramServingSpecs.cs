using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Net.Sockets;
using System.Threading.Tasks;
using NetCat.Sharp.IO;
using NetCat.Sharp.Native;
using NetCat.Sharp.Serving;
using NetCat.Sharp.Testing;
using Xunit;

namespace NetCat.Sharp.Tests.Serving;

/// <summary>Programs that serve the clients of listeners, in loops on their own threads.</summary>
public sealed class ProgramServingSpecs
{
    [Fact]
    public async Task Each_client_has_a_program_and_is_reported_with_its_status()
    {
        using var rig = new Rig(new ProgramOptions("/bin/sh", ["sh", "-c", "read line; echo got $line; exit 7"]));
        string[] answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(async number =>
        {
            using Socket client = await rig.Connect();
            await ForwardingSpecs.SendAll(client, [.. "line "u8, (byte)('a' + number), (byte)'\n']);
            return System.Text.Encoding.ASCII.GetString(await ForwardingSpecs.ReadAll(client));
        }));
        Assert.Equal(Enumerable.Range(0, 20).Select(static number => $"got line {(char)('a' + number)}\n"), answers);
        await Until.Holds(() => rig.Ends.Count == 20);
        Assert.All(rig.Ends, static end => Assert.Equal((ProgramEnd.Done, (int?)7, 0), end));
    }

    [Fact]
    public async Task Two_loops_share_one_limit()
    {
        var options = new ProgramOptions("/bin/cat", ["cat"]) { Limit = new ClientLimit(2) };
        using var one = new Rig(options);
        using var two = new Rig(options);
        using Socket first = await one.Connect();
        using Socket second = await one.Connect();
        await Until.Holds(() => one.Started == 2);
        using Socket third = await two.Connect();
        await ForwardingSpecs.SendAll(third, [3]);
        Assert.Equal(0, two.Started);
        first.Dispose();
        Assert.Equal([3], await ForwardingSpecs.ReadAll(third));
    }

    [Fact]
    public async Task A_missing_program_ends_its_client_and_frees_the_place()
    {
        using var rig = new Rig(new ProgramOptions("/nowhere/cat", ["cat"]) { Limit = new ClientLimit(1) });
        for (int i = 0; i < 3; i++)
        {
            using Socket client = await rig.Connect();
            Assert.Empty(await ForwardingSpecs.ReadAll(client));
        }

        await Until.Holds(() => rig.Ends.Count == 3);
        Assert.All(rig.Ends, static end => Assert.Equal((ProgramEnd.NotStarted, (int?)null, Constants.ENOENT), end));
    }

    [Fact]
    public async Task Stop_ends_the_programs_and_waits_for_none()
    {
        var rig = new Rig(new ProgramOptions("/bin/cat", ["cat"]));
        using (rig)
        {
            using Socket first = await rig.Connect();
            using Socket second = await rig.Connect();
            await Until.Holds(() => rig.Started == 2);
            rig.Dispose();
            Assert.Equal([ProgramEnd.Stopped, ProgramEnd.Stopped], rig.Ends.Select(static end => end.End));
            Assert.Empty(await ForwardingSpecs.ReadAll(first));
            Assert.Empty(await ForwardingSpecs.ReadAll(second));
        }
    }

    /// <summary>A listener, a loop and the reports about its clients.</summary>
    private sealed class Rig : IProgramObserver, IDisposable
    {
        private readonly Socket _listener = ForwardingRig.Listener();
        private readonly LoopThread<ProgramServing> _thread;
        private int _started;
        private bool _isDisposed;

        internal Rig(ProgramOptions options)
        {
            List<OwnedDescriptor> listeners = [new OwnedDescriptor((int)_listener.Handle)];
            _thread = new LoopThread<ProgramServing>((EventLoop loop, out ProgramServing? serving) => ProgramServing.Open(loop, listeners, options, this, out serving));
        }

        internal int Started => _started;

        internal ConcurrentQueue<(ProgramEnd End, int? Status, int Errno)> Ends { get; } = new();

        public void Dispose()
        {
            if (!_isDisposed)
            {
                _isDisposed = true;
                _thread.Dispose();
                _listener.Dispose();
            }
        }

        internal async Task<Socket> Connect()
        {
            var client = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { ReceiveTimeout = 20_000 };
            await client.ConnectAsync(_listener.LocalEndPoint!);
            return client;
        }

        bool IServingObserver.Admits(int socket, in SockAddr peer) => true;

        void IServingObserver.Exhausted(int errno)
        {
        }

        void IServingObserver.AcceptFailed(int errno)
        {
        }

        void IProgramObserver.Accepted(ProgramClient client)
        {
        }

        void IProgramObserver.Opened(ProgramClient client)
        {
        }

        void IProgramObserver.Started(ProgramClient client) => _started++;

        void IProgramObserver.Relayed(ProgramClient client)
        {
        }

        void IProgramObserver.Ending(ProgramClient client) => Ends.Enqueue((client.End, client.Status, client.Errno));
    }
}
