using System;
using System.Threading;
using NetCat.Sharp.IO;
using NetCat.Sharp.Serving;
using Xunit;

namespace NetCat.Sharp.Tests.Serving;

/// <summary>Runs a server object in an event loop on its own thread.</summary>
/// <typeparam name="TServing">The type of the server object. <see cref="Post"/> gives it work, <see cref="Dispose"/> ends it.</typeparam>
internal sealed class LoopThread<TServing> : IDisposable
    where TServing : class, IServing, IDisposable
{
    private readonly Thread _thread;
    private readonly EventLoop _loop;
    private readonly Mailbox _mailbox;

    internal LoopThread(Begin begin)
    {
        Assert.Equal(0, EventLoop.Open(out EventLoop? loop));
        Assert.Equal(0, Mailbox.Open(out Mailbox? mailbox));
        Assert.Equal(0, begin(loop!, out TServing? serving));
        (_loop, _mailbox, Serving) = (loop!, mailbox!, serving!);
        _ = _loop.Add(_mailbox);
        _thread = new Thread(Run) { IsBackground = true };
        _thread.Start();
    }

    /// <summary>Creates the server object; returns 0 or minus errno.</summary>
    internal delegate int Begin(EventLoop loop, out TServing? serving);

    internal TServing Serving { get; }

    /// <summary>Runs work on the loop's thread.</summary>
    internal void Post(Action<TServing> work) => _mailbox.Post(() => work(Serving));

    public void Dispose()
    {
        Post(static serving => serving.Stop());
        Assert.True(_thread.Join(20_000), "the loop has not ended");
        Serving.Dispose();
        _mailbox.Dispose();
        _loop.Dispose();
    }

    private void Run()
    {
        while (!Serving.IsOver)
        {
            _loop.Turn(Deadline.Never);
        }
    }
}
