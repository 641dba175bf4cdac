using System;
using System.Buffers.Binary;
using NetCat.Sharp.Native;

namespace NetCat.Sharp.Tls;

/// <content>DTLS: each datagram that is sent has one record, and a received one may have several.</content>
internal sealed partial class TlsChannel
{
    /// <summary>The size of a handshake datagram: with its headers it fits the 1280 bytes that every IPv6 path carries.</summary>
    private const int HandshakeDatagram = 1232;

    private const int RecordHeader = 13;
    private const int LengthAt = 11;

    /// <summary>The channels of a thread share the buffer: it holds no data between two calls.</summary>
    [ThreadStatic]
    private static byte[]? s_buffer;

    private static byte[] Buffer => s_buffer ??= GC.AllocateUninitializedArray<byte>(BufferSize);

    /// <summary>
    /// Receives one datagram from an unconnected socket and replies to it. True if its sender has sent back its cookie: the caller then connects the
    /// socket to the sender, and <see cref="Open"/> continues the handshake.
    /// </summary>
    internal bool Verify()
    {
        int arrived = Libc.ReceiveFrom(_socket, Buffer, Constants.MSG_DONTWAIT, out SockAddr sender);
        if (arrived <= 0)
        {
            return false;
        }

        LibCrypto.ClearErrors();
        _context.Sender = sender;
        _bio.HandIn(Buffer.AsMemory(0, arrived));
        nint address = LibCrypto.NewAddress();
        bool isVerified = LibSsl.Listen(_ssl, address) == 1;
        LibCrypto.FreeAddress(address);
        LibCrypto.ClearErrors();
        _bio.HandIn(null);
        while (HasLeaving)
        {
            ReadOnlySpan<byte> next = Next(_bio.Leaving);
            _ = Libc.SendTo(_socket, next, sender);
            _bio.Remove(next.Length);
        }

        return isVerified;
    }

    /// <summary>The bytes for one write(2): for datagrams the first record, whose length is in the last bytes of its header.</summary>
    private ReadOnlySpan<byte> Next(ReadOnlySpan<byte> left)
        => !_isDatagram || left.Length < RecordHeader
            ? left
            : left[..Math.Min(RecordHeader + BinaryPrimitives.ReadUInt16BigEndian(left[LengthAt..]), left.Length)];
}
