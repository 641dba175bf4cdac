namespace NetCat.Sharp.Lab.Sockets;

/// <summary>SO_REUSEADDR and SO_REUSEPORT on one socket.</summary>
internal readonly record struct Reuse(bool Address, bool Port)
{
    internal static Reuse None => default;

    internal static Reuse ByAddress => new(true, false);

    internal static Reuse ByPort => new(false, true);

    /// <summary>The options that are on, by name.</summary>
    public override string ToString() => (Address, Port) switch
    {
        (true, true) => "SO_REUSEADDR+SO_REUSEPORT",
        (true, false) => "SO_REUSEADDR",
        (false, true) => "SO_REUSEPORT",
        _ => "none",
    };

    /// <summary>Sets the options that are on. The others are off on a new socket.</summary>
    internal void ApplyTo(NetSocket socket)
    {
        if (Address)
        {
            socket.SetOption(SocketOptionKey.ReuseAddress, 1);
        }

        if (Port)
        {
            socket.SetOption(SocketOptionKey.ReusePort, 1);
        }
    }
}
