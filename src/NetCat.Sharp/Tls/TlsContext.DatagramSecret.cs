using System;
using System.Runtime.InteropServices;
using NetCat.Sharp.Native;

namespace NetCat.Sharp.Tls;

/// <content>
/// The secret in DTLS 1.2: a pre-shared key with ECDHE (RFC 5489, RFC 7905), so that recorded traffic cannot be decrypted if the secret becomes
/// known.
/// </content>
internal sealed unsafe partial class TlsContext
{
    private const string SuitesOfSecret = "ECDHE-PSK-CHACHA20-POLY1305:ECDHE-PSK-AES128-CBC-SHA256";

    /// <summary>Enables only cipher suites with a pre-shared key, so that the secret authenticates both ends.</summary>
    private void UseDatagramSecret()
    {
        if (Options.Ciphers is null)
        {
            _ = LibSsl.SetCipherList(_context, SuitesOfSecret);
        }

        if (Options.IsServer)
        {
            LibSsl.LookUpSecret(_context, &LookUp);
        }
        else
        {
            LibSsl.StateSecret(_context, &State);
        }
    }

    [UnmanagedCallersOnly]
    private static uint State(nint ssl, byte* hint, byte* identity, uint identityRoom, byte* secret, uint room)
    {
        if (identityRoom <= Identity.Length)
        {
            return 0;
        }

        Identity.CopyTo(new Span<byte>(identity, (int)identityRoom));
        identity[Identity.Length] = 0;
        return Give(ssl, secret, room);
    }

    [UnmanagedCallersOnly]
    private static uint LookUp(nint ssl, byte* identity, byte* secret, uint room)
        => MemoryMarshal.CreateReadOnlySpanFromNullTerminated(identity).SequenceEqual(Identity) ? Give(ssl, secret, room) : 0;

    private static uint Give(nint ssl, byte* secret, uint room)
    {
        byte[] own = Of(ssl)._secret;
        return own.AsSpan().TryCopyTo(new Span<byte>(secret, (int)room)) ? (uint)own.Length : 0;
    }
}
