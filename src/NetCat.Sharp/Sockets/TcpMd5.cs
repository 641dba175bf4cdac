using System;
using NetCat.Sharp.Native;

namespace NetCat.Sharp.Sockets;

/// <summary>TCP MD5 signatures (RFC 2385), an option whose value is a structure.</summary>
internal static class TcpMd5
{
    /// <summary>Bytes of the longest key (TCP_MD5SIG_MAXKEYLEN).</summary>
    internal const int LongestKey = Constants.TCP_MD5SIG_MAXKEYLEN;

    // struct tcp_md5sig of linux/tcp.h: an address, flags, a prefix length, a key length, an interface, the key.
    private const int FlagsAt = SockAddr.Room;
    private const int KeyLengthAt = SockAddr.Room + 2;
    private const int KeyAt = SockAddr.Room + 8;
    private const int Size = KeyAt + Constants.TCP_MD5SIG_MAXKEYLEN;

    /// <summary>Sets a key for every peer of the address's family, with a prefix length of 0; 0 or minus errno.</summary>
    internal static int Set(int socket, in SocketOptionRow row, in SockAddr address, ReadOnlySpan<byte> key)
    {
        Span<byte> signature = stackalloc byte[Size];
        signature.Clear();
        address.Bytes.CopyTo(signature);
        signature[FlagsAt] = Constants.TCP_MD5SIG_FLAG_PREFIX;
        key = key[..Math.Min(key.Length, Constants.TCP_MD5SIG_MAXKEYLEN)];
        _ = BitConverter.TryWriteBytes(signature[KeyLengthAt..], (ushort)key.Length);
        key.CopyTo(signature[KeyAt..]);
        return Libc.SetOption(socket, row.Level, row.Name, signature);
    }
}
