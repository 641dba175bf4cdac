using System.Globalization;

namespace NetCat.Sharp.Lab.Sockets;

/// <summary>A row as <c>netstat -an</c> of BSD and macOS prints it. The founding text uses this format.</summary>
internal static class BsdForm
{
    internal const string Heading = "Proto Recv-Q Send-Q  Local Address          Foreign Address        (state)";

    private const int AddressRoom = 22;

    internal static string Line(SocketRow row)
    {
        string protocol = row.Protocol + (row.Family == "ipv6" ? "6" : "4");
        string local = Address(row.LocalAddress, row.LocalPort), remote = Address(row.RemoteAddress, row.RemotePort);
        string state = row.Protocol == "tcp" ? State(row.State) : "";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{protocol,-5} {row.ReceiveQueue,6} {row.SendQueue,6}  {local,-AddressRoom} {remote,-AddressRoom} {state}").TrimEnd();
    }

    private static string Address(string address, int port)
    {
        string host = address is "0.0.0.0" or "::" ? "*" : address;
        string text = $"{host}.{(port == 0 ? "*" : port.ToString(CultureInfo.InvariantCulture))}";
        return text.Length > AddressRoom ? text[..AddressRoom] : text;
    }

    private static string State(string? linux) => linux switch
    {
        "SYN_RECV" => "SYN_RCVD",
        "FIN_WAIT1" => "FIN_WAIT_1",
        "FIN_WAIT2" => "FIN_WAIT_2",
        "CLOSE" => "CLOSED",
        _ => linux ?? "",
    };
}
