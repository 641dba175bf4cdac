using System;
using System.Globalization;

namespace NetCat.Sharp.Lab.Sockets;

/// <summary>A row as Linux's <c>netstat -an</c> (net-tools) prints it, byte for byte, including trailing blanks.</summary>
internal static class NetstatForm
{
    /// <summary>The most characters of an address and its port; netstat truncates a longer address.</summary>
    private const int AddressRoom = 22;

    private const string Mapped = "::ffff:";

    internal const string Heading = "Proto Recv-Q Send-Q Local Address           Foreign Address         State      ";

    internal static string Line(SocketRow row)
    {
        string protocol = row.Family == "ipv6" ? row.Protocol + "6" : row.Protocol;
        string local = Address(row.LocalAddress, row.LocalPort), remote = Address(row.RemoteAddress, row.RemotePort);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{protocol,-5} {row.ReceiveQueue,6} {row.SendQueue,6} {local,-23} {remote,-23} {row.State ?? "",-11}");
    }

    /// <summary>netstat prints an IPv4-mapped address (::ffff:127.0.0.1) as an IPv4 address, 127.0.0.1.</summary>
    internal static string Host(string address)
        => address.StartsWith(Mapped, StringComparison.Ordinal) && address.Contains('.', StringComparison.Ordinal) ? address[Mapped.Length..] : address;

    private static string Address(string address, int port)
    {
        address = Host(address);
        string service = port == 0 ? "*" : port.ToString(CultureInfo.InvariantCulture);
        int room = Math.Max(0, AddressRoom - service.Length);
        return $"{(address.Length > room ? address[..room] : address)}:{service}";
    }
}
