using NetCat.Sharp.Native;

namespace NetCat.Sharp.Sockets;

/// <summary>Looks up names of ports in the services database (services(5)).</summary>
internal static class Services
{
    /// <summary>The port of a service, or -1 if the database has no such name (getservbyname(3)).</summary>
    internal static int PortOf(string name, Transport transport) => Libc.PortOfService(name, Transports.NameOf(transport));

    /// <summary>The name of a port, or null (getservbyport(3)).</summary>
    internal static string? NameOf(int port, Transport transport) => Libc.ServiceOfPort(port, Transports.NameOf(transport));
}
