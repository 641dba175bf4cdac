using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.InteropServices;

namespace NetCat.Sharp.Benchmarks.Outside;

/// <summary>A process that is started with two given descriptors as 0 and 1, and that is signalled by its own process number.</summary>
internal sealed unsafe class Child
{
    private const int ActionsSize = 128;

    private readonly string _line;

    private Child(int id, string line)
    {
        Id = id;
        _line = line;
    }

    internal int Id { get; }

    /// <exception cref="InvalidOperationException">There is no such program.</exception>
    /// <param name="words">The program and its arguments.</param>
    /// <param name="stdin">Its descriptor 0.</param>
    /// <param name="stdout">Its descriptor 1.</param>
    /// <param name="isQuiet">Descriptor 2 is <paramref name="stdout"/> too, for a program that reports every client that leaves.</param>
    internal static Child Start(IReadOnlyList<string> words, int stdin, int stdout, bool isQuiet = false)
    {
        byte* actions = stackalloc byte[ActionsSize];
        byte** arguments = (byte**)NativeMemory.AllocZeroed((nuint)words.Count + 1, (nuint)sizeof(byte*));
        for (int i = 0; i < words.Count; i++)
        {
            arguments[i] = (byte*)Marshal.StringToCoTaskMemUTF8(words[i]);
        }

        string path = "PATH=" + Environment.GetEnvironmentVariable("PATH");
        byte** environment = stackalloc byte*[] { (byte*)Marshal.StringToCoTaskMemUTF8(path), null };
        _ = Libc.InitActions(actions);
        _ = Libc.AddDuplicate(actions, stdin, 0);
        _ = Libc.AddDuplicate(actions, stdout, 1);
        _ = isQuiet ? Libc.AddDuplicate(actions, stdout, 2) : 0;
        int error = Libc.Spawn(out int id, words[0], actions, null, arguments, environment);
        _ = Libc.DestroyActions(actions);
        for (int i = 0; i < words.Count; i++)
        {
            Marshal.FreeCoTaskMem((nint)arguments[i]);
        }

        Marshal.FreeCoTaskMem((nint)environment[0]);
        NativeMemory.Free(arguments);
        string line = string.Join(' ', words);
        return error == 0 ? new Child(id, line) : throw new InvalidOperationException($"{line}: {Marshal.GetPInvokeErrorMessage(error)}");
    }

    /// <summary>Waits until it ends, and returns the seconds of processor time that it used.</summary>
    /// <param name="codes">The exit codes that mean success; if empty, any end does.</param>
    /// <exception cref="InvalidOperationException">It ended with another exit code.</exception>
    internal double Wait(params int[] codes)
    {
        int status;
        Libc.Resources used;
        while (Libc.Wait(Id, out status, 0, out used) < 0)
        {
            if (Marshal.GetLastPInvokeError() != Libc.EINTR)
            {
                throw new InvalidOperationException($"{_line}: nothing to wait for");
            }
        }

        int code = (status & 0x7F) == 0 ? (status >> 8) & 0xFF : -1;
        if (codes.Length > 0 && !codes.Contains(code))
        {
            throw new InvalidOperationException(FormattableString.Invariant($"{_line}: ended with {code}"));
        }

        return used.UserSeconds + used.SystemSeconds + ((used.UserMicroseconds + used.SystemMicroseconds) / 1e6);
    }

    internal double End()
    {
        _ = Libc.Kill(Id, Libc.SIGTERM);
        return Wait();
    }
}
