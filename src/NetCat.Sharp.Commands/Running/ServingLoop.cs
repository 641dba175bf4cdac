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

    /// <summary>Serves clients until there is none left and no further one is accepted.</summary>
    /// <param name="loop">Already has what serves them.</param>
    /// <param name="serving">What serves them.</param>
    /// <param name="listener">Closed when no further client is accepted.</param>
    /// <exception cref="NcExit">There is no descriptor for signals, or the total time is over.</exception>
    internal void Run(EventLoop loop, IServing serving, OwnedDescriptor listener)
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
            // nohup(1), and a shell's job in the background, want it to stay ignored.
            signals[count] = signal;
            count += SignalNumbers.IsIgnored(signal) ? 0 : 1;
        }

        int error = SignalPipe.Open(signals[..count], out _signals);
        if (error < 0)
        {
            throw NcExit.Failed("pipe", -error);
        }
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

    /// <summary>Ends the process where a signal or the deadline has ended the sessions.</summary>
    private void Finish()
    {
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
