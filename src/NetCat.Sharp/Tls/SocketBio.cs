using System;
using System.Buffers;
using System.Runtime.InteropServices;
using NetCat.Sharp.Native;

namespace NetCat.Sharp.Tls;

/// <summary>
/// The socket as OpenSSL uses it: a BIO of a custom type (BIO_meth_new(3)). OpenSSL reads from the socket directly into its own buffer. The bytes
/// that it writes are collected here, so that one write(2) sends several records, at a time that the channel chooses.
/// </summary>
internal sealed unsafe class SocketBio : IDisposable
{
    /// <summary>The value of <see cref="ReadResult"/> if OpenSSL has not read since <see cref="Expect"/>.</summary>
    internal const int NotRead = 1;

    private const int SmallestBuffer = 4096;

    /// <summary>The length of a record with an alert that is not encrypted.</summary>
    private const int AlertLength = 7;

    private const int RetryLater = TlsConstants.BIO_FLAGS_READ | TlsConstants.BIO_FLAGS_SHOULD_RETRY;

    private static readonly nint s_kind = LibCrypto.NewKindOfBio("nc socket\0"u8, &Read, &Write, &Control);

    private readonly int _socket;
    private readonly byte[] _lastAlert = new byte[AlertLength];
    private GCHandle _self;
    private byte[] _leaving = [];
    private int _start;
    private int _end;
    private ReadOnlyMemory<byte> _handedIn;
    private bool _isDetached;

    /// <exception cref="InsufficientMemoryException">OpenSSL has no memory.</exception>
    internal SocketBio(int socket)
    {
        _socket = socket;
        _self = GCHandle.Alloc(this);
        Handle = s_kind == 0 ? 0 : LibCrypto.NewBio(s_kind, GCHandle.ToIntPtr(_self));
        if (Handle == 0)
        {
            _self.Free();
            throw new InsufficientMemoryException();
        }
    }

    /// <summary>The BIO; the connection to which it is passed owns it.</summary>
    internal nint Handle { get; }

    /// <summary>
    /// The result of OpenSSL's last read(2) from the socket: the number of bytes, 0 at the end, minus errno, or <see cref="NotRead"/>.
    /// </summary>
    internal int ReadResult { get; private set; }

    /// <summary>The bytes of the last read if they have the length of an alert; otherwise empty.</summary>
    internal ReadOnlySpan<byte> LastAlert => ReadResult == AlertLength ? _lastAlert : [];

    /// <summary>The bytes that OpenSSL has written and the socket has not taken yet; valid until OpenSSL writes again.</summary>
    internal ReadOnlySpan<byte> Leaving => _leaving.AsSpan(_start, _end - _start);

    /// <summary>Called before a call of OpenSSL, so that <see cref="ReadResult"/> belongs to that call.</summary>
    /// <param name="room">
    /// The number of bytes that OpenSSL is about to write; the room is allocated first, so that the buffer is not moved later.
    /// </param>
    internal void Expect(int room = 0)
    {
        ReadResult = NotRead;
        MakeRoom(room);
    }

    /// <summary>Removes the first bytes of <see cref="Leaving"/>, because the socket has taken them or they are not to be sent.</summary>
    internal void Remove(int bytes)
    {
        _start += bytes;
        if (_start == _end)
        {
            Release();
        }
    }

    /// <summary>Makes OpenSSL read only this datagram until the next call; null makes it read the socket again.</summary>
    internal void HandIn(ReadOnlyMemory<byte>? datagram)
    {
        _isDetached = datagram is not null;
        _handedIn = datagram ?? default;
    }

    /// <summary>Called after the connection that owns the BIO is freed.</summary>
    public void Dispose()
    {
        Release();
        _self.Free();
    }

    private static SocketBio Of(nint bio) => (SocketBio)GCHandle.FromIntPtr(LibCrypto.DataOf(bio)).Target!;

    // The channel sees the result of the socket in ReadResult. The result for OpenSSL is always to retry the read, even at the end of the stream.
    [UnmanagedCallersOnly]
    private static int Read(nint bio, byte* into, int length)
    {
        LibCrypto.ClearFlags(bio, RetryLater);
        int read = Of(bio).Read(new Span<byte>(into, length));
        if (read > 0)
        {
            return read;
        }

        LibCrypto.SetFlags(bio, RetryLater);
        return -1;
    }

    [UnmanagedCallersOnly]
    private static int Write(nint bio, byte* from, int length)
    {
        Of(bio).Append(new ReadOnlySpan<byte>(from, length));
        return length;
    }

    [UnmanagedCallersOnly]
    private static nint Control(nint bio, int command, nint number, void* pointer) => command == TlsConstants.BIO_CTRL_FLUSH ? 1 : 0;

    private int Read(Span<byte> into)
    {
        if (_isDetached)
        {
            int handed = Math.Min(into.Length, _handedIn.Length);
            _handedIn.Span[..handed].CopyTo(into);
            _handedIn = default;
            return ReadResult = handed > 0 ? handed : -Constants.EAGAIN;
        }

        ReadResult = Libc.Read(_socket, into);
        if (ReadResult == AlertLength)
        {
            into[..AlertLength].CopyTo(_lastAlert);
        }

        return ReadResult;
    }

    private void Append(ReadOnlySpan<byte> bytes)
    {
        MakeRoom(bytes.Length);
        bytes.CopyTo(_leaving.AsSpan(_end));
        _end += bytes.Length;
    }

    private void MakeRoom(int bytes)
    {
        if (_leaving.Length - _end >= bytes)
        {
            return;
        }

        byte[] larger = ArrayPool<byte>.Shared.Rent(Math.Max(Leaving.Length + bytes, SmallestBuffer));
        int held = Leaving.Length;
        Leaving.CopyTo(larger);
        Release();
        (_leaving, _end) = (larger, held);
    }

    private void Release()
    {
        if (_leaving.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(_leaving);
        }

        (_leaving, _start, _end) = ([], 0, 0);
    }
}
