using System.Runtime.InteropServices;

namespace NetCat.Sharp.Native;

/// <content>Signals and their actions (signal(2), sigaction(2)).</content>
internal static unsafe partial class Libc
{
    private const nint Default = 0;
    private const nint Ignored = 1;

    internal static void IgnoreSignal(int signal) => _ = SignalRaw(signal, Ignored);

    /// <summary>
    /// Restores the action that the process was started with: the default, or ignored if the process was started so (nohup, a background job of a
    /// script).
    /// </summary>
    internal static void DefaultSignal(int signal)
    {
        if (SignalRaw(signal, Default) == Ignored)
        {
            IgnoreSignal(signal);
        }
    }

    /// <summary>
    /// Makes the signal interrupt a waiting call with EINTR, once, and do nothing else; <see cref="HasCome"/> then reports it. The handler is a
    /// function of the C library that has no effect, because managed code must not run inside a signal handler.
    /// </summary>
    internal static SignalAction CatchOnce(int signal)
    {
        SignalAction before;
        var once = new SignalAction { Handler = SymbolRaw(null, "abs"), Flags = Constants.SA_RESETHAND };
        _ = SigActionRaw(signal, &once, &before);
        return before;
    }

    /// <summary>Makes the signal interrupt a waiting call with EINTR each time it arrives, and do nothing else.</summary>
    internal static void CatchQuietly(int signal) => SetAction(signal, new SignalAction { Handler = SymbolRaw(null, "abs") });

    /// <summary>The calling thread, for <see cref="Interrupt"/> (pthread_self(3)).</summary>
    internal static nint ThisThread() => ThisThreadRaw();

    /// <summary>Sends a signal to one thread of this process (pthread_kill(3)).</summary>
    internal static void Interrupt(nint thread, int signal) => _ = ThreadKillRaw(thread, signal);

    /// <summary>Whether a signal that <see cref="CatchOnce"/> waits for has arrived; its action is then the default again.</summary>
    internal static bool HasCome(int signal)
    {
        SignalAction now;
        return SigActionRaw(signal, null, &now) == 0 && now.Handler == Default;
    }

    internal static bool IsIgnored(int signal)
    {
        SignalAction now;
        return SigActionRaw(signal, null, &now) == 0 && now.Handler == Ignored;
    }

    internal static void SetAction(int signal, SignalAction action) => _ = SigActionRaw(signal, &action, null);

    /// <summary>Sends a signal to this process; if it has an effect, that has occurred when the method returns (kill(2)).</summary>
    internal static void Raise(int signal) => _ = KillRaw(ProcessIdRaw(), signal);

    [LibraryImport(C, EntryPoint = "signal")]
    private static partial nint SignalRaw(int signal, nint handler);

    [LibraryImport(C, EntryPoint = "sigaction")]
    private static partial int SigActionRaw(int signal, SignalAction* action, SignalAction* before);

    [LibraryImport(C, EntryPoint = "pthread_self")]
    private static partial nint ThisThreadRaw();

    [LibraryImport(C, EntryPoint = "pthread_kill")]
    private static partial int ThreadKillRaw(nint thread, int signal);

    [LibraryImport(C, EntryPoint = "kill")]
    private static partial int KillRaw(int process, int signal);

    [LibraryImport(C, EntryPoint = "getpid")]
    private static partial int ProcessIdRaw();

    [LibraryImport(C, EntryPoint = "dlsym", StringMarshalling = StringMarshalling.Utf8)]
    private static partial nint SymbolRaw(void* library, string name);
}

/// <summary><c>struct sigaction</c> as glibc lays it out on 64 bits.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct SignalAction
{
    internal nint Handler;
    internal fixed ulong Mask[16];
    internal uint Flags;
    internal nint Restorer;
}
