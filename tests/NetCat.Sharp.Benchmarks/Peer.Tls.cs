using System;
using System.Collections.Generic;
using System.Linq;

namespace NetCat.Sharp.Benchmarks;

/// <summary>The command lines of a program that speaks TLS. Each client verifies the server's certificate.</summary>
/// <param name="Receives">Listens, writes to stdout what one client sends, and ends with it.</param>
/// <param name="Sends">Sends all of stdin and ends when the server has ended.</param>
internal sealed record TlsCommands(Func<Meeting, TlsFiles, string[]> Receives, Func<Meeting, TlsFiles, string[]> Sends);

/// <content>The programs with TLS.</content>
internal sealed partial record Peer
{
    /// <summary>Null if the program has no TLS.</summary>
    internal TlsCommands? Tls { get; private init; }

    private static TlsCommands NcatTls { get; } = new(
        static (at, files) => ["ncat", "-l", "--ssl", "--ssl-cert", files.Certificate, "--ssl-key", files.Key, Host, at.PortText, "--recv-only"],
        static (at, files) => ["ncat", "--ssl", "--ssl-verify", "--ssl-trustfile", files.Certificate, "--ssl-servername", "localhost", Host, at.PortText]);

    private static TlsCommands SocatTls { get; } = new(
        static (at, files) => ["socat", "-b262144", "-u", $"OPENSSL-LISTEN:{at.PortText},bind={Host},cert={files.Certificate},key={files.Key},verify=0", "-"],
        static (at, files) => ["socat", "-b262144", "-u", "-", $"OPENSSL:{Host}:{at.PortText},cafile={files.Certificate},commonname=localhost"]);

    private static TlsCommands OpenSslTls { get; } = new(
        static (at, files) => ["openssl", "s_server", "-4", "-accept", at.PortText, "-cert", files.Certificate, "-key", files.Key, "-quiet", "-naccept", "1"],
        static (at, files) =>
        [
            "openssl", "s_client", "-connect", Host + ":" + at.PortText, "-CAfile", files.Certificate, "-verify_return_error", "-verify_quiet",
            "-quiet", "-no_ign_eof", "-nocommands", "-noservername",
        ]);

    /// <summary>The programs that have TLS, and openssl(1), which takes part in no other measurement.</summary>
    internal static IReadOnlyList<Peer> WithTls(string ours)
        => [.. All(ours).Where(static peer => peer.Tls is not null), Traditional() with { Name = "openssl", Program = "openssl", Tls = OpenSslTls }];

    private static TlsCommands OurTls(string nc) => new(
        (at, files) => [nc, "-l", "--tls-cert", files.Certificate, "--tls-key", files.Key, Host, at.PortText],
        (at, files) => [nc, "-N", "--tls-ca", files.Certificate, Host, at.PortText]);
}
