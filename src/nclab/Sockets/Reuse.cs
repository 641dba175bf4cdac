namespace NetCat.Sharp.Lab.Sockets;

/// <summary>The two options of the founding text on one socket.</summary>
internal readonly record struct Reuse(bool Address, bool Port)
{
    internal static Reuse None => default;

    internal static Reuse ByAddress => new(true, false);

    internal static Reuse ByPort => new(false, true);

    /// <summary>What the socket has, as people write it.</summary>
    public override string ToString() => (Address, Port) switch
    {
        (true, true) => "SO_REUSEADDR+SO_REUSEPORT",
        (true, false) => "SO_REUSEADDR",
        (false, true) => "SO_REUSEPORT",
        _ => "none",
    };

    /// <summary>Sets what is on and touches nothing that is off: off is what a new socket has.</summary>
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
