using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.Globalization;
using NetCat.Sharp.Native;

namespace NetCat.Sharp.Sockets;

/// <summary>Addresses of virtual machines and their hosts (vsock(7)): a context identifier and a port, each a 32-bit number.</summary>
internal static class VsockAddresses
{
    /// <summary>The size of <c>struct sockaddr_vm</c>: family, two bytes that are 0, port, identifier, flags and padding.</summary>
    private const int Length = 16;
    private const int IdentifierAt = 8;

    /// <summary>
    /// Resolves an address; 0 or an EAI_ code. Without a host, and with port 0, a listener is bound to every identifier and a free port.
    /// </summary>
    internal static int Resolve(string? host, string? service, bool passive, List<ResolvedAddress> into)
    {
        if (!TryReadIdentifier(host ?? "any", passive, out uint identifier))
        {
            return Constants.EAI_NONAME;
        }

        if (!uint.TryParse(service, NumberStyles.None, CultureInfo.InvariantCulture, out uint port))
        {
            return Constants.EAI_SERVICE;
        }

        SockAddr address = Of(identifier, passive && port == 0 ? Constants.VMADDR_PORT_ANY : port);
        into.Add(new ResolvedAddress(Constants.AF_VSOCK, Constants.SOCK_STREAM, 0, address));
        return 0;
    }

    /// <summary>The address with an identifier and a port.</summary>
    internal static SockAddr Of(uint identifier, uint port)
    {
        Span<byte> bytes = stackalloc byte[Length];
        bytes.Clear();
        BinaryPrimitives.WriteUInt16LittleEndian(bytes, Constants.AF_VSOCK);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes[SockAddr.VsockPortAt..], port);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes[IdentifierAt..], identifier);
        return new SockAddr(bytes);
    }

    /// <summary>The identifier and the port as decimal numbers; <c>any</c> stands for every identifier.</summary>
    internal static (string Host, string Port) NumbersOf(in SockAddr address)
    {
        uint identifier = BinaryPrimitives.ReadUInt32LittleEndian(address.Bytes[IdentifierAt..]);
        string host = identifier == Constants.VMADDR_CID_ANY ? "any" : identifier.ToString(CultureInfo.InvariantCulture);
        return (host, BinaryPrimitives.ReadUInt32LittleEndian(address.Bytes[SockAddr.VsockPortAt..]).ToString(CultureInfo.InvariantCulture));
    }

    private static bool TryReadIdentifier(string text, bool passive, out uint identifier)
    {
        identifier = text switch
        {
            "any" => Constants.VMADDR_CID_ANY,
            "hypervisor" => 0,
            "local" => 1,
            "host" => 2,
            _ => 3,
        };
        bool isNumber = identifier == 3 && uint.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out identifier);
        return (isNumber || text is "any" or "hypervisor" or "local" or "host") && (passive || identifier != Constants.VMADDR_CID_ANY);
    }
}
