using NetCat.Sharp.Native;

namespace NetCat.Sharp.Sockets;

/// <summary>One result of a lookup: the arguments of socket(2), and the address for bind(2) or connect(2).</summary>
internal readonly record struct ResolvedAddress(int Family, int SocketType, int Protocol, SockAddr Address)
{
    internal ResolvedAddress(in AddressInfo info)
        : this(info.Family, info.SocketType, info.Protocol, info.Address)
    {
    }
}
