using System.Runtime.InteropServices;
using NetCat.Sharp.Strings;

namespace NetCat.Sharp.Native;

/// <content>Processes: posix_spawn(3), waitpid(2), kill(2), pidfd_open(2).</content>
internal static unsafe partial class Libc
{
    /// <summary>
    /// Starts a program with one descriptor as its stdin and stdout, the default action for SIGPIPE, and no signal blocked. Returns its process id,
    /// or minus errno, also if the program cannot be executed.
    /// </summary>
    /// <param name="path">The path of the program; PATH is not searched.</param>
    /// <param name="arguments">Pointers to C strings, with a null pointer at the end.</param>
    /// <param name="environment">The environment, in the same form.</param>
    /// <param name="descriptor">The descriptor, 3 or higher.</param>
    /// <param name="resetsFileSizeSignal">Whether SIGXFSZ too gets its default action.</param>
    internal static int Spawn(string path, nint* arguments, nint* environment, int descriptor, bool resetsFileSizeSignal)
    {
        SpawnActions actions;
        SpawnAttributes attributes;
        SignalSet set;
        _ = SpawnActionsInitRaw(&actions);
        _ = SpawnAttributesInitRaw(&attributes);
        _ = SignalSetEmptyRaw(&set);
        _ = SpawnSignalMaskRaw(&attributes, &set);
        _ = SignalSetAddRaw(&set, Constants.SIGPIPE);
        _ = resetsFileSizeSignal ? SignalSetAddRaw(&set, Constants.SIGXFSZ) : 0;
        _ = SpawnSignalDefaultRaw(&attributes, &set);
        _ = SpawnFlagsRaw(&attributes, Constants.POSIX_SPAWN_SETSIGMASK | Constants.POSIX_SPAWN_SETSIGDEF);
        int pid = 0;
        int error = SpawnDuplicateRaw(&actions, descriptor, 0);
        error = error == 0 ? SpawnDuplicateRaw(&actions, descriptor, 1) : error;
        fixed (byte* name = RawText.Encode(path + "\0"))
        {
            error = error == 0 ? SpawnRaw(&pid, name, &actions, &attributes, arguments, environment) : error;
        }

        _ = SpawnActionsDestroyRaw(&actions);
        _ = SpawnAttributesDestroyRaw(&attributes);
        return error == 0 ? pid : -error;
    }

    /// <summary>
    /// Opens a descriptor that is readable once the process has ended; returns it or minus errno. Child processes do not inherit it.
    /// </summary>
    internal static int OpenProcess(int pid) => Result((nint)SystemCallRaw(Constants.SYS_pidfd_open, pid, 0));

    /// <summary>The process id of a child that has ended, 0 if it still runs and the call does not wait, or minus errno (waitpid(2)).</summary>
    internal static int WaitFor(int pid, bool waits, out int status)
    {
        int found = 0;
        int result = Result(WaitPidRaw(pid, &found, waits ? 0 : Constants.WNOHANG));
        status = found;
        return result;
    }

    internal static void Kill(int pid, int signal) => _ = KillRaw(pid, signal);

    /// <summary>Checks that this process may execute the file at a path; 0 or minus errno (access(2)).</summary>
    internal static int MayRun(string path)
    {
        fixed (byte* name = RawText.Encode(path + "\0"))
        {
            return Result(AccessRaw(name, Constants.X_OK));
        }
    }

    /// <summary>The environment of the process: C strings with a null pointer at the end (environ(7)). Bytes that are not UTF-8 are kept.</summary>
    internal static nint* ProcessEnvironment() => *(nint**)SymbolRaw(null, "environ");

    /// <summary>Removes a variable from the environment that programs inherit (unsetenv(3)).</summary>
    [LibraryImport(C, EntryPoint = "unsetenv", StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int UnsetEnvironment(string name);

    [LibraryImport(C, EntryPoint = "posix_spawn")]
    private static partial int SpawnRaw(int* pid, byte* path, SpawnActions* actions, SpawnAttributes* attributes, nint* arguments, nint* environment);

    [LibraryImport(C, EntryPoint = "posix_spawn_file_actions_init")]
    private static partial int SpawnActionsInitRaw(SpawnActions* actions);

    [LibraryImport(C, EntryPoint = "posix_spawn_file_actions_adddup2")]
    private static partial int SpawnDuplicateRaw(SpawnActions* actions, int descriptor, int into);

    [LibraryImport(C, EntryPoint = "posix_spawn_file_actions_destroy")]
    private static partial int SpawnActionsDestroyRaw(SpawnActions* actions);

    [LibraryImport(C, EntryPoint = "posix_spawnattr_init")]
    private static partial int SpawnAttributesInitRaw(SpawnAttributes* attributes);

    [LibraryImport(C, EntryPoint = "posix_spawnattr_setflags")]
    private static partial int SpawnFlagsRaw(SpawnAttributes* attributes, short flags);

    [LibraryImport(C, EntryPoint = "posix_spawnattr_setsigmask")]
    private static partial int SpawnSignalMaskRaw(SpawnAttributes* attributes, SignalSet* set);

    [LibraryImport(C, EntryPoint = "posix_spawnattr_setsigdefault")]
    private static partial int SpawnSignalDefaultRaw(SpawnAttributes* attributes, SignalSet* set);

    [LibraryImport(C, EntryPoint = "posix_spawnattr_destroy")]
    private static partial int SpawnAttributesDestroyRaw(SpawnAttributes* attributes);

    [LibraryImport(C, EntryPoint = "sigemptyset")]
    private static partial int SignalSetEmptyRaw(SignalSet* set);

    [LibraryImport(C, EntryPoint = "sigaddset")]
    private static partial int SignalSetAddRaw(SignalSet* set, int signal);

    [LibraryImport(C, EntryPoint = "waitpid", SetLastError = true)]
    private static partial int WaitPidRaw(int pid, int* status, int options);

    [LibraryImport(C, EntryPoint = "access", SetLastError = true)]
    private static partial int AccessRaw(byte* path, int mode);

    [LibraryImport(C, EntryPoint = "syscall", SetLastError = true)]
    private static partial nint SystemCallRaw(nint number, nint first, nint second);

    /// <summary><c>posix_spawn_file_actions_t</c>; only its size is used.</summary>
    [StructLayout(LayoutKind.Sequential, Size = 80)]
    private struct SpawnActions;

    /// <summary><c>posix_spawnattr_t</c>; only its size is used.</summary>
    [StructLayout(LayoutKind.Sequential, Size = 336)]
    private struct SpawnAttributes;

    /// <summary><c>sigset_t</c>; only its size is used.</summary>
    [StructLayout(LayoutKind.Sequential, Size = 128)]
    private struct SignalSet;
}
