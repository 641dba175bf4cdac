using System;
using NetCat.Sharp.Native;
using NetCat.Sharp.Sockets;

namespace NetCat.Sharp;

/// <content>Options by the kernel's own names.</content>
public sealed partial class NetSocket
{
    /// <summary>Sets an option (setsockopt(2)).</summary>
    /// <param name="option">Which.</param>
    /// <param name="value">Its value as text, in the form that <see cref="SocketOption.Form"/> names; null turns a flag on.</param>
    /// <exception cref="NetSocketException">The kernel's error; ENOPROTOOPT where the socket has no such option, ENODEV where an interface does not exist.</exception>
    /// <exception cref="FormatException">The text is no value of the option, or the option cannot be set.</exception>
    public void SetOption(SocketOption option, string? value)
    {
        ArgumentNullException.ThrowIfNull(option);
        string? fault = option.CanSet ? SocketOptionText.Parse(option.Row, value, out SocketOptionValue parsed) : Unset(out parsed);
        if (fault is not null)
        {
            throw new FormatException($"{option.Name} {fault}: {value}");
        }

        _ = SocketFailure.Check(SocketOptions.Set(_descriptor, option.Row, parsed, default), "setsockopt");
    }

    /// <summary>The value of an option as the kernel has it (getsockopt(2)).</summary>
    /// <param name="option">Which.</param>
    /// <returns>The value in the form that <see cref="SocketOption.Form"/> names.</returns>
    /// <exception cref="NetSocketException">The kernel's error; ENOPROTOOPT where the option cannot be read or the socket has none.</exception>
    public string GetOption(SocketOption option)
    {
        ArgumentNullException.ThrowIfNull(option);
        Span<byte> wire = stackalloc byte[SocketOptions.Room];
        int length = SocketFailure.Check(option.CanGet ? SocketOptions.Read(_descriptor, option.Row, wire) : -Constants.ENOPROTOOPT, "getsockopt");
        return SocketOptionText.Format(option.Row, wire[..length]);
    }

    private static string Unset(out SocketOptionValue nothing)
    {
        nothing = default;
        return "cannot be set";
    }
}
