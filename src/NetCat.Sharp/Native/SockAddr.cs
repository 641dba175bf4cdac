using System;
using System.Buffers.Binary;
using System.Globalization;
using System.Net;
using NetCat.Sharp.Native;
using NetCat.Sharp.Strings;

namespace NetCat.Sharp;

/// <summary>A socket address in the kernel's form, byte for byte (sockaddr(3type)): IPv4, IPv6 with scope and flow, or a Unix path.</summary>
public readonly struct SockAddr : IEquatable<SockAddr>
{
    /// <summary>The size in bytes of <c>struct sockaddr_storage</c>, which holds every address.</summary>
    internal const int Room = 128;

    private const int Ipv4Length = 16;
    private const int Ipv6Length = 28;

    /// <summary>The offset of the port in <c>struct sockaddr_vm</c>; the port is in host byte order.</summary>
    internal const int VsockPortAt = 4;

    private readonly byte[]? _bytes;

    /// <summary>Copies an address that a system call wrote.</summary>
    /// <param name="bytes">The <c>struct sockaddr</c>, beginning with its family.</param>
    public SockAddr(ReadOnlySpan<byte> bytes) => _bytes = bytes.ToArray();

    /// <summary>The <c>struct sockaddr</c>; empty for an address that was never set.</summary>
    public ReadOnlySpan<byte> Bytes => _bytes;

    /// <summary>The AF_ number, 0 (AF_UNSPEC) for an address that was never set.</summary>
    public int Family => Bytes.Length < 2 ? 0 : BitConverter.ToUInt16(Bytes);

    /// <summary>The port of an IPv4 or IPv6 address, otherwise 0.</summary>
    public int Port => HasPort ? BinaryPrimitives.ReadUInt16BigEndian(Bytes[2..]) : 0;

    /// <summary>
    /// The path of a Unix socket, or <c>@name</c> for an abstract one, with its bytes encoded by <see cref="RawText"/>; otherwise empty.
    /// </summary>
    internal string Path => PathBytes is [0, ..] ? "@" + RawText.Decode(PathBytes[1..]) : RawText.Decode(PathBytes);

    /// <summary>The path in the kernel's form: an abstract name begins with a NUL, and a path has no NUL at its end.</summary>
    internal ReadOnlySpan<byte> PathBytes
    {
        get
        {
            ReadOnlySpan<byte> path = Family == Constants.AF_UNIX ? Bytes[2..] : default;
            int end = path is [0, ..] ? -1 : path.IndexOf((byte)0);
            return end < 0 ? path : path[..end];
        }
    }

    private bool HasPort => Family is Constants.AF_INET or Constants.AF_INET6;

    /// <summary>Whether two addresses have the same bytes.</summary>
    /// <param name="left">One address.</param>
    /// <param name="right">The other address.</param>
    public static bool operator ==(SockAddr left, SockAddr right) => left.Equals(right);

    /// <summary>Whether two addresses differ.</summary>
    /// <param name="left">One address.</param>
    /// <param name="right">The other address.</param>
    public static bool operator !=(SockAddr left, SockAddr right) => !left.Equals(right);

    /// <summary>Converts a .NET endpoint to an IPv4 or IPv6 address.</summary>
    /// <param name="endPoint">The address, scope and port.</param>
    /// <returns>The same address in the kernel's form.</returns>
    public static SockAddr From(IPEndPoint endPoint)
    {
        ArgumentNullException.ThrowIfNull(endPoint);
        bool six = endPoint.AddressFamily == System.Net.Sockets.AddressFamily.InterNetworkV6;
        byte[] bytes = new byte[six ? Ipv6Length : Ipv4Length];
        BitConverter.TryWriteBytes(bytes, (ushort)(six ? Constants.AF_INET6 : Constants.AF_INET));
        BinaryPrimitives.WriteUInt16BigEndian(bytes.AsSpan(2), (ushort)endPoint.Port);
        _ = endPoint.Address.TryWriteBytes(bytes.AsSpan(six ? 8 : 4), out _);
        if (six)
        {
            BitConverter.TryWriteBytes(bytes.AsSpan(24), (uint)endPoint.Address.ScopeId);
        }

        return new SockAddr(bytes);
    }

    /// <summary>Parses an address.</summary>
    /// <param name="text"><c>127.0.0.1:80</c> or <c>[::1]:80</c>; without a port, the port is 0.</param>
    /// <returns>The address in the kernel's form.</returns>
    /// <exception cref="FormatException">The text is not an address; names are not looked up.</exception>
    public static SockAddr Parse(string text) => From(IPEndPoint.Parse(text));

    /// <summary>The address 127.0.0.1 (RFC 5735).</summary>
    /// <param name="port">0 to 65535; with 0, bind(2) chooses a free port.</param>
    /// <returns>The address in the kernel's form.</returns>
    public static SockAddr Loopback(int port = 0) => From(new IPEndPoint(IPAddress.Loopback, port));

    /// <summary>Converts the address to a .NET endpoint.</summary>
    /// <returns>The address, scope and port.</returns>
    /// <exception cref="InvalidOperationException">This is neither an IPv4 nor an IPv6 address.</exception>
    public IPEndPoint ToEndPoint() => Family switch
    {
        Constants.AF_INET => new IPEndPoint(new IPAddress(Bytes.Slice(4, 4)), Port),
        Constants.AF_INET6 => new IPEndPoint(new IPAddress(Bytes.Slice(8, 16), BitConverter.ToUInt32(Bytes[24..])), Port),
        _ => throw new InvalidOperationException("not an internet address"),
    };

    /// <summary>Returns the address with another port.</summary>
    /// <param name="port">0 to 65535.</param>
    /// <returns>A copy; an address that has no port is returned unchanged.</returns>
    public SockAddr WithPort(int port)
    {
        bool isVsock = Family == Constants.AF_VSOCK;
        if (!HasPort && !isVsock)
        {
            return this;
        }

        var copy = new SockAddr(Bytes);
        if (isVsock)
        {
            BinaryPrimitives.WriteInt32LittleEndian(copy._bytes.AsSpan(VsockPortAt), port);
            return copy;
        }

        BinaryPrimitives.WriteUInt16BigEndian(copy._bytes.AsSpan(2), (ushort)port);
        return copy;
    }

    /// <inheritdoc/>
    public bool Equals(SockAddr other) => Bytes.SequenceEqual(other.Bytes);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is SockAddr other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = default(HashCode);
        hash.AddBytes(Bytes);
        return hash.ToHashCode();
    }

    /// <summary>The address in numeric form: <c>127.0.0.1:80</c>, <c>[::1]:80</c>, a path, or <c>@name</c> for an abstract one.</summary>
    /// <returns>A text for display, not for parsing.</returns>
    public override string ToString()
    {
        if (HasPort && Libc.NameOf(this, numeric: true, out string host, out string port) == 0)
        {
            return Family == Constants.AF_INET6 ? $"[{host}]:{port}" : $"{host}:{port}";
        }

        return Family == Constants.AF_UNIX ? Path : string.Create(CultureInfo.InvariantCulture, $"family {Family}");
    }
}
