using System;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using NetCat.Sharp.Tests.Async;
using Xunit;

namespace NetCat.Sharp.Tests.Tls;

/// <summary>The public TLS API of the library.</summary>
public sealed class TlsEndpointSpecs(Certificates certificates) : IClassFixture<Certificates>
{
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(20);

    private TlsOptions Server => new() { CertificateFile = certificates.Server, KeyFile = certificates.ServerKey, Alpn = "x,y" };

    private TlsOptions Client => new() { CaFile = certificates.Authority, Name = "localhost", Alpn = "y" };

    [Fact]
    public async Task Streams_are_relayed_over_TLS_and_both_ends_know_each_other()
    {
        using var both = new Connected();
        using TlsEndpoint server = TlsEndpoint.Server(Server with { ClientCaFile = certificates.Authority });
        using TlsEndpoint client = TlsEndpoint.Client(Client with { CertificateFile = certificates.Client, KeyFile = certificates.ClientKey });
        Task<TlsConnection> opening = server.OpenAsync(both.Other, s_limit);
        using TlsConnection near = await client.OpenAsync(both.One, s_limit);
        using TlsConnection far = await opening;
        Assert.Equal(("TLSv1.3", "y", "CN=localhost"), (near.Version, near.Alpn, near.PeerSubject));
        Assert.Equal("CN=a client", far.PeerSubject);
        byte[] up = [.. Enumerable.Range(0, 1_000_000).Select(static i => (byte)(i * 7))], down = [.. up.Reverse()];
        using MemoryStream upIn = new(up), upOut = new(), downIn = new(down), downOut = new();
        Task<RelayEnd> one = SocketRelay.RunAsync(upIn, downOut, near, RelayPolicy.Forwarding);
        Assert.Equal(RelayEnd.BothDrained, await SocketRelay.RunAsync(downIn, upOut, far, RelayPolicy.Forwarding));
        Assert.Equal(RelayEnd.BothDrained, await one);
        Assert.Equal(up, upOut.ToArray());
        Assert.Equal(down, downOut.ToArray());
        Assert.Equal((TlsFault.None, false), (near.Fault, near.IsTruncated));
    }

    [Fact]
    public async Task A_plain_socket_is_forwarded_to_TLS_and_a_pin_is_enough()
    {
        using Connected plain = new(), secure = new();
        using TlsEndpoint server = TlsEndpoint.Server(new TlsOptions());
        using TlsEndpoint client = TlsEndpoint.Client(new TlsOptions { Pin = server.MadePin });
        Task<TlsConnection> opening = server.OpenAsync(secure.Other, s_limit);
        using TlsConnection near = client.Open(secure.One, s_limit);
        using TlsConnection far = await opening;
        Assert.Equal(server.MadePin, near.PeerPin);
        Task<RelayEnd> forwarded = SocketRelay.RunAsync(plain.Other, near, RelayPolicy.Forwarding);
        using MemoryStream answer = new("answer"u8.ToArray()), asked = new();
        Task<RelayEnd> served = SocketRelay.RunAsync(answer, asked, far, RelayPolicy.Forwarding);
        await plain.One.SendAsync("question"u8.ToArray());
        plain.One.FinishSending();
        byte[] got = new byte[64];
        Assert.Equal(6, await plain.One.ReceiveAsync(got));
        Assert.Equal([RelayEnd.BothDrained, RelayEnd.BothDrained], await Task.WhenAll(forwarded, served));
        Assert.Equal("question"u8.ToArray(), asked.ToArray());
    }

    [Fact]
    public async Task A_failure_has_its_fault_on_both_sides()
    {
        using var both = new Connected();
        using TlsEndpoint server = TlsEndpoint.Server(Server);
        using TlsEndpoint client = TlsEndpoint.Client(Client with { Name = "example.org" });
        Task<TlsConnection> opening = server.OpenAsync(both.Other, s_limit);
        Assert.Equal(TlsFault.WrongName, Assert.Throws<TlsException>(() => client.Open(both.One, s_limit)).Fault);
        Assert.Equal(TlsFault.Alert, (await Assert.ThrowsAsync<TlsException>(() => opening)).Fault);
    }

    [Fact]
    public async Task A_silent_peer_causes_a_timeout_or_the_call_is_cancelled()
    {
        using var both = new Connected();
        using TlsEndpoint server = TlsEndpoint.Server(Server);
        Assert.Equal(TlsFault.Timeout, Assert.Throws<TlsException>(() => server.Open(both.Other, TimeSpan.FromMilliseconds(50))).Fault);
        using var stop = new CancellationTokenSource(TimeSpan.FromMilliseconds(50));
        await Assert.ThrowsAsync<OperationCanceledException>(() => server.OpenAsync(both.Other, cancellation: stop.Token));
    }

    [Fact]
    public void Unusable_options_are_refused_at_once()
    {
        Assert.Throws<ArgumentException>(() => TlsEndpoint.Client(new TlsOptions()));
        Assert.Equal(TlsFault.CertificateFile, Assert.Throws<TlsException>(() => TlsEndpoint.Server(new TlsOptions { CertificateFile = "/nowhere" })).Fault);
        Assert.False(TlsPin.TryParse("sha256:12", out _));
    }
}
