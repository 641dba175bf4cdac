using System;
using NetCat.Sharp.IO;
using NetCat.Sharp.Tls;

namespace NetCat.Sharp;

/// <summary>
/// A socket with TLS after its handshake, for <see cref="SocketRelay"/>. The end of each direction is sent as close_notify and FIN.
/// </summary>
public sealed class TlsConnection : IDisposable
{
    private readonly TlsChannel _channel;
    private readonly TlsFacts _facts;

    internal TlsConnection(NetSocket socket, TlsChannel channel) => (Socket, _channel, _facts) = (socket, channel, channel.Facts!);

    /// <summary>The socket; its owner disposes of it after the connection.</summary>
    public NetSocket Socket { get; }

    /// <summary><c>TLSv1.3</c> or <c>TLSv1.2</c>.</summary>
    public string Version => _facts.Version;

    /// <summary>OpenSSL's name of the cipher suite.</summary>
    public string Cipher => _facts.Cipher;

    /// <summary>The protocol that ALPN chose (RFC 7301); null if there is none.</summary>
    public string? Alpn => _facts.Alpn;

    /// <summary>The subject of the peer's certificate (RFC 2253); null if the peer has no certificate.</summary>
    public string? PeerSubject => _facts.Certificate?.Subject;

    /// <summary>The pin of the peer's certificate; null if the peer has no certificate.</summary>
    public TlsPin? PeerPin => _facts.Certificate?.Pin;

    /// <summary>Whether the peer has ended the connection without close_notify, so that its data may be incomplete (RFC 8446, section 6.1).</summary>
    public bool IsTruncated => _channel.IsTruncated;

    /// <summary>The failure that has ended TLS after the handshake; <see cref="TlsFault.None"/> after an orderly end.</summary>
    public TlsFault Fault => _channel.Failure.Fault;

    internal Channel Channel => _channel;

    /// <summary>Sends close_notify if that was not done, as far as the socket takes it without waiting.</summary>
    public void Dispose() => _channel.Dispose();
}
