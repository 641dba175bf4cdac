using System;
using System.Collections.Generic;
using System.Runtime.InteropServices;
using System.Threading;
using NetCat.Sharp.Native;

namespace NetCat.Sharp.IO;

/// <summary>
/// SIGINT, SIGTERM and SIGHUP while there is something to report: they wait until that is written, and then end the process. Outside of
/// <see cref="Hold"/> and <see cref="Release"/> the process has the actions that it was started with; an ignored signal stays ignored throughout.
/// </summary>
/// <remarks>
/// The runtime has a thread of its own that blocks no signal, so signalfd(2) or a mask around ppoll(2) would lose a signal that the kernel
/// delivers there. The runtime's handler writes to its own pipe in C code; what runs here runs on a thread. It restarts system calls:
/// the waiting thread is therefore interrupted by SIGURG, again and again until it has seen the signal.
/// </remarks>
/// <param name="withHangUp">False where SIGHUP has another meaning.</param>
internal sealed class TerminationSignals(bool withHangUp)
{
    /// <summary>Between two interruptions: one may come just before the call that it is to interrupt.</summary>
    private static readonly TimeSpan s_interruptEvery = TimeSpan.FromMilliseconds(20);

    private readonly Lock _lock = new();
    private readonly List<PosixSignalRegistration> _registrations = [];
    private nint _thread;
    private bool _isHeld;
    private volatile int _signal;
    private volatile bool _isSeen;

    /// <summary>The signal that came while signals were held, 0 where none did.</summary>
    internal int Signal => _signal;

    /// <summary>Whether a signal came. Called by the thread that called <see cref="Hold"/>; its system calls are no longer interrupted then.</summary>
    internal bool HasCome()
    {
        _isSeen = _signal != 0;
        return _isSeen;
    }

    /// <summary>From now on a signal waits for <see cref="Release"/>, and interrupts this thread. A second one ends the process at once.</summary>
    internal void Hold()
    {
        lock (_lock)
        {
            if (_isHeld)
            {
                return;
            }

            _isHeld = true;
        }

        _thread = Libc.ThisThread();
        Libc.CatchQuietly(Constants.SIGURG);
        Listen(Constants.SIGINT);
        Listen(Constants.SIGTERM);
        if (withHangUp)
        {
            Listen(Constants.SIGHUP);
        }
    }

    /// <summary>Gives the signals their actions back. If one came, the process ends of it here.</summary>
    internal void Release()
    {
        lock (_lock)
        {
            _isHeld = false;
        }

        foreach (PosixSignalRegistration registration in _registrations)
        {
            registration.Dispose();
        }

        _registrations.Clear();
        if (HasCome())
        {
            End(_signal);
        }
    }

    private static void End(int signal)
    {
        Libc.DefaultSignal(signal);
        Libc.Raise(signal);
    }

    private void Listen(int signal)
    {
        // nohup(1) and shells that start a background job rely on it staying ignored.
        if (!Libc.IsIgnored(signal))
        {
            _registrations.Add(PosixSignalRegistration.Create((PosixSignal)signal, context => Take(context, signal)));
        }
    }

    private void Take(PosixSignalContext context, int signal)
    {
        context.Cancel = true;
        lock (_lock)
        {
            if (!_isHeld || _signal != 0)
            {
                End(signal);
                return;
            }

            _signal = signal;
        }

        while (_isHeld && !_isSeen)
        {
            Libc.Interrupt(_thread, Constants.SIGURG);
            Pause.Until(Deadline.In(s_interruptEvery));
        }
    }
}
