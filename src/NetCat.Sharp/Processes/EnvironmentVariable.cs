using System;
using System.Runtime.InteropServices;
using NetCat.Sharp.Native;

namespace NetCat.Sharp.Processes;

/// <summary>Reads a variable of this process's environment with all its bytes.</summary>
internal static unsafe class EnvironmentVariable
{
    /// <summary>Returns the value and removes the variable, so that programs started later do not inherit it; null if there is none.</summary>
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
