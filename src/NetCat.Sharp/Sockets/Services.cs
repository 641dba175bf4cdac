using NetCat.Sharp.Native;

namespace NetCat.Sharp.Sockets;

/// <summary>The services database (services(5)): names of ports.</summary>
internal static class Services
{
    /// <summary>The port of a service, or -1 where the database has no such name (getservbyname(3)).</summary>
    internal static int PortOf(string name, Transport transport) => Libc.PortOfService(name, Transports.NameOf(transport));

    /// <summary>The name of a port, or null (getservbyport(3)).</summary>
    internal static string? NameOf(int port, Transport transport) => Libc.ServiceOfPort(port, Transports.NameOf(transport));
}
