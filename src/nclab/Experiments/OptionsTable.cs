using System.Collections.Generic;
using System.Linq;
using System.Net.Sockets;

namespace NetCat.Sharp.Lab.Experiments;

/// <summary>Reads every option of a new socket.</summary>
internal static class OptionsTable
{
    internal static OptionsReport Read(int family, string familyName, Transport transport)
    {
        using NetSocket socket = NetSocket.Create(family, transport);
        List<OptionEntry> entries = [.. SocketOption.All.Where(option => option.IsFor(family, transport)).Select(option => Entry(socket, option))];
        return new OptionsReport("options", Lab.Kernel, familyName, ProtocolOf(familyName == "unix", transport), entries);
    }

    private static string ProtocolOf(bool isUnix, Transport transport) => (isUnix, transport) switch
    {
        (true, Transport.Udp) => "datagram",
        (true, _) => "stream",
        (_, Transport.Udp) => "udp",
        _ => "tcp",
    };

    private static OptionEntry Entry(NetSocket socket, SocketOption option)
    {
        string form = option.CanSet ? option.Form : "read-only";
        try
        {
            return new OptionEntry(option.Name, form, option.When, socket.GetOption(option), null, option.Meaning);
        }
        catch (SocketException refusal)
        {
            return new OptionEntry(option.Name, form, option.When, null, refusal.Message, option.Meaning);
        }
    }
}
