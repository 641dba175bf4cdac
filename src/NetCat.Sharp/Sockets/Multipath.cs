using System;
using NetCat.Sharp.Native;

namespace NetCat.Sharp.Sockets;

/// <summary>What became of a socket of multipath TCP (RFC 8684).</summary>
internal static class Multipath
{
    /// <summary>Whether the connection has multipath TCP: one that fell back to TCP has no information about it (MPTCP_INFO).</summary>
    internal static bool IsUsed(int socket)
    {
        Span<byte> info = stackalloc byte[sizeof(int)];
        return Libc.GetOption(socket, Constants.SOL_MPTCP, Constants.MPTCP_INFO, info) >= 0;
    }
}
