using System;
using NetCat.Sharp.Native;

namespace NetCat.Sharp;

/// <summary>The relay for other programs: bytes from an input to a socket, and from the socket to an output.</summary>
public static class Relaying
{
    /// <summary>Moves bytes both ways, on the calling thread, until there is a reason to stop. The descriptors stay the caller's and keep their flags.</summary>
    /// <param name="input">A descriptor to read; -1 reads nothing.</param>
    /// <param name="output">A descriptor to write.</param>
    /// <param name="socket">Connected; made non-blocking.</param>
    /// <param name="policy">What happens at the edges.</param>
    /// <returns>Why it ended.</returns>
    public static RelayEnd Run(int input, int output, NetSocket socket, RelayPolicy policy)
    {
        ArgumentNullException.ThrowIfNull(socket);
        ArgumentNullException.ThrowIfNull(policy);
        Libc.SetNonBlocking(socket.Descriptor);
        using var relay = new Relay(KnownDescriptor.Of(input), KnownDescriptor.Of(output), socket.Descriptor, policy);
        return relay.Run();
    }
}
