using System;
using System.Collections.Generic;
using NetCat.Sharp.Native;
using NetCat.Sharp.Strings;

namespace NetCat.Sharp.Processes;

/// <summary>The command line in the kernel's form (proc_pid_cmdline(5)). The runtime replaces bytes that are not UTF-8 by U+FFFD.</summary>
internal static class RawArguments
{
    private const char Replacement = '\uFFFD';
    private const int Piece = 65536;

    /// <summary>Whether an argument contains the replacement character; the user may also have typed it.</summary>
    internal static bool AreReplaced(string[] words)
    {
        foreach (string word in words)
        {
            if (word.Contains(Replacement, StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The last arguments of the command line with all their bytes (<see cref="RawText"/>).</summary>
    internal static string[] Last(int count)
    {
        var words = new List<string>();
        ReadOnlySpan<byte> rest = CommandLine();
        for (int end; (end = rest.IndexOf((byte)0)) >= 0; rest = rest[(end + 1)..])
        {
            words.Add(RawText.Decode(rest[..end]));
        }

        return [.. words[^count..]];
    }

    private static ReadOnlySpan<byte> CommandLine()
    {
        byte[] bytes = new byte[Piece];
        int length = 0;
        int file = Libc.Open("/proc/self/cmdline", Constants.O_RDONLY | Constants.O_CLOEXEC);
        for (int taken; (taken = Libc.Read(file, bytes.AsSpan(length))) > 0;)
        {
            length += taken;
            if (length == bytes.Length)
            {
                Array.Resize(ref bytes, 2 * length);
            }
        }

        _ = Libc.Close(file);
        return bytes.AsSpan(0, length);
    }
}
