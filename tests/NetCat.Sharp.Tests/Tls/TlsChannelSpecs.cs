using System;
using System.Net.Sockets;
using System.Threading.Tasks;
using NetCat.Sharp.IO;
using NetCat.Sharp.Native;
using NetCat.Sharp.Tls;
using Xunit;

namespace NetCat.Sharp.Tests.Tls;

/// <summary>Two TLS channels of this library with each other: handshakes, ends, and refusals.</summary>
public sealed class TlsChannelSpecs(Certificates certificates) : IClassFixture<Certificates>
{
    private TlsOptions Server => new() { IsServer = true, CertificateFile = certificates.Server, KeyFile = certificates.ServerKey };

    private TlsOptions Client => new() { CaFile = certificates.Authority, Name = "localhost" };

    [Theory]
    [InlineData(0x0303, "TLSv1.2")]
    [InlineData(0x0304, "TLSv1.3")]
    public async Task Bytes_go_both_ways_and_each_direction_ends_by_itself(int version, string name)
    {
        (TlsPeer client, TlsPeer server) = await Connected(Client with { Highest = (TlsVersion)version }, Server);
        using (client)
        using (server)
        {
            Assert.Equal(name, client.Channel.Facts!.Version);
            Assert.Equal("CN=localhost", client.Channel.Facts.Certificate!.Subject);
            client.Write("over"u8);
            Assert.Equal(0, client.Channel.FinishSending());
            Assert.Equal("over", server.ReadText());
            Assert.False(server.Channel.IsTruncated);

            byte[] much = new byte[3_000_000];
            Array.Fill(much, (byte)7);
            Task<byte[]> reading = Task.Run(() => client.Read());
            server.Write(much);
            Assert.Equal(0, server.Channel.FinishSending());
            Assert.Equal(much, await reading);
            Assert.False(client.Channel.IsTruncated);
        }
    }

    [Fact]
    public async Task An_end_without_close_notify_is_a_truncated_stream()
    {
        (TlsPeer client, TlsPeer server) = await Connected(Client, Server);
        using (client)
        using (server)
        {
            client.Write("half a"u8);
            client.FinishSocket();
            Assert.Equal("half a", server.ReadText());
            Assert.True(server.Channel.IsTruncated);
        }
    }

    [Theory]
    [InlineData("example.org", (int)TlsFault.WrongName)]
    [InlineData("127.0.0.2", (int)TlsFault.WrongName)]
    [InlineData("127.0.0.1", (int)TlsFault.None)]
    [InlineData("localhost.", (int)TlsFault.None)]
    public async Task The_name_is_checked(string name, int fault) => Assert.Equal((TlsFault)fault, await ClientFault(Client with { Name = name }, Server));

    [Fact]
    public async Task A_certificate_of_an_unknown_authority_or_of_another_time_is_refused()
    {
        Assert.Equal(TlsFault.Untrusted, await ClientFault(Client with { CaFile = certificates.Client }, Server));
        Assert.Equal(TlsFault.Untrusted, await ClientFault(Client, Server with { CertificateFile = certificates.Expired, KeyFile = certificates.ExpiredKey }));
        Assert.Equal(TlsFault.Untrusted, await ClientFault(Client, new TlsOptions { IsServer = true }));
        Assert.Equal(TlsFault.None, await ClientFault(Client with { CaFile = certificates.Client, AcceptsAny = true }, Server));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_pin_replaces_chain_and_name(bool ofKey)
    {
        var made = new TlsOptions { IsServer = true };
        (TlsPeer client, TlsPeer server) = await Connected(new TlsOptions { AcceptsAny = true }, Server);
        TlsCertificate seen = client.Channel.Facts!.Certificate!;
        TlsPin pin = TlsPin.Parse((ofKey ? seen.KeyPin : seen.Pin).ToString())!;
        client.Dispose();
        server.Dispose();
        Assert.Equal(TlsFault.None, await ClientFault(new TlsOptions { Pin = pin, Name = "example.org" }, Server));
        Assert.Equal(TlsFault.WrongPin, await ClientFault(new TlsOptions { Pin = pin }, made));
    }

    [Fact]
    public async Task A_generated_certificate_has_the_pin_that_is_printed()
    {
        using TlsContext context = TlsPeer.Context(new TlsOptions { IsServer = true });
        (Socket client, Socket server) = TlsPeer.Pair();
        server.Blocking = false;
        using Socket kept = server;
        using var channel = new TlsChannel((int)server.Handle, context);
        using var peer = new TlsPeer(client, new TlsOptions { Pin = context.MadePin });
        Task<bool> serving = Task.Run(() => channel.Handshake(TlsPeer.Patience));
        Assert.True(peer.Channel.Handshake(TlsPeer.Patience), peer.Channel.Failure.ToString());
        Assert.True(await serving);
        TlsCertificate certificate = peer.Channel.Facts!.Certificate!;
        Assert.StartsWith("DNS:localhost, IP Address:127.0.0.1", certificate.Names, StringComparison.Ordinal);
        Assert.InRange((certificate.NotAfter!.Value - DateTime.UtcNow).TotalHours, 23, 25);
    }

    [Fact]
    public async Task A_server_demands_a_certificate_of_its_authority()
    {
        TlsOptions strict = Server with { ClientCaFile = certificates.Authority };
        TlsOptions named = Client with { CertificateFile = certificates.Client, KeyFile = certificates.ClientKey };
        (TlsPeer client, TlsPeer server) = await Connected(named, strict);
        Assert.Equal("CN=a client", server.Channel.Facts!.Certificate!.Subject);
        client.Dispose();
        server.Dispose();

        (Socket one, Socket other) = TlsPeer.Pair();
        using var without = new TlsPeer(one, Client with { Highest = TlsVersion.Tls12 });
        using var demanding = new TlsPeer(other, strict);
        (int clientStep, int serverStep) = await TlsPeer.Handshakes(without, demanding);
        Assert.Equal((-Constants.EPROTO, -Constants.EPROTO), (clientStep, serverStep));
        Assert.Equal(TlsFault.NoCertificate, demanding.Channel.Failure.Fault);
        Assert.Equal(TlsFault.Alert, without.Channel.Failure.Fault);
    }

    [Fact]
    public async Task Alpn_is_chosen_by_the_server_or_refused()
    {
        (TlsPeer client, TlsPeer server) = await Connected(Client with { Alpn = "h2,http/1.1" }, Server with { Alpn = "http/1.1,x" });
        Assert.Equal("http/1.1", client.Channel.Facts!.Alpn);
        Assert.Equal("http/1.1", server.Channel.Facts!.Alpn);
        client.Dispose();
        server.Dispose();
        Assert.Equal(TlsFault.Alert, await ClientFault(Client with { Alpn = "h2" }, Server with { Alpn = "x" }));
    }

    [Fact]
    public void Garbage_is_no_tls_and_silence_is_a_timeout()
    {
        (Socket client, Socket server) = TlsPeer.Pair();
        using (var peer = new TlsPeer(server, Server))
        using (client)
        {
            _ = client.Send("SSH-2.0-hello\r\n"u8);
            Assert.False(peer.Channel.Handshake(TlsPeer.Patience));
            Assert.Equal(TlsFault.NotTls, peer.Channel.Failure.Fault);
        }

        (client, server) = TlsPeer.Pair();
        using (var peer = new TlsPeer(server, Server))
        using (client)
        {
            Assert.False(peer.Channel.Handshake(Deadline.In(TimeSpan.FromMilliseconds(20))));
            Assert.Equal(TlsFault.Timeout, peer.Channel.Failure.Fault);
        }
    }

    [Fact]
    public void Files_and_ciphers_that_do_not_fit_are_refused()
    {
        Assert.Equal(TlsFault.CaFile, Refusal(Client with { CaFile = "/nonexistent" }).Fault);
        Assert.Equal(TlsFault.CertificateFile, Refusal(Server with { CertificateFile = "/nonexistent" }).Fault);
        Assert.Equal(TlsFault.KeyFile, Refusal(Server with { KeyFile = certificates.Server }).Fault);
        Assert.Equal(TlsFault.KeyMismatch, Refusal(Server with { KeyFile = certificates.ClientKey }).Fault);
        Assert.Equal(TlsFault.Ciphers, Refusal(Client with { Ciphers = "NONE-SUCH" }).Fault);
        Assert.Contains("No such file", Refusal(Server with { CertificateFile = "/nonexistent" }).Detail, StringComparison.Ordinal);
    }

    private static TlsFailure Refusal(TlsOptions options)
    {
        TlsFailure failure = TlsContext.Create(options, out TlsContext? context);
        Assert.Null(context);
        return failure;
    }

    private static async Task<TlsFault> ClientFault(TlsOptions client, TlsOptions server)
    {
        (Socket one, Socket other) = TlsPeer.Pair();
        using var dialing = new TlsPeer(one, client);
        using var serving = new TlsPeer(other, server);
        _ = await TlsPeer.Handshakes(dialing, serving);
        return dialing.Channel.Failure.Fault;
    }

    private static async Task<(TlsPeer Client, TlsPeer Server)> Connected(TlsOptions client, TlsOptions server)
    {
        (Socket one, Socket other) = TlsPeer.Pair();
        var dialing = new TlsPeer(one, client);
        var serving = new TlsPeer(other, server);
        Assert.Equal((0, 0), await TlsPeer.Handshakes(dialing, serving));
        return (dialing, serving);
    }
}
