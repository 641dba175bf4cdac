using System;
using System.Runtime.InteropServices;

namespace NetCat.Sharp.Native;

/// <content>Datagrams with control messages: recvmsg(2) and sendmsg(2).</content>
internal static unsafe partial class Libc
{
    /// <summary>
    /// Receives a datagram with the address of its sender and the control messages (cmsg(3)); returns the number of bytes or minus errno
    /// (recvmsg(2)).
    /// </summary>
    internal static int ReceiveMessage(int socket, Span<byte> into, int flags, Span<byte> sender, out int senderLength, Span<byte> control, out int controlLength)
    {
        fixed (byte* bytes = into, address = sender, messages = control)
        {
            var piece = new IoVector { Base = bytes, Length = (nuint)into.Length };
            MessageHeader header = MessageHeader.Of(address, sender.Length, &piece, messages, control.Length);
            int received = Result(ReceiveMsgRaw(socket, &header, flags));
            (senderLength, controlLength) = received < 0 ? (0, 0) : ((int)header.NameLength, (int)header.ControlLength);
            return received;
        }
    }

    /// <summary>
    /// Sends a datagram to <paramref name="receiver"/> with control messages; returns the number of bytes or minus errno (sendmsg(2)).
    /// </summary>
    internal static int SendMessage(int socket, ReadOnlySpan<byte> from, ReadOnlySpan<byte> receiver, ReadOnlySpan<byte> control)
    {
        fixed (byte* bytes = from, address = receiver, messages = control)
        {
            var piece = new IoVector { Base = bytes, Length = (nuint)from.Length };
            MessageHeader header = MessageHeader.Of(address, receiver.Length, &piece, messages, control.Length);
            return Result(SendMsgRaw(socket, &header, 0));
        }
    }

    [LibraryImport(C, EntryPoint = "recvmsg", SetLastError = true)]
    private static partial nint ReceiveMsgRaw(int socket, MessageHeader* message, int flags);

    [LibraryImport(C, EntryPoint = "sendmsg", SetLastError = true)]
    private static partial nint SendMsgRaw(int socket, MessageHeader* message, int flags);

    /// <summary><c>struct msghdr</c> as glibc lays it out on 64 bits.</summary>
    [StructLayout(LayoutKind.Sequential)]
    private struct MessageHeader
    {
        internal void* Name;
        internal uint NameLength;
        internal IoVector* Pieces;
        internal nuint PieceCount;
        internal void* Control;
        internal nuint ControlLength;
        internal int Flags;

        internal static MessageHeader Of(void* name, int nameLength, IoVector* piece, void* control, int controlLength) => new()
        {
            Name = name,
            NameLength = (uint)nameLength,
            Pieces = piece,
            PieceCount = 1,
            Control = control,
            ControlLength = (nuint)controlLength,
        };
    }
}
