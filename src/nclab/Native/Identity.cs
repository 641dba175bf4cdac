using System.Runtime.InteropServices;

namespace NetCat.Sharp.Lab.Native;

/// <summary>The user of this process. glibc's calls change all threads. A result below zero is minus errno.</summary>
internal static partial class Identity
{
    private const string C = "libc";

    /// <summary>The effective user id (geteuid(2)).</summary>
    [LibraryImport(C, EntryPoint = "geteuid")]
    internal static partial uint User();

    /// <summary>Changes permanently to a user and the group of the same number; 0 or minus errno (setresgid(2), setresuid(2)).</summary>
    internal static int Become(uint user)
        => SetGroupRaw(user, user, user) < 0 || SetUserRaw(user, user, user) < 0 ? -Marshal.GetLastPInvokeError() : 0;

    /// <summary>The system's text for an error.</summary>
    internal static string ErrorText(int errno) => Marshal.GetPInvokeErrorMessage(errno);

    [LibraryImport(C, EntryPoint = "setresgid", SetLastError = true)]
    private static partial int SetGroupRaw(uint real, uint effective, uint saved);

    [LibraryImport(C, EntryPoint = "setresuid", SetLastError = true)]
    private static partial int SetUserRaw(uint real, uint effective, uint saved);
}
