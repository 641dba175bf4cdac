using System;
using System.Buffers.Binary;
using System.Globalization;
using System.Net;
using NetCat.Sharp.Native;
using NetCat.Sharp.Strings;

namespace NetCat.Sharp;

/// <summary>
/// A socket address as the kernel takes it, byte for byte (sockaddr(3type)): IPv4, IPv6 with scope and flow, or a Unix path.
/// </summary>
public readonly struct SockAddr : IEquatable<SockAddr>
{
    /// <summary>The size in bytes of <c>struct sockaddr_storage</c>, which every address fits.</summary>
    internal const int Room = 128;

    private const int Ipv4Length = 16;
    private const int Ipv6Length = 28;

    /// <summary>Where <c>struct sockaddr_vm</c> has its port, in the byte order of the host.</summary>
    internal const int VsockPortAt = 4;

    private readonly byte[]? _bytes;

    /// <summary>Takes a copy of an address as a system call wrote it.</summary>
    /// <param name="bytes">The <c>struct sockaddr</c>, its family first.</param>
    public SockAddr(ReadOnlySpan<byte> bytes) => _bytes = bytes.ToArray();

    /// <summary>The <c>struct sockaddr</c>; empty for an address that was never set.</summary>
    public ReadOnlySpan<byte> Bytes => _bytes;

    /// <summary>The AF_ number, 0 (AF_UNSPEC) for an address that was never set.</summary>
    public int Family => Bytes.Length < 2 ? 0 : BitConverter.ToUInt16(Bytes);

    /// <summary>The port of an IPv4 or IPv6 address, otherwise 0.</summary>
    public int Port => HasPort ? BinaryPrimitives.ReadUInt16BigEndian(Bytes[2..]) : 0;

    /// <summary>A Unix socket's path, or <c>@name</c> for an abstract one, its bytes kept as <see cref="RawText"/> keeps them; otherwise empty.</summary>
    internal string Path => PathBytes is [0, ..] ? "@" + RawText.Decode(PathBytes[1..]) : RawText.Decode(PathBytes);

    /// <summary>The same as it is in the kernel: a first byte of zero makes it an abstract name, and a path has none that ends it.</summary>
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

    /// <summary>Whether two addresses are the same bytes.</summary>
    /// <param name="left">One address.</param>
    /// <param name="right">The other.</param>
    public static bool operator ==(SockAddr left, SockAddr right) => left.Equals(right);

    /// <summary>Whether two addresses differ.</summary>
    /// <param name="left">One address.</param>
    /// <param name="right">The other.</param>
    public static bool operator !=(SockAddr left, SockAddr right) => !left.Equals(right);

    /// <summary>An IPv4 or IPv6 address from .NET's own type.</summary>
    /// <param name="endPoint">Address, scope and port.</param>
    /// <returns>The same address for the kernel.</returns>
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

    /// <summary>An address as people write it.</summary>
    /// <param name="text"><c>127.0.0.1:80</c> or <c>[::1]:80</c>; without a port it is 0.</param>
    /// <returns>The address for the kernel.</returns>
    /// <exception cref="FormatException">It is none: names are not looked up here.</exception>
    public static SockAddr Parse(string text) => From(IPEndPoint.Parse(text));

    /// <summary>127.0.0.1 (RFC 5735).</summary>
    /// <param name="port">0 to 65535; 0 takes a free one where a socket is bound to it.</param>
    /// <returns>The address for the kernel.</returns>
    public static SockAddr Loopback(int port = 0) => From(new IPEndPoint(IPAddress.Loopback, port));

    /// <summary>The same address as .NET's own type.</summary>
    /// <returns>Address, scope and port.</returns>
    /// <exception cref="InvalidOperationException">This is neither an IPv4 nor an IPv6 address.</exception>
    public IPEndPoint ToEndPoint() => Family switch
    {
        Constants.AF_INET => new IPEndPoint(new IPAddress(Bytes.Slice(4, 4)), Port),
        Constants.AF_INET6 => new IPEndPoint(new IPAddress(Bytes.Slice(8, 16), BitConverter.ToUInt32(Bytes[24..])), Port),
        _ => throw new InvalidOperationException("not an internet address"),
    };

    /// <summary>The same address with another port.</summary>
    /// <param name="port">0 to 65535.</param>
    /// <returns>A copy; an address without a port is returned as it is.</returns>
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

    /// <summary>The address in numbers, as <c>127.0.0.1:80</c>, <c>[::1]:80</c>, a path, or <c>@name</c> for an abstract one.</summary>
    /// <returns>A text for people; not meant to be read back.</returns>
    public override string ToString()
    {
        if (HasPort && Libc.NameOf(this, numeric: true, out string host, out string port) == 0)
        {
            return Family == Constants.AF_INET6 ? $"[{host}]:{port}" : $"{host}:{port}";
        }

        return Family == Constants.AF_UNIX ? Path : string.Create(CultureInfo.InvariantCulture, $"family {Family}");
    }
}
