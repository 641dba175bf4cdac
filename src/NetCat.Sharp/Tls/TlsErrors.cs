using System;
using NetCat.Sharp.IO;
using NetCat.Sharp.Native;

namespace NetCat.Sharp.Tls;

/// <summary>Converts OpenSSL's error queue to failures (ERR_get_error(3)).</summary>
internal static class TlsErrors
{
    private const int LibraryShift = 23;
    private const int LibraryMask = 0xFF;
    private const int ReasonMask = 0x7FFFFF;
    private const nuint SystemFlag = 0x80000000;

    /// <summary>The type of a record that contains an alert.</summary>
    private const byte AlertRecord = 21;

    /// <summary>Returns the text of the oldest error that has one, and empties the queue.</summary>
    internal static string Take() => Take(TlsFault.Library).Detail;

    /// <summary>Returns the oldest error as a failure, as above; errors of the kernel have their errno.</summary>
    internal static TlsFailure Take(TlsFault fault) => FailureOf(fault, TakeOldest());

    /// <summary>
    /// Returns the failure of reading a key, or that the key does not belong to the certificate, which is also found while the key is read.
    /// </summary>
    internal static TlsFailure TakeKeyFailure()
    {
        const int X509 = 11;
        nuint error = LibCrypto.NextError();
        bool mismatch = LibraryOf(error) == X509 && ReasonOf(error) is TlsConstants.X509_R_KEY_VALUES_MISMATCH or TlsConstants.X509_R_KEY_TYPE_MISMATCH;
        LibCrypto.ClearErrors();
        return mismatch ? new TlsFailure(TlsFault.KeyMismatch) : FailureOf(TlsFault.KeyFile, error);
    }

    /// <summary>Whether a PEM file was read to its end, and not only to a malformed part.</summary>
    internal static bool TakePemEnd()
    {
        nuint error = LibCrypto.NextError();
        LibCrypto.ClearErrors();
        return error == 0 || (LibraryOf(error) == TlsConstants.ERR_LIB_PEM && ReasonOf(error) == TlsConstants.PEM_R_NO_START_LINE);
    }

    // Errors of a provider may have no text; the function that called the provider has queued an error of its own after them.
    private static nuint TakeOldest() => TakeOldest(static error => (error & SystemFlag) != 0 || LibCrypto.ReasonOf(error).Length > 0);

    /// <summary>Returns the oldest error of the wanted kind, or the oldest of all if there is none, and empties the queue.</summary>
    private static nuint TakeOldest(Predicate<nuint> isWanted)
    {
        nuint oldest = LibCrypto.NextError();
        nuint error = oldest;
        while (error != 0 && !isWanted(error))
        {
            error = LibCrypto.NextError();
        }

        LibCrypto.ClearErrors();
        return error != 0 ? error : oldest;
    }

    private static TlsFailure FailureOf(TlsFault fault, nuint error)
    {
        int errno = (error & SystemFlag) != 0 ? (int)(error & ~SystemFlag) : 0;
        return new TlsFailure(fault, errno != 0 ? SystemError.Text(errno) : LibCrypto.ReasonOf(error), errno);
    }

    /// <summary>Returns why the handshake was refused.</summary>
    /// <param name="ssl">The connection.</param>
    /// <param name="usesSecret">Whether both ends authenticate with a secret, so that the secret is what the peer lacks.</param>
    /// <param name="last">The bytes that arrived last, if they may be an alert; otherwise empty.</param>
    internal static TlsFailure TakeFailure(nint ssl, bool usesSecret, ReadOnlySpan<byte> last)
    {
        (int reason, string words) = TakeReason();
        return reason switch
        {
            TlsConstants.SSL_R_BINDER_DOES_NOT_VERIFY => new TlsFailure(TlsFault.WrongSecret),
            TlsConstants.SSL_R_CERTIFICATE_VERIFY_FAILED or TlsConstants.SSL_R_NO_SUITABLE_SIGNATURE_ALGORITHM or TlsConstants.SSL_R_NO_SHARED_CIPHER
                or TlsConstants.SSL_R_PSK_IDENTITY_NOT_FOUND when usesSecret
                => new TlsFailure(TlsFault.NoSecret),
            TlsConstants.SSL_AD_REASON_OFFSET + TlsConstants.SSL_AD_ILLEGAL_PARAMETER or TlsConstants.SSL_AD_REASON_OFFSET + TlsConstants.SSL_AD_DECRYPT_ERROR when usesSecret
                => new TlsFailure(TlsFault.WrongSecret),
            TlsConstants.SSL_R_WRONG_VERSION_NUMBER when AlertIn(last) is { Length: > 0 } alert => new TlsFailure(TlsFault.Alert, alert),
            TlsConstants.SSL_R_WRONG_VERSION_NUMBER or TlsConstants.SSL_R_HTTP_REQUEST or TlsConstants.SSL_R_HTTPS_PROXY_REQUEST => new TlsFailure(TlsFault.NotTls),
            TlsConstants.SSL_R_CERTIFICATE_VERIFY_FAILED => Unverified(ssl),
            TlsConstants.SSL_R_PEER_DID_NOT_RETURN_A_CERTIFICATE => new TlsFailure(TlsFault.NoCertificate),
            _ => OfRecord(reason, words),
        };
    }

    /// <summary>Returns why a record after the handshake was refused.</summary>
    /// <param name="ssl">The connection.</param>
    internal static TlsFailure TakeRecordFailure(nint ssl)
    {
        (int reason, string words) = TakeReason();

        // TLS 1.3 has no renegotiation. In TLS 1.2 a peer sends this alert after the handshake if its request for another handshake was refused.
        bool isRefused = reason == TlsConstants.SSL_AD_REASON_OFFSET + TlsConstants.SSL_AD_HANDSHAKE_FAILURE && LibSsl.VersionOf(ssl).EndsWith("1.2", StringComparison.Ordinal);
        return isRefused ? new TlsFailure(TlsFault.Renegotiation) : OfRecord(reason, words);
    }

    private static TlsFailure OfRecord(int reason, string words) => reason switch
    {
        TlsConstants.SSL_R_PACKET_LENGTH_TOO_LONG or TlsConstants.SSL_R_DATA_LENGTH_TOO_LONG or TlsConstants.SSL_R_ENCRYPTED_LENGTH_TOO_LONG => new TlsFailure(TlsFault.RecordTooLong),
        TlsConstants.SSL_R_DECRYPTION_FAILED_OR_BAD_RECORD_MAC or TlsConstants.SSL_R_DECRYPTION_FAILED => new TlsFailure(TlsFault.CorruptRecord),
        > TlsConstants.SSL_AD_REASON_OFFSET => new TlsFailure(TlsFault.Alert, AlertIn(words)),
        _ => new TlsFailure(TlsFault.Protocol, words),
    };

    /// <summary>
    /// Returns the reason and the text of libssl's first error, or 0 and the text of another library's error. Errors of libcrypto precede those of
    /// libssl and are less specific.
    /// </summary>
    private static (int Reason, string Words) TakeReason()
    {
        nuint error = TakeOldest(static error => LibraryOf(error) == TlsConstants.ERR_LIB_SSL);
        return (LibraryOf(error) == TlsConstants.ERR_LIB_SSL ? ReasonOf(error) : 0, LibCrypto.ReasonOf(error));
    }

    private static TlsFailure Unverified(nint ssl)
    {
        nint result = LibSsl.VerifyResult(ssl);
        bool wrongName = result is TlsConstants.X509_V_ERR_HOSTNAME_MISMATCH or TlsConstants.X509_V_ERR_IP_ADDRESS_MISMATCH;
        if (result == TlsConstants.X509_V_ERR_APPLICATION_VERIFICATION)
        {
            return new TlsFailure(TlsFault.WrongPin);
        }

        return new TlsFailure(wrongName ? TlsFault.WrongName : TlsFault.Untrusted, LibCrypto.VerifyText(result));
    }

    /// <summary>
    /// Returns the alert in a record without encryption, or an empty text if the bytes are not an alert. A peer that ends the handshake before it
    /// knows the version puts the oldest version in its record, which OpenSSL reports as a wrong version.
    /// </summary>
    private static string AlertIn(ReadOnlySpan<byte> record)
        => record is [AlertRecord, 3, _, 0, 2, 1 or 2, byte number]
            ? AlertIn(LibCrypto.ReasonOf(((nuint)TlsConstants.ERR_LIB_SSL << LibraryShift) | (nuint)(TlsConstants.SSL_AD_REASON_OFFSET + number)))
            : "";

    /// <summary>Returns the alert in an error text: "tlsv13 alert certificate required" gives "certificate required".</summary>
    private static string AlertIn(string words)
    {
        const string Mark = "alert ";
        int at = words.IndexOf(Mark, StringComparison.Ordinal);
        return at < 0 ? words : words[(at + Mark.Length)..];
    }

    private static int LibraryOf(nuint error) => (error & SystemFlag) != 0 ? 0 : (int)(error >> LibraryShift) & LibraryMask;

    private static int ReasonOf(nuint error) => (int)error & ReasonMask;
}
