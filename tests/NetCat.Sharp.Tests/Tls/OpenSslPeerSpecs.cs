using System.Globalization;
using System.Net.Sockets;
using System.Text;
using System.Threading.Tasks;
using NetCat.Sharp.Testing;
using NetCat.Sharp.Tls;
using Xunit;

namespace NetCat.Sharp.Tests.Tls;

/// <summary>The TLS channel with OpenSSL's own programs, as client and as server.</summary>
public sealed class OpenSslPeerSpecs(Certificates certificates) : IClassFixture<Certificates>
{
    [Theory]
    [InlineData("-tls1_2", "TLSv1.2")]
    [InlineData("-tls1_3", "TLSv1.3")]
    public async Task A_client_talks_with_s_server(string version, string name)
    {
        int port = Ports.Free();
        using ChildProcess server = ChildProcess.Start(
            "openssl", ["s_server", "-accept", string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{port}"), "-cert", certificates.Server, "-key", certificates.ServerKey, "-quiet", "-naccept", "1", "-rev", version]);
        try
        {
            await Ports.ListenedAt(port);
            using var peer = TlsPeer.Connect(port, new TlsOptions { CaFile = certificates.Authority, Name = "localhost" });
            Assert.True(peer.Channel.Handshake(TlsPeer.Patience), peer.Channel.Failure.ToString());
            Assert.Equal(name, peer.Channel.Facts!.Version);
            peer.Write("stressed\n"u8);
            Assert.Equal("desserts\n", peer.ReadText("desserts\n".Length));
        }
        finally
        {
            _ = server.Signal(Signals.Kill);
        }
    }

    [Theory]
    [InlineData("-tls1_2")]
    [InlineData("-tls1_3")]
    public async Task A_server_talks_with_s_client(string version)
    {
        using Socket listener = TlsPeer.Listener();
        string address = listener.LocalEndPoint!.ToString()!;
        using ChildProcess client = ChildProcess.Start(
            "openssl", ["s_client", "-connect", address, "-CAfile", certificates.Authority, "-verify_return_error", "-verify_hostname", "localhost", "-quiet", version]);
        try
        {
            using var peer = new TlsPeer(await listener.AcceptAsync(), new TlsOptions { IsServer = true, CertificateFile = certificates.Server, KeyFile = certificates.ServerKey });
            Assert.True(peer.Channel.Handshake(TlsPeer.Patience), peer.Channel.Failure.ToString());
            await client.StandardInput.WriteAsync("a line\n");
            Assert.Equal("a line\n", Encoding.UTF8.GetString(peer.Read("a line\n".Length)));
            peer.Write("an answer\n"u8);
            Assert.Equal(0, peer.Channel.FinishSending());
            Assert.Equal("an answer", await client.StandardOutput.ReadLineAsync());
        }
        finally
        {
            _ = client.Signal(Signals.Kill);
        }
    }
}
