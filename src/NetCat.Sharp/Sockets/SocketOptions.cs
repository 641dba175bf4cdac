using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using NetCat.Sharp.Native;
using NetCat.Sharp.Strings;

namespace NetCat.Sharp.Sockets;

/// <summary>Sets exactly the requested options, each with one setsockopt(2), in the order of the rows.</summary>
internal static partial class SocketOptions
{
    /// <summary>The buffer size for every value: the largest values are a structure of 16 bytes and a name of the same length.</summary>
    internal const int Room = 64;

    /// <summary>
    /// Sets the options of a phase; 0, or minus errno with the option that the kernel refused. The address gives the family, and the peer whose
    /// segments a key signs.
    /// </summary>
    internal static int Apply(int socket, in SockAddr address, Phase phase, IReadOnlyList<SocketOptionValue> wanted, out SocketOptionValue refused)
    {
        ReadOnlySpan<SocketOptionRow> rows = wanted.Count > 0 ? Rows : [];
        for (int index = 0; index < rows.Length; index++)
        {
            ref readonly SocketOptionRow row = ref rows[index];
            if (!IsSetAt(row.Phase, phase) || !IsWanted(wanted, index, address.Family, out SocketOptionValue value))
            {
                continue;
            }

            int error = Set(socket, row, value, address);
            if (error < 0)
            {
                refused = value;
                return error;
            }
        }

        refused = default;
        return 0;
    }

    /// <summary>Reads the value in the kernel; 0 or minus errno, EINVAL if the family has no such option.</summary>
    internal static int Read(int socket, int family, SocketOptionKey key, out int value)
    {
        value = 0;
        return Find(family, key) is { } row ? Libc.GetOption(socket, row.Level, row.Name, out value) : -Constants.EINVAL;
    }

    /// <summary>Sets an option; 0 or minus errno, EINVAL if the family has no such option.</summary>
    internal static int Write(int socket, int family, SocketOptionKey key, int value)
        => Find(family, key) is { } row ? Libc.SetOption(socket, row.Level, row.Name, value) : -Constants.EINVAL;

    /// <summary>Reads the value in the kernel as bytes; returns their number or minus errno.</summary>
    internal static int Read(int socket, in SocketOptionRow row, Span<byte> wire)
        => Libc.GetOption(socket, row.Level, row.Name, row.Kind is OptionKind.TimeValue or OptionKind.Linger or OptionKind.Word or OptionKind.Device ? wire : wire[..sizeof(int)]);

    /// <summary>Sets an option; 0 or minus errno, ENODEV if an interface does not exist.</summary>
    internal static int Set(int socket, in SocketOptionRow row, in SocketOptionValue value, in SockAddr address)
    {
        if (row.Kind == OptionKind.Key)
        {
            return TcpMd5.Set(socket, row, address, value.Bytes.Span);
        }

        Span<byte> wire = stackalloc byte[Room];
        int length = Encode(row, value, wire);
        return length < 0 ? length : Libc.SetOption(socket, row.Level, row.Name, wire[..length]);
    }

    /// <summary>Encodes a value for setsockopt(2); returns the number of bytes or minus errno.</summary>
    internal static int Encode(in SocketOptionRow row, in SocketOptionValue value, Span<byte> wire)
    {
        int number = value.Value;
        ReadOnlySpan<byte> bytes = value.Bytes.Span;
        if (row.Kind is OptionKind.Interface or OptionKind.InterfaceBigEndian or OptionKind.SourceInterface && !bytes.IsEmpty && number == 0)
        {
            number = Libc.InterfaceIndex(RawText.Decode(bytes));
            if (number == 0)
            {
                return -Constants.ENODEV;
            }

            bytes = [];
        }

        if (row.Kind == OptionKind.SourceInterface && bytes.IsEmpty)
        {
            wire[..8].Clear();
            BinaryPrimitives.WriteInt32LittleEndian(wire[8..], number);
            return 12;
        }

        if (!bytes.IsEmpty)
        {
            bytes.CopyTo(wire);
            return bytes.Length;
        }

        BinaryPrimitives.WriteInt32LittleEndian(wire, row.Kind == OptionKind.InterfaceBigEndian ? BinaryPrimitives.ReverseEndianness(number) : number);
        return sizeof(int);
    }

    /// <summary>Finds the value of a row for a socket of the family. If there are several, the last one counts.</summary>
    internal static bool IsWanted(IReadOnlyList<SocketOptionValue> wanted, int index, int family, out SocketOptionValue value)
    {
        ref readonly SocketOptionRow row = ref Rows[index];
        for (int i = wanted.Count - 1; i >= 0; i--)
        {
            value = wanted[i];
            bool isNamed = value.Row == index + 1 && (!value.IsOfItsFamily || row.IsOf(family));
            if (isNamed || (value.Row == 0 && value.Key == row.Key && row.IsOf(family)))
            {
                return true;
            }
        }

        value = default;
        return false;
    }

    private static bool IsSetAt(Phase row, Phase now) => row == now || row switch
    {
        Phase.NotInherited => now is Phase.BeforeConnect or Phase.Accepted,
        Phase.Connected => now == Phase.Accepted,
        _ => false,
    };

    private static SocketOptionRow? Find(int family, SocketOptionKey key)
    {
        foreach (ref readonly SocketOptionRow row in Rows)
        {
            if (row.Key == key && row.IsOf(family))
            {
                return row;
            }
        }

        return null;
    }
}
