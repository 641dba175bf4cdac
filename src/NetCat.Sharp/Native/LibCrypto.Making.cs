using System;
using System.Runtime.InteropServices;

namespace NetCat.Sharp.Native;

/// <content>Makes a key and a certificate that is signed with it.</content>
internal static partial class LibCrypto
{
    [LibraryImport(Crypto, EntryPoint = "EVP_PKEY_free")]
    internal static partial void FreeKey(nint key);

    /// <summary>A new ECDSA key on P-256, or 0.</summary>
    internal static nint NewKey()
    {
        nint maker = KeyMakerRaw(0, "EC", 0);
        nint key = 0;
        bool made = maker != 0 && StartKeyRaw(maker) == 1 && SetGroupRaw(maker, "P-256") == 1 && GenerateRaw(maker, ref key) == 1;
        FreeKeyMakerRaw(maker);
        return made ? key : 0;
    }

    /// <summary>A certificate for the key, signed with it; or 0. It is valid from five minutes ago.</summary>
    /// <param name="key">The key; the caller still owns it.</param>
    /// <param name="name">The common name of the subject and the issuer.</param>
    /// <param name="names">The names that the certificate is for, such as "DNS:localhost,IP:127.0.0.1".</param>
    /// <param name="serial">The serial number.</param>
    /// <param name="seconds">The seconds until the certificate expires.</param>
    internal static nint NewCertificate(nint key, string name, string names, ulong serial, int seconds)
    {
        const int Version3 = 2;
        const int Skew = -300;
        nint certificate = CertificateRaw();
        if (certificate == 0)
        {
            return 0;
        }

        nint subject = SubjectRaw(certificate);
        nint extension = MakeExtensionRaw(0, 0, TlsConstants.NID_subject_alt_name, names);
        bool made = SetVersionRaw(certificate, Version3) == 1
            && SetIntegerRaw(SerialRaw(certificate), serial) == 1
            && AdjustTimeRaw(SetNotBeforeRaw(certificate), Skew) != 0
            && AdjustTimeRaw(SetNotAfterRaw(certificate), seconds) != 0
            && AddNameRaw(subject, "CN", TlsConstants.MBSTRING_UTF8, name, -1, -1, 0) == 1
            && SetIssuerRaw(certificate, subject) == 1
            && SetKeyRaw(certificate, key) == 1
            && extension != 0
            && AddExtensionRaw(certificate, extension, -1) == 1
            && SignRaw(certificate, key, DigestByName("SHA256")) > 0;
        FreeExtensionRaw(extension);
        if (!made)
        {
            FreeCertificate(certificate);
        }

        return made ? certificate : 0;
    }

    [LibraryImport(Crypto, EntryPoint = "EVP_PKEY_CTX_new_from_name", StringMarshalling = StringMarshalling.Utf8)]
    private static partial nint KeyMakerRaw(nint library, string name, nint properties);

    [LibraryImport(Crypto, EntryPoint = "EVP_PKEY_CTX_free")]
    private static partial void FreeKeyMakerRaw(nint maker);

    [LibraryImport(Crypto, EntryPoint = "EVP_PKEY_keygen_init")]
    private static partial int StartKeyRaw(nint maker);

    [LibraryImport(Crypto, EntryPoint = "EVP_PKEY_CTX_set_group_name", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int SetGroupRaw(nint maker, string name);

    [LibraryImport(Crypto, EntryPoint = "EVP_PKEY_generate")]
    private static partial int GenerateRaw(nint maker, ref nint key);

    [LibraryImport(Crypto, EntryPoint = "X509_new")]
    private static partial nint CertificateRaw();

    [LibraryImport(Crypto, EntryPoint = "X509_set_version")]
    private static partial int SetVersionRaw(nint certificate, nint version);

    [LibraryImport(Crypto, EntryPoint = "X509_get_serialNumber")]
    private static partial nint SerialRaw(nint certificate);

    [LibraryImport(Crypto, EntryPoint = "ASN1_INTEGER_set_uint64")]
    private static partial int SetIntegerRaw(nint integer, ulong value);

    [LibraryImport(Crypto, EntryPoint = "X509_getm_notBefore")]
    private static partial nint SetNotBeforeRaw(nint certificate);

    [LibraryImport(Crypto, EntryPoint = "X509_getm_notAfter")]
    private static partial nint SetNotAfterRaw(nint certificate);

    [LibraryImport(Crypto, EntryPoint = "X509_gmtime_adj")]
    private static partial nint AdjustTimeRaw(nint time, nint seconds);

    [LibraryImport(Crypto, EntryPoint = "X509_NAME_add_entry_by_txt", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int AddNameRaw(nint name, string field, int type, string value, int length, int place, int set);

    [LibraryImport(Crypto, EntryPoint = "X509_set_issuer_name")]
    private static partial int SetIssuerRaw(nint certificate, nint name);

    [LibraryImport(Crypto, EntryPoint = "X509_set_pubkey")]
    private static partial int SetKeyRaw(nint certificate, nint key);

    [LibraryImport(Crypto, EntryPoint = "X509V3_EXT_conf_nid", StringMarshalling = StringMarshalling.Utf8)]
    private static partial nint MakeExtensionRaw(nint config, nint context, int number, string value);

    [LibraryImport(Crypto, EntryPoint = "X509_EXTENSION_free")]
    private static partial void FreeExtensionRaw(nint extension);

    [LibraryImport(Crypto, EntryPoint = "X509_add_ext")]
    private static partial int AddExtensionRaw(nint certificate, nint extension, int place);

    [LibraryImport(Crypto, EntryPoint = "X509_sign")]
    private static partial int SignRaw(nint certificate, nint key, nint digest);
}
