using System;
using System.Collections.Generic;
using System.Threading;
using NetCat.Sharp.Commands.CommandLine.Planning;
using NetCat.Sharp.Commands.Invocation;
using NetCat.Sharp.Commands.Observing;
using NetCat.Sharp.IO;
using NetCat.Sharp.Relaying;
using NetCat.Sharp.Serving;

namespace NetCat.Sharp.Commands.Running;

/// <summary>
/// The loop of a listener that serves many clients. It also handles signals, access lists and lookups of names. After SIGINT, SIGTERM or
/// SIGHUP it accepts no further client, lets connected clients continue for the time of --grace, and then the signal ends the process.
/// </summary>
/// <param name="call">The deadline and the events.</param>
/// <param name="plan">The options.</param>
/// <param name="access">The lists, which SIGHUP reads again.</param>
/// <param name="reports">The lines that wait for names.</param>
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
    private bool _isOverdue;

    /// <summary>The first error that ends the service. It is thrown when the clients have ended, even if a signal ended them.</summary>
    internal NcExit? Failure { get; private set; }

    /// <summary>Standard output has the clients' data: if it is also the terminal of --progress, the line is not drawn.</summary>
    internal bool WritesOutput { get; init; }

    /// <summary>The descriptor limit is not raised: programs inherit it, and those that use select(2) rely on it.</summary>
    internal bool RunsPrograms { get; init; }

    /// <summary>The signal that ends the service, or 0.</summary>
    internal int Signal { get; private set; }

    /// <summary>The reason for ending the remaining clients.</summary>
    internal RelayEnd StopEnd => Signal != 0 ? RelayEnd.Interrupted : RelayEnd.TotalTimeout;

    /// <summary>Held while a worker reports; workers have their own threads.</summary>
    internal Lock Reporting { get; } = new();

    /// <summary>Records an error that ends the service, unless there is one already.</summary>
    internal void Fail(string what, int errno) => Fail(NcExit.Failed(what, errno));

    /// <inheritdoc cref="Fail(string, int)"/>
    internal void Fail(NcExit failure)
    {
        Failure ??= failure;
        Post(() => _serving?.Close());
    }

    /// <summary>Runs an action on the thread of this loop; workers call it from their threads.</summary>
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

    /// <summary>Serves clients until none is left and no further one is accepted.</summary>
    /// <param name="listeners">The listening sockets, with --workers one for each worker. They are closed when no further client is accepted.</param>
    /// <param name="begin">Creates the service of a loop.</param>
    /// <exception cref="NcExit">No descriptor is left for the loop or for signals, the service has failed, or the total timeout is over.</exception>
    internal void Run(IReadOnlyList<OwnedDescriptor> listeners, Workers.Begin begin)
    {
        if (!RunsPrograms)
        {
            Descriptors.RaiseLimit();
        }

        Check("epoll_create", EventLoop.Open(out EventLoop? loop));
        using (loop)
        {
            if (plan.Workers > 1)
            {
                Check("eventfd", Mailbox.Open(out _mailbox));
                _ = loop!.Add(_mailbox!);
            }

            // Before the first program starts: a signal must end it.
            OpenSignals();
            Check("eventfd", Begin(loop!, listeners, begin));
            using (_mailbox)
            using (_serving as IDisposable)
            {
                Run(loop!, _serving!, listeners);
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
        if (plan.Workers == 1)
        {
            return begin(loop, listeners, out _serving);
        }

        int error = Workers.Open(loop, listeners, begin, out Workers? workers);
        _serving = workers;
        return error;
    }

    private void Run(EventLoop loop, IServing serving, IReadOnlyList<OwnedDescriptor> listeners)
    {
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
                CloseOwn(listeners);
            }
        }

        _progress?.End(serving.Totals);
        Finish();
    }

    /// <summary>With several workers, only the first one runs in this loop.</summary>
    private void CloseOwn(IReadOnlyList<OwnedDescriptor> listeners)
    {
        for (int at = 0; at < (plan.Workers > 1 ? 1 : listeners.Count); at++)
        {
            listeners[at].Dispose();
        }
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
            // An ignored signal stays ignored, as nohup(1) and background jobs of shells require.
            signals[count] = signal;
            count += SignalNumbers.IsIgnored(signal) ? 0 : 1;
        }

        Check("pipe", SignalPipe.Open(signals[..count], out _signals));
    }

    private void Handle(IServing serving)
    {
        for (int signal; (signal = _signals!.Take()) != 0;)
        {
            if (Signal == 0)
            {
                (_grace, _repeats) = (Deadline.In(plan.Grace), Deadline.In(s_oneSignal));
            }
            else if (_repeats.IsOver)
            {
                _grace = Deadline.Now;
            }

            Signal = signal;
            serving.Close();
        }

        _isOverdue |= call.Limit.IsOver;
        if (_isOverdue || _grace.IsOver)
        {
            serving.Stop();
            _grace = default;
        }
    }

    /// <summary>Ends the process if an error, a signal or the deadline has ended the sessions.</summary>
    private void Finish()
    {
        if (Signal != 0)
        {
            // A slow name server must not delay the end.
            reports.Print(all: true);
        }

        reports.Finish();
        if (Failure is not null)
        {
            throw Failure;
        }

        if (_isOverdue)
        {
            throw call.Limit.Over();
        }

        if (Signal != 0)
        {
            call.Events?.Finish(Deadline.In(RunContext.LastWait));
            SignalNumbers.DieOf(Signal);
        }
    }
}
