using System;
using System.Buffers.Binary;
using NetCat.Sharp.Native;

namespace NetCat.Sharp.Tls;

/// <content>DTLS: one record in each datagram that is sent, and any number in one that is received.</content>
internal sealed partial class TlsChannel
{
    /// <summary>Bytes of a datagram of the handshake: every path of IPv6 carries 1280 with its headers.</summary>
    private const int HandshakeDatagram = 1232;

    private const int RecordHeader = 13;
    private const int LengthAt = 11;

    /// <summary>Nothing stays in it from one call to the next: the channels of a thread share it.</summary>
    [ThreadStatic]
    private static byte[]? s_buffer;

    private static byte[] Buffer => s_buffer ??= GC.AllocateUninitializedArray<byte>(BufferSize);

    /// <summary>
    /// Takes one datagram of an unconnected socket off its queue and answers it. True where its sender has sent back its cookie: the socket is to be
    /// connected to it, and the handshake goes on with <see cref="Open"/>.
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

    /// <summary>What one write(2) sends: of datagrams the first record, whose length is at the end of its header.</summary>
    private ReadOnlySpan<byte> Next(ReadOnlySpan<byte> left)
        => !_isDatagram || left.Length < RecordHeader
            ? left
            : left[..Math.Min(RecordHeader + BinaryPrimitives.ReadUInt16BigEndian(left[LengthAt..]), left.Length)];
}
