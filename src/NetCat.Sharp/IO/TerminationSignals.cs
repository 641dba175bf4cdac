using System;
using System.Collections.Generic;
using System.Runtime.InteropServices;
using System.Threading;
using NetCat.Sharp.Native;

namespace NetCat.Sharp.IO;

/// <summary>
/// Holds SIGINT, SIGTERM and SIGHUP until the final report is written, and then lets them end the process. Outside of <see cref="Hold"/> and
/// <see cref="Release"/> the process has the actions that it was started with. A signal that was ignored at the start is always ignored.
/// </summary>
/// <remarks>
/// The runtime has a thread of its own that blocks no signal. The kernel may deliver a signal to that thread, and signalfd(2) or the mask of ppoll(2)
/// would then miss it. The runtime's handler writes to its own pipe in C code, and the managed callback runs on a thread. The handler restarts system
/// calls, so SIGURG interrupts the waiting thread repeatedly until it has noticed the signal.
/// </remarks>
/// <param name="withHangUp">False if SIGHUP has another meaning.</param>
internal sealed class TerminationSignals(bool withHangUp)
{
    /// <summary>
    /// The time between two interruptions. They are repeated because one may arrive just before the system call that it should interrupt.
    /// </summary>
    private static readonly TimeSpan s_interruptEvery = TimeSpan.FromMilliseconds(20);

    private readonly Lock _lock = new();
    private readonly List<PosixSignalRegistration> _registrations = [];
    private nint _thread;
    private bool _isHeld;
    private volatile int _signal;
    private volatile bool _isSeen;

    /// <summary>The signal that arrived while signals were held; 0 if none did.</summary>
    internal int Signal => _signal;

    /// <summary>
    /// Whether a signal has arrived. Called by the thread that called <see cref="Hold"/>; its system calls are no longer interrupted after that.
    /// </summary>
    internal bool HasCome()
    {
        _isSeen = _signal != 0;
        return _isSeen;
    }

    /// <summary>Holds signals until <see cref="Release"/>; a signal interrupts this thread. A second signal ends the process at once.</summary>
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

    /// <summary>Restores the actions of the signals. If a signal has arrived, it ends the process here.</summary>
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
