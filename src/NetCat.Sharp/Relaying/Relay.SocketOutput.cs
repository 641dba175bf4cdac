using NetCat.Sharp.Native;

namespace NetCat.Sharp.Relaying;

/// <content>An output that is a socket has a peer of its own, who is told of the end.</content>
internal sealed partial class Relay
{
    /// <summary>The output, where it is a socket that ends with the peer's data; -1, the default, where it is none.</summary>
    internal int OutputSocket { get; init; } = -1;

    private void FinishOutput()
    {
        if (OutputSocket >= 0 && _in.SinkOpen && _policy.ShutsDownAtEof)
        {
            _ = Libc.Shutdown(OutputSocket, Constants.SHUT_WR);
        }
    }
}
