using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Runtime.InteropServices;
using NetCat.Sharp.IO;
using NetCat.Sharp.Native;
using NetCat.Sharp.Tests.Hostile;

namespace NetCat.Sharp.Tests.RealPrograms;

/// <summary>
/// Runs a program whose stdout is one end of a socket pair, as OpenSSH starts its proxy command (posix_spawn(3)), and reads what it sends there.
/// </summary>
internal static unsafe partial class SocketAtStdout
{
    private const int ActionsRoom = 256;
    private const int WithoutWaiting = 1;
    private const int KillSignal = 9;
    private const int Glance = 2;
    private const string C = "libc";

    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(20);

    /// <summary>Runs a program to its end; returns the bytes and descriptors received, and the exit code.</summary>
    internal static (int ExitCode, byte[] Bytes, List<int> Descriptors) Run(string program, string[] arguments, string stderr)
    {
        using SocketPair pair = new(SocketPair.Stream);
        int process = Spawn(program, arguments, pair.Theirs, stderr);
        int exitCode = End(process);
        List<int> descriptors = [];
        byte[] bytes = Take(pair.Ours, descriptors);
        return (exitCode, bytes, descriptors);
    }

    /// <summary>The exit code; a program that hangs is killed. Its output stays in the socket meanwhile.</summary>
    private static int End(int process)
    {
        long start = Stopwatch.GetTimestamp();
        int status;
        while (Wait(process, &status, WithoutWaiting) == 0)
        {
            if (Stopwatch.GetElapsedTime(start) > s_patience)
            {
                _ = Kill(process, KillSignal);
            }

            _ = Libc.Poll([], Glance);
        }

        return status >> 8;
    }

    private static int Spawn(string program, string[] arguments, int stdout, string stderr)
    {
        byte* actions = stackalloc byte[ActionsRoom];
        _ = InitActions(actions);
        _ = AddOpen(actions, 0, "/dev/null", Constants.O_RDONLY, 0);
        _ = AddDuplicate(actions, stdout, 1);
        _ = AddOpen(actions, 2, stderr, Constants.O_WRONLY, 0);
        nint[] words = new nint[arguments.Length + 2];
        words[0] = Marshal.StringToCoTaskMemUTF8("nc");
        for (int i = 0; i < arguments.Length; i++)
        {
            words[i + 1] = Marshal.StringToCoTaskMemUTF8(arguments[i]);
        }

        nint nothing = 0;
        int process;
        int error;
        fixed (nint* argv = words)
        {
            error = PosixSpawn(&process, program, actions, 0, argv, &nothing);
        }

        Array.ForEach(words, Marshal.FreeCoTaskMem);
        return error == 0 ? process : throw new InvalidOperationException($"{program}: {SystemError.Text(error)}");
    }

    /// <summary>Receives one message: unix(7), SCM_RIGHTS.</summary>
    private static byte[] Take(int socket, List<int> descriptors)
    {
        byte[] bytes = new byte[64];
        byte* control = stackalloc byte[256];
        nint taken;
        fixed (byte* p = bytes)
        {
            nint* piece = stackalloc nint[] { (nint)p, bytes.Length };
            nint* message = stackalloc nint[] { 0, 0, (nint)piece, 1, (nint)control, 256, 0 };
            taken = Receive(socket, message, 0);
            for (int at = 16; taken > 0 && at + sizeof(int) <= *(nint*)control && message[5] > 0; at += sizeof(int))
            {
                descriptors.Add(*(int*)(control + at));
            }
        }

        return bytes[..Math.Max((int)taken, 0)];
    }

    /// <summary>The flags of one of our descriptors (proc_pid_fdinfo(5)).</summary>
    internal static int Flags(int descriptor)
    {
        foreach (string line in File.ReadLines(string.Create(CultureInfo.InvariantCulture, $"/proc/self/fdinfo/{descriptor}")))
        {
            if (line.StartsWith("flags:", StringComparison.Ordinal))
            {
                return Convert.ToInt32(line["flags:".Length..].Trim(), 8);
            }
        }

        return 0;
    }

    [LibraryImport(C, EntryPoint = "posix_spawn_file_actions_init")]
    private static partial int InitActions(byte* actions);

    [LibraryImport(C, EntryPoint = "posix_spawn_file_actions_adddup2")]
    private static partial int AddDuplicate(byte* actions, int descriptor, int number);

    [LibraryImport(C, EntryPoint = "posix_spawn_file_actions_addopen", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int AddOpen(byte* actions, int number, string path, int flags, uint mode);

    [LibraryImport(C, EntryPoint = "posix_spawnp", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int PosixSpawn(int* process, string program, byte* actions, nint attributes, nint* arguments, nint* environment);

    [LibraryImport(C, EntryPoint = "waitpid", SetLastError = true)]
    private static partial int Wait(int process, int* status, int options);

    [LibraryImport(C, EntryPoint = "kill", SetLastError = true)]
    private static partial int Kill(int process, int signal);

    [LibraryImport(C, EntryPoint = "recvmsg", SetLastError = true)]
    private static partial nint Receive(int socket, nint* message, int flags);
}
