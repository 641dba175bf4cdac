using System;
using System.Buffers;
using System.Runtime.InteropServices;
using NetCat.Sharp.Native;

namespace NetCat.Sharp.Tls;

/// <summary>
/// The socket as OpenSSL sees it: a BIO of a kind of its own (BIO_meth_new(3)). OpenSSL reads the socket straight into its own buffer. What it writes is
/// collected here, so that several records leave with one write(2), and the channel decides when.
/// </summary>
internal sealed unsafe class SocketBio : IDisposable
{
    /// <summary><see cref="ReadResult"/> where OpenSSL has not read since <see cref="Expect"/>.</summary>
    internal const int NotRead = 1;

    private const int SmallestBuffer = 4096;

    /// <summary>Bytes of a record with an alert that is not encrypted.</summary>
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

    /// <summary>The BIO, which the connection that it is given to owns.</summary>
    internal nint Handle { get; }

    /// <summary>What OpenSSL's last read(2) of the socket has returned: bytes, 0 at the end, minus errno, or <see cref="NotRead"/>.</summary>
    internal int ReadResult { get; private set; }

    /// <summary>What the last read has brought, where it has the length of an alert; otherwise empty.</summary>
    internal ReadOnlySpan<byte> LastAlert => ReadResult == AlertLength ? _lastAlert : [];

    /// <summary>What OpenSSL has written and the socket has not taken yet; valid until OpenSSL writes again.</summary>
    internal ReadOnlySpan<byte> Leaving => _leaving.AsSpan(_start, _end - _start);

    /// <summary>Before a call of OpenSSL: <see cref="ReadResult"/> is of that call then.</summary>
    /// <param name="room">Bytes that OpenSSL is about to write, so that they do not move while they become more.</param>
    internal void Expect(int room = 0)
    {
        ReadResult = NotRead;
        MakeRoom(room);
    }

    /// <summary>The socket has taken the first bytes of <see cref="Leaving"/>, or they are not to be sent.</summary>
    internal void Remove(int bytes)
    {
        _start += bytes;
        if (_start == _end)
        {
            Release();
        }
    }

    /// <summary>OpenSSL reads this datagram and nothing else, until the next call; null has it read the socket again.</summary>
    internal void HandIn(ReadOnlyMemory<byte>? datagram)
    {
        _isDetached = datagram is not null;
        _handedIn = datagram ?? default;
    }

    /// <summary>After the connection that owns the BIO is freed.</summary>
    public void Dispose()
    {
        Release();
        _self.Free();
    }

    private static SocketBio Of(nint bio) => (SocketBio)GCHandle.FromIntPtr(LibCrypto.DataOf(bio)).Target!;

    // The channel sees what the socket has said in ReadResult: for OpenSSL there is just nothing to read yet, at the end of the stream too.
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
