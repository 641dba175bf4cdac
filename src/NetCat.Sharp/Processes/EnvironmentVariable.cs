using System;
using System.Runtime.InteropServices;
using NetCat.Sharp.Native;

namespace NetCat.Sharp.Processes;

/// <summary>A variable of this process's environment with all its bytes.</summary>
internal static unsafe class EnvironmentVariable
{
    /// <summary>The value, or null where there is none. It is removed, so that programs started later do not have it.</summary>
    internal static byte[]? Take(string name)
    {
        for (nint* at = Libc.ProcessEnvironment(); at is not null && *at != 0; at++)
        {
            ReadOnlySpan<byte> variable = MemoryMarshal.CreateReadOnlySpanFromNullTerminated((byte*)*at);
            if (variable.Length > name.Length && variable[name.Length] == '=' && System.Text.Ascii.Equals(variable[..name.Length], name))
            {
                byte[] value = variable[(name.Length + 1)..].ToArray();
                _ = Libc.UnsetEnvironment(name);
                return value;
            }
        }

        return null;
    }
}
