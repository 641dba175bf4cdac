using System;
using System.Buffers.Binary;
using NetCat.Sharp.Native;

namespace NetCat.Sharp.Tls;

/// <content>DTLS: one record in each datagram that is sent, and any number in one that is received.</content>
internal sealed partial class TlsChannel
{
    /// <summary>Bytes of data in one record.</summary>
    private const int MostInRecord = 16384;

    /// <summary>Bytes of a datagram of the handshake: every path of IPv6 carries 1280 with its headers.</summary>
    private const int HandshakeDatagram = 1232;

    private const int RecordHeader = 13;
    private const int LengthAt = 11;

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

        LibCrypto.Clear(_arrived);
        LibCrypto.ClearErrors();
        _context.Sender = sender;
        nint address = LibCrypto.NewAddress();
        bool isVerified = LibCrypto.Append(_arrived, Buffer.AsSpan(0, arrived)) && LibSsl.Listen(_ssl, address) == 1;
        LibCrypto.FreeAddress(address);
        LibCrypto.ClearErrors();
        for (ReadOnlySpan<byte> left = LibCrypto.Held(_leaving); !left.IsEmpty; left = left[Next(left).Length..])
        {
            _ = Libc.SendTo(_socket, Next(left), sender);
        }

        LibCrypto.Clear(_leaving);
        return isVerified;
    }

    /// <summary>What one write(2) sends: of datagrams the first record, whose length is at the end of its header.</summary>
    private ReadOnlySpan<byte> Next(ReadOnlySpan<byte> left)
        => !_isDatagram || left.Length < RecordHeader
            ? left
            : left[..Math.Min(RecordHeader + BinaryPrimitives.ReadUInt16BigEndian(left[LengthAt..]), left.Length)];

    /// <summary>Gives OpenSSL what has arrived; a datagram replaces what is left of the one before it.</summary>
    private bool Take(int arrived)
    {
        if (_isDatagram)
        {
            LibCrypto.Clear(_arrived);
        }

        return LibCrypto.Append(_arrived, Buffer.AsSpan(0, arrived));
    }
}
