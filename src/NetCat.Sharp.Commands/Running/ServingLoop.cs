using System;
using System.Collections.Generic;
using System.Threading;
using NetCat.Sharp.Commands.CommandLine.Planning;
using NetCat.Sharp.Commands.Invocation;
using NetCat.Sharp.Commands.Observing;
using NetCat.Sharp.IO;
using NetCat.Sharp.Serving;

namespace NetCat.Sharp.Commands.Running;

/// <summary>
/// The loop of a listener that serves many clients at once, with the signals, the lists and the names beside them. At SIGINT, SIGTERM and
/// SIGHUP no further client is accepted, those that are connected have the time of --grace, and then the process ends of the signal.
/// </summary>
/// <param name="call">The deadline and the events.</param>
/// <param name="plan">The time of grace.</param>
/// <param name="access">Lists that SIGHUP may read again.</param>
/// <param name="reports">Lines that wait for names.</param>
internal sealed class ServingLoop(RunContext call, NcPlan plan, AccessControl access, AddressReports reports)
{
    /// <summary>timeout(1) sends its signal twice: to its child, and to the group that the child belongs to.</summary>
    private static readonly TimeSpan s_oneSignal = TimeSpan.FromMilliseconds(100);

    private SignalPipe? _signals;
    private Mailbox? _mailbox;
    private IServing? _serving;
    private ServingProgress? _progress;
    private Deadline _grace;
    private Deadline _repeats;
    private int _signal;
    private bool _isOverdue;

    /// <summary>The first error that ends the service. It is thrown when the clients have ended, also where a signal ended them.</summary>
    internal NcExit? Failure { get; private set; }

    /// <summary>Standard output has the clients' data: if it is the terminal of --progress too, there is no line.</summary>
    internal bool WritesOutput { get; init; }

    /// <summary>Held while workers report, which have threads of their own.</summary>
    internal Lock Reporting { get; } = new();

    /// <summary>Records an error that ends the service; the first one counts.</summary>
    internal void Fail(string what, int errno)
    {
        Failure ??= NcExit.Failed(what, errno);
        Post(() => _serving!.Close());
    }

    /// <summary>Has the thread of this loop do something, from the thread of a worker.</summary>
    internal void Post(Action work)
    {
        if (_mailbox is not null)
        {
            _mailbox.Post(work);
        }
        else
        {
            work();
        }
    }

    /// <summary>Serves clients until there is none left and no further one is accepted.</summary>
    /// <param name="listeners">One for each worker, each closed when no further client is accepted.</param>
    /// <param name="begin">Makes what serves the clients of a listener, in a loop.</param>
    /// <exception cref="NcExit">There is no descriptor for the loop or for signals, the service has failed, or the total time is over.</exception>
    internal void Run(IReadOnlyList<OwnedDescriptor> listeners, Workers.Begin begin)
    {
        Descriptors.RaiseLimit();
        Check("epoll_create", EventLoop.Open(out EventLoop? loop));
        using (loop)
        {
            if (listeners.Count > 1)
            {
                Check("eventfd", Mailbox.Open(out _mailbox));
                _ = loop!.Add(_mailbox!);
            }

            Check("eventfd", Begin(loop!, listeners, begin));
            using (_mailbox)
            using (_serving as IDisposable)
            {
                Run(loop!, _serving!, listeners[0]);
            }
        }
    }

    /// <exception cref="NcExit">A system call returned minus errno.</exception>
    internal static void Check(string what, int error)
    {
        if (error < 0)
        {
            throw NcExit.Failed(what, -error);
        }
    }

    private int Begin(EventLoop loop, IReadOnlyList<OwnedDescriptor> listeners, Workers.Begin begin)
    {
        if (listeners.Count == 1)
        {
            return begin(loop, listeners[0].Number, out _serving);
        }

        int error = Workers.Open(loop, listeners, begin, out Workers? workers);
        _serving = workers;
        return error;
    }

    private void Run(EventLoop loop, IServing serving, OwnedDescriptor listener)
    {
        OpenSignals();
        _ = loop.Add(new InputWatch(() => _signals!.Descriptor, () => serving.IsOver ? Deadline.Never : call.Limit.End.Or(_grace), () => Handle(serving)));
        _ = loop.Add(new InputWatch(() => access.Descriptor, static () => Deadline.Never, Reload));
        if (call.Status is { } status && !(WritesOutput && status.SharesWith(call.Stdout)))
        {
            _progress = new ServingProgress(status);
            _ = loop.Add(new InputWatch(static () => -1, () => _progress.DrawsAt, DrawProgress));
        }

        var names = new InputWatch(() => reports.Descriptor, () => reports.PrintsAt, () => reports.Print());
        EventLoop.Entry entry = loop.Add(names);
        bool waited = false;
        while (!serving.IsOver)
        {
            loop.Turn(Deadline.Never);
            bool waits = reports.PrintsAt.IsSet;
            if (waits && !waited)
            {
                loop.Wake(entry);
            }

            waited = waits;

            if (serving.IsClosed)
            {
                listener.Dispose();
            }
        }

        _progress?.End(serving.Totals);
        reports.Finish();
        Finish();
    }

    private void DrawProgress()
    {
        lock (Reporting)
        {
            _progress!.Draw(_serving!.Totals);
        }
    }

    private void Reload()
    {
        lock (Reporting)
        {
            access.ReloadIfSignalled();
        }
    }

    private void OpenSignals()
    {
        Span<int> signals = [SignalNumbers.Interrupt, SignalNumbers.Terminate, SignalNumbers.HangUp];
        int count = 0;
        foreach (int signal in access.Descriptor >= 0 ? signals[..2] : signals)
        {
            // nohup(1) and shells that start a background job rely on it staying ignored.
            signals[count] = signal;
            count += SignalNumbers.IsIgnored(signal) ? 0 : 1;
        }

        Check("pipe", SignalPipe.Open(signals[..count], out _signals));
    }

    private void Handle(IServing serving)
    {
        for (int signal; (signal = _signals!.Take()) != 0;)
        {
            if (_signal == 0)
            {
                (_grace, _repeats) = (Deadline.In(plan.Grace), Deadline.In(s_oneSignal));
            }
            else if (_repeats.IsOver)
            {
                _grace = Deadline.Now;
            }

            _signal = signal;
            serving.Close();
        }

        _isOverdue |= call.Limit.IsOver;
        if (_isOverdue || _grace.IsOver)
        {
            serving.Stop();
            _grace = default;
        }
    }

    /// <summary>Ends the process where an error, a signal or the deadline has ended the sessions.</summary>
    private void Finish()
    {
        if (Failure is not null)
        {
            throw Failure;
        }

        if (_isOverdue)
        {
            throw call.Limit.Over();
        }

        if (_signal != 0)
        {
            call.Events?.Finish(Deadline.In(RunContext.LastWait));
            SignalNumbers.DieOf(_signal);
        }
    }
}
