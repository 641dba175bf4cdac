using System.Runtime.InteropServices;

namespace NetCat.Sharp.Native;

/// <summary>What the numbers of errno(3) are called.</summary>
internal static class Errno
{
    /// <summary>The system's own words, those of strerror(3).</summary>
    internal static string Text(int errno) => Marshal.GetPInvokeErrorMessage(errno);

    /// <summary>Neither data nor an end: the call is to be made again, at once or when poll(2) says so.</summary>
    internal static bool IsTransient(int errno) => errno is Constants.EAGAIN or Constants.EINTR;
}
