using System;
using NetCat.Sharp.Native;
using NetCat.Sharp.Sockets;

namespace NetCat.Sharp;

/// <content>Socket options by the kernel's names.</content>
public sealed partial class NetSocket
{
    /// <summary>Sets an option (setsockopt(2)).</summary>
    /// <param name="option">The option.</param>
    /// <param name="value">The value as text, in the form that <see cref="SocketOption.Form"/> names; null turns a flag on.</param>
    /// <exception cref="NetSocketException">
    /// The kernel's error; ENOPROTOOPT if the socket has no such option, ENODEV if an interface does not exist.
    /// </exception>
    /// <exception cref="FormatException">The text is not a valid value of the option, or the option cannot be set.</exception>
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

    /// <summary>Reads the value of an option from the kernel (getsockopt(2)).</summary>
    /// <param name="option">The option.</param>
    /// <returns>The value in the form that <see cref="SocketOption.Form"/> names.</returns>
    /// <exception cref="NetSocketException">The kernel's error; ENOPROTOOPT if the option cannot be read or the socket does not have it.</exception>
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
