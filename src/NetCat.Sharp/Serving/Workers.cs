using System;
using System.Collections.Generic;
using System.Threading;
using NetCat.Sharp.IO;

namespace NetCat.Sharp.Serving;

/// <summary>
/// Serves the clients of one address on several threads. Each thread has a loop and a listening socket of its own, and the kernel distributes the
/// clients among the sockets (SO_REUSEPORT, socket(7)). The first worker runs in the loop of the caller, and the caller ends all workers.
/// </summary>
internal sealed class Workers : IServing, IDisposable
{
    private readonly IServing _first;
    private readonly List<Worker> _others = [];
    private readonly Mailbox _finished;
    private int _running;

    private Workers(IServing first, Mailbox finished) => (_first, _finished) = (first, finished);

    /// <inheritdoc/>
    public bool IsClosed => _first.IsClosed;

    /// <inheritdoc/>
    public bool IsOver => _first.IsOver && _running == 0;

    /// <summary>The totals of all workers. Those of the other workers date from the previous call or from their end.</summary>
    public ServingTotals Totals
    {
        get
        {
            ServingTotals totals = _first.Totals;
            foreach (Worker worker in _others)
            {
                totals += worker.Totals;
                worker.Post(serving =>
                {
                    ServingTotals now = serving.Totals;
                    _finished.Post(() => worker.Totals = now);
                });
            }

            return totals;
        }
    }

    /// <summary>Starts workers; 0 or minus errno.</summary>
    /// <param name="loop">The loop of the caller's thread.</param>
    /// <param name="listeners">The listeners. The owner of the first one closes it; the workers close the others.</param>
    /// <param name="begin">Creates the object that serves the clients of listeners in a loop; 0 or minus errno.</param>
    /// <param name="workers">Null after an error.</param>
    internal static int Open(EventLoop loop, IReadOnlyList<OwnedDescriptor> listeners, Begin begin, out Workers? workers)
    {
        workers = null;
        int error = Mailbox.Open(out Mailbox? finished);
        IServing? first = null;
        error = error < 0 ? error : begin(loop, [listeners[0]], out first);
        if (error < 0)
        {
            return error;
        }

        _ = loop.Add(finished!);
        workers = new Workers(first!, finished!);
        for (int i = 1; i < listeners.Count && error == 0; i++)
        {
            error = Worker.Open(listeners[i], begin, workers.WorkerEnded, out Worker? worker);
            if (worker is not null)
            {
                workers._others.Add(worker);
            }
        }

        if (error < 0)
        {
            workers.Dispose();
            workers = null;
        }
        else
        {
            workers._running = workers._others.Count;
            workers._others.ForEach(static worker => worker.Start());
        }

        return error;
    }

    /// <inheritdoc/>
    public void Close()
    {
        _first.Close();
        _others.ForEach(static worker => worker.Post(static serving => serving.Close()));
    }

    /// <inheritdoc/>
    public void Stop()
    {
        _first.Stop();
        _others.ForEach(static worker => worker.Post(static serving => serving.Stop()));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _others.ForEach(static worker => worker.Dispose());
        (_first as IDisposable)?.Dispose();
        _finished.Dispose();
    }

    private void WorkerEnded(Worker worker, ServingTotals totals) => _finished.Post(() =>
    {
        worker.Totals = totals;
        _running--;
    });

    /// <summary>Creates the object that serves the clients of a worker's listener or, without workers, of all listeners.</summary>
    internal delegate int Begin(EventLoop loop, IReadOnlyList<OwnedDescriptor> listeners, out IServing? serving);

    /// <summary>A thread with a listener and a loop.</summary>
    private sealed class Worker : IDisposable
    {
        private readonly OwnedDescriptor _listener;
        private readonly EventLoop _loop;
        private readonly Mailbox _mailbox;
        private readonly IServing _serving;
        private readonly Thread _thread;

        private Worker(OwnedDescriptor listener, EventLoop loop, Mailbox mailbox, IServing serving, Action<Worker, ServingTotals> ended)
        {
            (_listener, _loop, _mailbox, _serving) = (listener, loop, mailbox, serving);
            _ = loop.Add(mailbox);
            _thread = new Thread(() => Run(ended)) { IsBackground = true };
        }

        /// <summary>The totals that the thread of the first worker has received.</summary>
        internal ServingTotals Totals { get; set; }

        /// <inheritdoc/>
        public void Dispose()
        {
            if (_thread.IsAlive)
            {
                _thread.Join();
            }

            (_serving as IDisposable)?.Dispose();
            _mailbox.Dispose();
            _loop.Dispose();
            _listener.Dispose();
        }

        internal static int Open(OwnedDescriptor listener, Begin begin, Action<Worker, ServingTotals> ended, out Worker? worker)
        {
            worker = null;
            int error = EventLoop.Open(out EventLoop? loop);
            if (error < 0)
            {
                return error;
            }

            error = Mailbox.Open(out Mailbox? mailbox);
            IServing? serving = null;
            error = error < 0 ? error : begin(loop!, [listener], out serving);
            worker = error < 0 ? null : new Worker(listener, loop!, mailbox!, serving!, ended);
            return error;
        }

        internal void Start() => _thread.Start();

        internal void Post(Action<IServing> work) => _mailbox.Post(() => work(_serving));

        private void Run(Action<Worker, ServingTotals> ended)
        {
            while (!_serving.IsOver)
            {
                _loop.Turn(Deadline.Never);
                if (_serving.IsClosed)
                {
                    _listener.Dispose();
                }
            }

            _listener.Dispose();
            ended(this, _serving.Totals);
        }
    }
}
