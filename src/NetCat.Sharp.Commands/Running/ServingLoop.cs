using System;
using NetCat.Sharp.Commands.CommandLine.Planning;
using NetCat.Sharp.Commands.Invocation;
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
    private SignalPipe? _signals;
    private Deadline _grace;
    private int _signal;
    private bool _isOverdue;

    /// <summary>The first error that ends the service. It is thrown when the clients have ended, also where a signal ended them.</summary>
    internal NcExit? Failure { get; private set; }

    /// <summary>Records an error that ends the service; the first one counts.</summary>
    internal void Fail(string what, int errno) => Failure ??= NcExit.Failed(what, errno);

    /// <summary>Serves clients until there is none left and no further one is accepted.</summary>
    /// <param name="listener">Closed when no further client is accepted.</param>
    /// <param name="begin">Makes what serves them, in the loop.</param>
    /// <exception cref="NcExit">There is no descriptor for the loop or for signals, the service has failed, or the total time is over.</exception>
    internal void Run(OwnedDescriptor listener, Func<EventLoop, IServing> begin)
    {
        Check("epoll_create", EventLoop.Open(out EventLoop? loop));
        using (loop)
        {
            IServing serving = begin(loop!);
            using (serving as IDisposable)
            {
                Run(loop!, serving, listener);
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

    private void Run(EventLoop loop, IServing serving, OwnedDescriptor listener)
    {
        OpenSignals();
        _ = loop.Add(new InputWatch(() => _signals!.Descriptor, () => serving.IsOver ? -1 : call.Deadline.Or(_grace).Within(-1), () => Handle(serving)));
        _ = loop.Add(new InputWatch(() => access.Descriptor, static () => -1, access.ReloadIfSignalled));
        var names = new InputWatch(() => reports.Descriptor, () => reports.Patience, () => reports.Print());
        EventLoop.Entry entry = loop.Add(names);
        bool waited = false;
        while (!serving.IsOver)
        {
            loop.Turn(-1);
            bool waits = reports.Patience >= 0;
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

        reports.Finish();
        Finish();
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
            _grace = Deadline.In(_signal != 0 ? 0 : plan.Grace);
            _signal = signal;
            serving.Close();
        }

        _isOverdue |= call.Deadline.IsOver;
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
            throw call.Deadline.Over();
        }

        if (_signal != 0)
        {
            call.Events?.Finish(RunContext.LastWait);
            SignalNumbers.DieOf(_signal);
        }
    }
}
