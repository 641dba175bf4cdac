using System;
using System.Runtime.InteropServices;

namespace NetCat.Sharp.Native;

/// <content>Certificates (x509(7)): reads the peer's, and makes one.</content>
internal static unsafe partial class LibCrypto
{
    [LibraryImport(Crypto, EntryPoint = "X509_free")]
    internal static partial void FreeCertificate(nint certificate);

    /// <summary>The certificate that is being verified; the store's context owns it.</summary>
    [LibraryImport(Crypto, EntryPoint = "X509_STORE_CTX_get0_cert")]
    internal static partial nint CertificateIn(nint storeContext);

    /// <summary>Sets the result of a verification.</summary>
    [LibraryImport(Crypto, EntryPoint = "X509_STORE_CTX_set_error")]
    internal static partial void SetVerifyResult(nint storeContext, int result);

    /// <summary>The text of the reason why a chain was refused.</summary>
    internal static string VerifyText(nint result) => Text(VerifyTextRaw(result));

    /// <summary>Sets the name that a certificate must have (X509_check_host(3)).</summary>
    [LibraryImport(Crypto, EntryPoint = "X509_VERIFY_PARAM_set1_host", StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int ExpectName(nint rules, string name, nuint length);

    /// <summary>Sets the address that a certificate must have; 0 if the text is not an address.</summary>
    [LibraryImport(Crypto, EntryPoint = "X509_VERIFY_PARAM_set1_ip_asc", StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int ExpectAddress(nint rules, string address);

    /// <summary>The certificate in DER (X.690).</summary>
    internal static byte[] Encode(nint certificate) => Encoded(certificate, EncodeRaw(certificate, null), static (from, to) => EncodeRaw(from, to));

    /// <summary>The certificate's public key in DER: SubjectPublicKeyInfo (RFC 5280).</summary>
    internal static byte[] EncodeKey(nint certificate)
    {
        nint key = PublicKeyRaw(certificate);
        return Encoded(key, EncodeKeyRaw(key, null), static (from, to) => EncodeKeyRaw(from, to));
    }

    /// <summary>The subject's distinguished name (RFC 2253); control characters are escaped.</summary>
    internal static string SubjectOf(nint certificate) => NameText(SubjectRaw(certificate));

    /// <summary>The issuer's distinguished name (RFC 2253); control characters are escaped.</summary>
    internal static string IssuerOf(nint certificate) => NameText(IssuerRaw(certificate));

    /// <summary>The subject alternative names, such as "DNS:localhost, IP Address:127.0.0.1"; empty if there are none.</summary>
    internal static string NamesOf(nint certificate)
    {
        int place = ExtensionPlaceRaw(certificate, TlsConstants.NID_subject_alt_name, -1);
        nint bio = place < 0 ? 0 : NewMemory();
        _ = bio == 0 ? 0 : PrintExtensionRaw(bio, ExtensionRaw(certificate, place), 0, 0);
        return TakeText(bio);
    }

    /// <summary>The first and the last second of the certificate's validity, in UTC, as struct tm; false if a date is malformed.</summary>
    internal static bool DatesOf(nint certificate, Span<int> first, Span<int> last)
    {
        fixed (int* from = first, to = last)
        {
            return TimeRaw(NotBeforeRaw(certificate), from) == 1 && TimeRaw(NotAfterRaw(certificate), to) == 1;
        }
    }

    private static string NameText(nint name)
    {
        nint bio = NewMemory();
        _ = bio == 0 ? 0 : PrintNameRaw(bio, name, 0, TlsConstants.XN_FLAG_RFC2253);
        return TakeText(bio);
    }

    private static string TakeText(nint bio)
    {
        if (bio == 0)
        {
            return "";
        }

        string text = System.Text.Encoding.UTF8.GetString(Held(bio));
        _ = FreeMemory(bio);
        return text;
    }

    private delegate int Encoder(nint from, byte** to);

    private static byte[] Encoded(nint from, int length, Encoder encode)
    {
        byte[] bytes = new byte[Math.Max(length, 0)];
        fixed (byte* p = bytes)
        {
            byte* at = p;
            _ = length > 0 ? encode(from, &at) : 0;
        }

        return bytes;
    }

    [LibraryImport(Crypto, EntryPoint = "X509_verify_cert_error_string")]
    private static partial nint VerifyTextRaw(nint result);

    [LibraryImport(Crypto, EntryPoint = "i2d_X509")]
    private static partial int EncodeRaw(nint certificate, byte** to);

    [LibraryImport(Crypto, EntryPoint = "X509_get_X509_PUBKEY")]
    private static partial nint PublicKeyRaw(nint certificate);

    [LibraryImport(Crypto, EntryPoint = "i2d_X509_PUBKEY")]
    private static partial int EncodeKeyRaw(nint key, byte** to);

    [LibraryImport(Crypto, EntryPoint = "X509_get_subject_name")]
    private static partial nint SubjectRaw(nint certificate);

    [LibraryImport(Crypto, EntryPoint = "X509_get_issuer_name")]
    private static partial nint IssuerRaw(nint certificate);

    [LibraryImport(Crypto, EntryPoint = "X509_NAME_print_ex")]
    private static partial int PrintNameRaw(nint bio, nint name, int indent, nuint flags);

    [LibraryImport(Crypto, EntryPoint = "X509_get_ext_by_NID")]
    private static partial int ExtensionPlaceRaw(nint certificate, int number, int after);

    [LibraryImport(Crypto, EntryPoint = "X509_get_ext")]
    private static partial nint ExtensionRaw(nint certificate, int place);

    [LibraryImport(Crypto, EntryPoint = "X509V3_EXT_print")]
    private static partial int PrintExtensionRaw(nint bio, nint extension, nuint flags, int indent);

    [LibraryImport(Crypto, EntryPoint = "X509_get0_notBefore")]
    private static partial nint NotBeforeRaw(nint certificate);

    [LibraryImport(Crypto, EntryPoint = "X509_get0_notAfter")]
    private static partial nint NotAfterRaw(nint certificate);

    [LibraryImport(Crypto, EntryPoint = "ASN1_TIME_to_tm")]
    private static partial int TimeRaw(nint time, int* parts);
}
