using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.Runtime.InteropServices;
using NetCat.Sharp.Strings;

namespace NetCat.Sharp.Native;

/// <content>Name lookups: getaddrinfo(3), getnameinfo(3), getservbyname(3). A result other than 0 is an EAI_ code.</content>
internal static unsafe partial class Libc
{
    /// <summary>Resolves a name to addresses, in the order in which getaddrinfo(3) returns them.</summary>
    internal static int Resolve(string? host, string? service, in AddressQuery query, List<AddressInfo> into)
    {
        var hints = new AddrInfo
        {
            Flags = query.Flags,
            Family = query.Family,
            SocketType = query.SocketType,
            Protocol = query.Protocol,
        };
        AddrInfo* first;
        int error = GetAddrInfoRaw(host, service, &hints, &first);
        if (error != 0)
        {
            return error;
        }

        for (AddrInfo* info = first; info != null; info = info->Next)
        {
            var address = new SockAddr(new ReadOnlySpan<byte>(info->Address, (int)info->AddressLength));
            into.Add(new AddressInfo(info->Family, info->SocketType, info->Protocol, address));
        }

        FreeAddrInfoRaw(first);
        return 0;
    }

    /// <summary>The host's name or number, and the port as a number (getnameinfo(3) with NI_NUMERICSERV).</summary>
    internal static int NameOf(in SockAddr address, bool numeric, out string host, out string port)
    {
        byte* hostBytes = stackalloc byte[Constants.NI_MAXHOST];
        byte* portBytes = stackalloc byte[Constants.NI_MAXSERV];
        int flags = Constants.NI_NUMERICSERV | (numeric ? Constants.NI_NUMERICHOST : 0);
        int error;
        fixed (byte* p = address.Bytes)
        {
            error = GetNameInfoRaw(p, (uint)address.Bytes.Length, hostBytes, Constants.NI_MAXHOST, portBytes, Constants.NI_MAXSERV, flags);
        }

        host = error == 0 ? Marshal.PtrToStringUTF8((nint)hostBytes)! : "";
        port = error == 0 ? Marshal.PtrToStringUTF8((nint)portBytes)! : "";
        return error;
    }

    /// <summary>The index of an interface; 0 if there is no interface of that name (if_nametoindex(3)).</summary>
    internal static int InterfaceIndex(string name) => (int)InterfaceIndexRaw(name);

    /// <summary>The name of an interface; empty if there is none (if_indextoname(3)).</summary>
    internal static string InterfaceName(int index)
    {
        byte* name = stackalloc byte[Constants.IF_NAMESIZE];
        return InterfaceNameRaw((uint)index, name) == null ? "" : RawText.Decode(MemoryMarshal.CreateReadOnlySpanFromNullTerminated(name));
    }

    /// <summary>The resolver's text for an EAI_ code (gai_strerror(3)).</summary>
    internal static string ResolveErrorText(int error) => Marshal.PtrToStringUTF8(GaiStrErrorRaw(error)) ?? "";

    /// <summary>The port of a service in the services database, or -1 (getservbyname(3)).</summary>
    internal static int PortOfService(string name, string protocol)
    {
        Service* service = GetServByNameRaw(name, protocol);
        return service == null ? -1 : BinaryPrimitives.ReverseEndianness((ushort)service->Port);
    }

    /// <summary>The name of a port in the services database, or null (getservbyport(3)).</summary>
    internal static string? ServiceOfPort(int port, string protocol)
    {
        Service* service = GetServByPortRaw(BinaryPrimitives.ReverseEndianness((ushort)port), protocol);
        return service == null ? null : Marshal.PtrToStringUTF8((nint)service->Name);
    }

    /// <summary>
    /// Whether a text is an address of the family in the form that inet_pton(3) accepts: four decimal numbers, or IPv6 without a scope.
    /// </summary>
    internal static bool ReadAddress(int family, string text, Span<byte> into)
    {
        fixed (byte* p = into)
        {
            return !text.Contains('\0', StringComparison.Ordinal) && InetPToNRaw(family, text, p) == 1;
        }
    }

    [LibraryImport(C, EntryPoint = "if_nametoindex", StringMarshallingCustomType = typeof(RawTextMarshaller))]
    private static partial uint InterfaceIndexRaw(string name);

    [LibraryImport(C, EntryPoint = "if_indextoname")]
    private static partial byte* InterfaceNameRaw(uint index, byte* name);

    [LibraryImport(C, EntryPoint = "inet_pton", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int InetPToNRaw(int family, string text, byte* into);

    [LibraryImport(C, EntryPoint = "getaddrinfo", StringMarshallingCustomType = typeof(RawTextMarshaller))]
    private static partial int GetAddrInfoRaw(string? host, string? service, AddrInfo* hints, AddrInfo** result);

    [LibraryImport(C, EntryPoint = "freeaddrinfo")]
    private static partial void FreeAddrInfoRaw(AddrInfo* first);

    [LibraryImport(C, EntryPoint = "getnameinfo")]
    private static partial int GetNameInfoRaw(byte* address, uint length, byte* host, uint hostRoom, byte* service, uint serviceRoom, int flags);

    [LibraryImport(C, EntryPoint = "gai_strerror")]
    private static partial nint GaiStrErrorRaw(int error);

    [LibraryImport(C, EntryPoint = "getservbyname", StringMarshallingCustomType = typeof(RawTextMarshaller))]
    private static partial Service* GetServByNameRaw(string name, string protocol);

    [LibraryImport(C, EntryPoint = "getservbyport", StringMarshallingCustomType = typeof(RawTextMarshaller))]
    private static partial Service* GetServByPortRaw(int port, string protocol);

    /// <summary><c>struct addrinfo</c> as glibc lays it out.</summary>
    [StructLayout(LayoutKind.Sequential)]
    private struct AddrInfo
    {
        internal int Flags;
        internal int Family;
        internal int SocketType;
        internal int Protocol;
        internal uint AddressLength;
        internal byte* Address;
        internal byte* CanonicalName;
        internal AddrInfo* Next;
    }

    /// <summary><c>struct servent</c> (getservbyname(3)); the port is in network byte order.</summary>
    [StructLayout(LayoutKind.Sequential)]
    private struct Service
    {
        internal byte* Name;
        internal byte** Aliases;
        internal int Port;
        internal byte* Protocol;
    }
}
