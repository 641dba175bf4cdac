using System;
using System.Collections.Concurrent;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using NetCat.Sharp.Testing;
using NetCat.Sharp.Tests.Hostile;
using NetCat.Sharp.Tests.Tls;
using Xunit;

namespace NetCat.Sharp.Tests.Serving;

/// <summary>The public server with TLS on one side or on both.</summary>
public sealed class ServerTlsSpecs(Certificates certificates) : IClassFixture<Certificates>, IDisposable
{
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(20);

    private readonly ConcurrentQueue<ServerEvent> _events = new();
    private readonly TlsEndpoint _server = TlsEndpoint.Server(new TlsOptions { CertificateFile = certificates.Server, KeyFile = certificates.ServerKey });
    private readonly TlsEndpoint _client = TlsEndpoint.Client(new TlsOptions { CaFile = certificates.Authority, Name = "localhost" });

    private ServerOptions Options => new() { Listen = SockAddr.Loopback(), Tls = _server, OnEvent = _events.Enqueue };

    public void Dispose()
    {
        _server.Dispose();
        _client.Dispose();
    }

    [Fact]
    public async Task TLS_works_on_both_sides_of_a_forwarder_and_a_silent_client_delays_no_other()
    {
        using NetSocket target = NetSocket.Listen(SockAddr.Loopback());
        using Server far = Server.Start(Options with { ForwardTo = target.LocalAddress.ToString(), OnEvent = null });
        using Server near = Server.Start(Options with { ForwardTo = far.LocalAddress.ToString(), TargetTls = _client });
        using NetSocket silent = NetSocket.Connect(near.LocalAddress);
        for (int i = 0; i < 5; i++)
        {
            using NetSocket socket = NetSocket.Connect(near.LocalAddress);
            using TlsConnection connection = await _client.OpenAsync(socket, s_limit);
            using NetSocket served = await target.AcceptAsync();
            byte[] sent = new SeededRandom(i).Bytes(300_000);
            using MemoryStream input = new(sent), output = new(), asked = new(), answer = new(sent);
            Task<RelayEnd> serving = SocketRelay.RunAsync(answer, asked, served, RelayPolicy.Forwarding);
            Assert.Equal(RelayEnd.BothDrained, await SocketRelay.RunAsync(input, output, connection, RelayPolicy.Forwarding));
            Assert.Equal(RelayEnd.BothDrained, await serving);
            Assert.Equal(sent, asked.ToArray());
            Assert.Equal(sent, output.ToArray());
            Assert.False(connection.IsTruncated);
        }

        await Until.Holds(() => Count(ServerEventKind.Closed) == 5);
        Assert.Equal((6, 5, 0), (Count(ServerEventKind.Connected), Count(ServerEventKind.Forwarded), Count(ServerEventKind.TlsFailed)));
    }

    [Fact]
    public async Task A_handshake_that_fails_is_an_event_with_its_fault()
    {
        using TlsEndpoint other = TlsEndpoint.Client(new TlsOptions { CaFile = certificates.Authority, Name = "example.org" });
        using Server far = Server.Start(Options with { OnEvent = null });
        using Server near = Server.Start(Options with { ForwardTo = far.LocalAddress.ToString(), Tls = null, TargetTls = other });
        using NetSocket one = NetSocket.Connect(near.LocalAddress);
        await Until.Holds(() => Count(ServerEventKind.TlsFailed) == 1);
        using Server quick = Server.Start(Options with { TlsTimeout = TimeSpan.FromMilliseconds(50) });
        using NetSocket two = NetSocket.Connect(quick.LocalAddress);
        await Until.Holds(() => Count(ServerEventKind.TlsFailed) == 2);
        Assert.Equal([TlsFault.WrongName, TlsFault.Timeout], _events.Where(static one => one.Kind == ServerEventKind.TlsFailed).Select(static one => one.TlsFault));
    }

    [Fact]
    public void Invalid_combinations_of_sides_are_refused()
    {
        Assert.Throws<ArgumentException>(() => Server.Start(Options with { Tls = _client }));
        Assert.Throws<ArgumentException>(() => Server.Start(Options with { ForwardTo = "127.0.0.1:1", TargetTls = _server }));
        Assert.Throws<ArgumentException>(() => Server.Start(Options with { TargetTls = _client }));
    }

    private int Count(ServerEventKind kind) => _events.Count(one => one.Kind == kind);
}
