using System;
using NetCat.Sharp.Native;

namespace NetCat.Sharp.Sockets;

/// <summary>Reports whether a socket uses multipath TCP (RFC 8684).</summary>
internal static class Multipath
{
    /// <summary>Whether the connection uses multipath TCP: after a fallback to TCP there is no information about it (MPTCP_INFO).</summary>
    internal static bool IsUsed(int socket)
    {
        Span<byte> info = stackalloc byte[sizeof(int)];
        return Libc.GetOption(socket, Constants.SOL_MPTCP, Constants.MPTCP_INFO, info) >= 0;
    }
}
