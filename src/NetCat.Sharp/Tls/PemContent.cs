using System;
using System.Collections.Generic;
using System.Runtime.InteropServices;
using NetCat.Sharp.IO;
using NetCat.Sharp.Native;

namespace NetCat.Sharp.Tls;

/// <summary>Reads certificates and keys from a PEM file (RFC 7468).</summary>
internal static unsafe class PemContent
{
    /// <summary>Reads all bytes of a file, or returns the failure.</summary>
    internal static TlsFailure Read(TlsFile file, TlsFault fault, out ReadOnlyMemory<byte> content)
    {
        int error = file.Read(out content);
        return error < 0 ? new TlsFailure(fault, SystemError.Text(-error), -error) : default;
    }

    /// <summary>
    /// Reads the certificates; the caller frees each of them. The failure is <paramref name="fault"/> if there is none or one is malformed.
    /// </summary>
    internal static TlsFailure ReadCertificates(ReadOnlySpan<byte> content, TlsFault fault, List<nint> found)
    {
        nint bio = BioOf(content);
        while (bio != 0 && LibCrypto.ReadCertificate(bio) is not 0 and nint certificate)
        {
            found.Add(certificate);
        }

        _ = LibCrypto.FreeMemory(bio);
        return TlsErrors.TakePemEnd() && found.Count > 0 ? default : new TlsFailure(fault);
    }

    /// <summary>
    /// Reads the key; the caller frees it. If it is encrypted, <paramref name="ask"/> returns its passphrase; null if there is no way to get it.
    /// </summary>
    internal static TlsFailure ReadKey(ReadOnlySpan<byte> content, Func<byte[]?>? ask, out nint key)
    {
        var question = new PassphraseQuestion(ask);
        GCHandle handle = GCHandle.Alloc(question);
        nint bio = BioOf(content);
        key = bio == 0 ? 0 : LibCrypto.ReadKey(bio, 0, &Answer, GCHandle.ToIntPtr(handle));
        _ = LibCrypto.FreeMemory(bio);
        handle.Free();
        LibCrypto.ClearErrors();
        return key != 0 ? default : new TlsFailure(question.Outcome);
    }

    private static nint BioOf(ReadOnlySpan<byte> content)
    {
        nint bio = LibCrypto.NewMemory();
        _ = bio != 0 && !content.IsEmpty && LibCrypto.Append(bio, content);
        return bio;
    }

    [UnmanagedCallersOnly]
    private static int Answer(byte* into, int room, int confirms, nint argument)
        => ((PassphraseQuestion)GCHandle.FromIntPtr(argument).Target!).Answer(new Span<byte>(into, room));

    /// <summary>Handles OpenSSL's request for a passphrase, and keeps the result.</summary>
    private sealed class PassphraseQuestion(Func<byte[]?>? ask)
    {
        /// <summary>The fault if there is no key.</summary>
        internal TlsFault Outcome { get; private set; } = TlsFault.KeyFile;

        internal int Answer(Span<byte> into)
        {
            byte[]? typed = ask?.Invoke();
            if (typed is null || typed.Length > into.Length)
            {
                Outcome = TlsFault.NoPassphrase;
                return -1;
            }

            Outcome = TlsFault.WrongPassphrase;
            typed.CopyTo(into);
            Array.Clear(typed);
            return typed.Length;
        }
    }
}
