using System.Collections.Generic;
using NetCat.Sharp.Native;

namespace NetCat.Sharp.Sockets;

/// <summary>Sets exactly the options asked, each by one setsockopt(2), in the order of the rows.</summary>
internal static partial class SocketOptions
{
    /// <summary>0, or minus errno with the option that the kernel refused. The address tells the family, and whose segments a key signs.</summary>
    internal static int Apply(int socket, in SockAddr address, Phase phase, IReadOnlyList<SocketOptionValue> wanted, out SocketOptionKey refused)
    {
        foreach (ref readonly SocketOptionRow row in Rows)
        {
            if (row.Phase != phase || !Applies(row, address.Family) || !IsWanted(wanted, row.Key, out SocketOptionValue value))
            {
                continue;
            }

            int error = row.Key == SocketOptionKey.TcpMd5
                ? TcpMd5.Set(socket, row, address, value.Bytes.Span)
                : Libc.SetOption(socket, row.Level, row.Name, value.Value);
            if (error < 0)
            {
                refused = row.Key;
                return error;
            }
        }

        refused = default;
        return 0;
    }

    /// <summary>0 and the value that the kernel has, or minus errno; EINVAL where the family has no such option.</summary>
    internal static int Read(int socket, int family, SocketOptionKey key, out int value)
    {
        value = 0;
        return Find(family, key) is { } row ? Libc.GetOption(socket, row.Level, row.Name, out value) : -Constants.EINVAL;
    }

    /// <summary>0, or minus errno; EINVAL where the family has no such option.</summary>
    internal static int Write(int socket, int family, SocketOptionKey key, int value)
        => Find(family, key) is { } row ? Libc.SetOption(socket, row.Level, row.Name, value) : -Constants.EINVAL;

    private static SocketOptionRow? Find(int family, SocketOptionKey key)
    {
        foreach (ref readonly SocketOptionRow row in Rows)
        {
            if (row.Key == key && Applies(row, family))
            {
                return row;
            }
        }

        return null;
    }

    private static bool Applies(in SocketOptionRow row, int family) => row.Family == Constants.AF_UNSPEC || row.Family == family;

    private static bool IsWanted(IReadOnlyList<SocketOptionValue> wanted, SocketOptionKey key, out SocketOptionValue value)
    {
        for (int i = 0; i < wanted.Count; i++)
        {
            if (wanted[i].Key == key)
            {
                value = wanted[i];
                return true;
            }
        }

        value = default;
        return false;
    }
}
