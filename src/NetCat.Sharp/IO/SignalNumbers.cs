using System;
using System.Runtime.CompilerServices;
using NetCat.Sharp.Native;

namespace NetCat.Sharp.IO;

/// <summary>The signals that nc handles, and their actions (signal(7)).</summary>
internal static class SignalNumbers
{
    internal const int HangUp = Constants.SIGHUP;
    internal const int Interrupt = Constants.SIGINT;
    internal const int Terminate = Constants.SIGTERM;

    /// <summary>At these signals the CLR shuts the process down in order; a shell expects the signal itself to end the program.</summary>
    private static ReadOnlySpan<int> HandledByClr => [Constants.SIGINT, Constants.SIGQUIT, Constants.SIGTERM];

    /// <summary>The native runtime turns these signals into exceptions; sent by kill(1), they would have no effect.</summary>
    private static ReadOnlySpan<int> HandledByNativeRuntime => [Constants.SIGFPE, Constants.SIGSEGV];

    /// <summary>The name of one of these signals, as in signal.h.</summary>
    internal static string NameOf(int signal) => signal == Interrupt ? "SIGINT" : signal == Terminate ? "SIGTERM" : "SIGHUP";

    /// <summary>Whether the process was started with the signal ignored, for example by nohup(1) or as a background job of a script.</summary>
    internal static bool IsIgnored(int signal) => Libc.IsIgnored(signal);

    /// <summary>Restores the actions that the runtime has replaced, and ignores SIGPIPE so that a write fails with EPIPE.</summary>
    internal static void RestoreActions()
    {
        Libc.IgnoreSignal(Constants.SIGPIPE);
        foreach (int signal in RuntimeFeature.IsDynamicCodeSupported ? HandledByClr : HandledByNativeRuntime)
        {
            Libc.DefaultSignal(signal);
        }
    }

    /// <summary>Gives SIGCHLD its default action: if it is ignored, the kernel discards the exit status of a child.</summary>
    internal static void KeepExitStatuses() => Libc.SetAction(Constants.SIGCHLD, default);

    /// <summary>Ends the process with a signal.</summary>
    internal static void DieOf(int signal)
    {
        Libc.DefaultSignal(signal);
        Libc.Raise(signal);
    }
}
