namespace NetCat.Sharp.Native;

/// <summary>Constants of OpenSSL 3 under their C names.</summary>
internal static class TlsConstants
{
    internal const int SSL_ERROR_SSL = 1;
    internal const int SSL_ERROR_WANT_READ = 2;
    internal const int SSL_ERROR_WANT_WRITE = 3;
    internal const int SSL_ERROR_SYSCALL = 5;
    internal const int SSL_ERROR_ZERO_RETURN = 6;

    internal const int SSL_CTRL_SET_MTU = 17;
    internal const int SSL_CTRL_MODE = 33;
    internal const int SSL_CTRL_SET_READ_AHEAD = 41;
    internal const int SSL_CTRL_SET_SESS_CACHE_MODE = 44;
    internal const int SSL_SESS_CACHE_OFF = 0;
    internal const int SSL_CTRL_CHAIN_CERT = 89;
    internal const int SSL_CTRL_SET_TLSEXT_HOSTNAME = 55;
    internal const int SSL_CTRL_SET_MIN_PROTO_VERSION = 123;
    internal const int SSL_CTRL_SET_MAX_PROTO_VERSION = 124;
    internal const int DTLS_CTRL_GET_TIMEOUT = 73;
    internal const int DTLS_CTRL_HANDLE_TIMEOUT = 74;
    internal const int DTLS1_2_VERSION = 0xFEFD;
    internal const int TLSEXT_NAMETYPE_host_name = 0;

    internal const int SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER = 2;

    internal const ulong SSL_OP_NO_QUERY_MTU = 1UL << 12;
    internal const ulong SSL_OP_NO_TICKET = 1UL << 14;
    internal const ulong SSL_OP_NO_COMPRESSION = 1UL << 17;
    internal const ulong SSL_OP_NO_RENEGOTIATION = 1UL << 30;

    internal const int SSL_VERIFY_NONE = 0;
    internal const int SSL_VERIFY_PEER = 1;
    internal const int SSL_VERIFY_FAIL_IF_NO_PEER_CERT = 2;

    internal const int TLS1_2_VERSION = 0x0303;
    internal const int TLS1_3_VERSION = 0x0304;

    internal const int SSL_TLSEXT_ERR_OK = 0;
    internal const int SSL_TLSEXT_ERR_ALERT_FATAL = 2;
    internal const int SSL_TLSEXT_ERR_NOACK = 3;
    internal const int OPENSSL_NPN_NEGOTIATED = 1;

    internal const ulong OPENSSL_INIT_NO_LOAD_CRYPTO_STRINGS = 0x00000001;
    internal const ulong OPENSSL_INIT_NO_ADD_ALL_CIPHERS = 0x00000010;
    internal const ulong OPENSSL_INIT_NO_ATEXIT = 0x00080000;

    internal const int BIO_CTRL_INFO = 3;
    internal const int BIO_CTRL_FLUSH = 11;
    internal const int BIO_FLAGS_READ = 1;
    internal const int BIO_FLAGS_SHOULD_RETRY = 8;
    internal const int BIO_TYPE_SOURCE_SINK = 0x400;
    internal const int BIO_C_SET_BUF_MEM_EOF_RETURN = 130;

    internal const int ERR_LIB_PEM = 9;
    internal const int ERR_LIB_SSL = 20;
    internal const int PEM_R_NO_START_LINE = 108;
    internal const int SSL_R_NO_SUITABLE_SIGNATURE_ALGORITHM = 118;
    internal const int SSL_R_NO_SHARED_CIPHER = 193;
    internal const int SSL_R_BINDER_DOES_NOT_VERIFY = 253;
    internal const int SSL_R_PSK_IDENTITY_NOT_FOUND = 223;
    internal const int SSL_R_WRONG_VERSION_NUMBER = 267;
    internal const int SSL_R_HTTP_REQUEST = 156;
    internal const int SSL_R_HTTPS_PROXY_REQUEST = 155;
    internal const int SSL_R_CERTIFICATE_VERIFY_FAILED = 134;
    internal const int SSL_R_PEER_DID_NOT_RETURN_A_CERTIFICATE = 199;
    internal const int SSL_R_DATA_LENGTH_TOO_LONG = 146;
    internal const int SSL_R_DECRYPTION_FAILED = 147;
    internal const int SSL_R_ENCRYPTED_LENGTH_TOO_LONG = 150;
    internal const int SSL_R_PACKET_LENGTH_TOO_LONG = 198;
    internal const int SSL_R_DECRYPTION_FAILED_OR_BAD_RECORD_MAC = 281;
    internal const int SSL_AD_REASON_OFFSET = 1000;
    internal const int SSL_AD_HANDSHAKE_FAILURE = 40;
    internal const int SSL_AD_ILLEGAL_PARAMETER = 47;
    internal const int SSL_AD_DECRYPT_ERROR = 51;

    internal const int X509_R_KEY_TYPE_MISMATCH = 115;
    internal const int X509_R_KEY_VALUES_MISMATCH = 116;
    internal const int X509_V_OK = 0;
    internal const int X509_V_ERR_APPLICATION_VERIFICATION = 50;
    internal const int X509_V_ERR_HOSTNAME_MISMATCH = 62;
    internal const int X509_V_ERR_IP_ADDRESS_MISMATCH = 64;

    internal const int NID_subject_alt_name = 85;
    internal const int MBSTRING_UTF8 = 0x1000;
    internal const uint XN_FLAG_RFC2253 = 0x1110317;
}
