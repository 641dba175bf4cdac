#:package NetCat.Sharp@0.1.0
#:property PublishAot=false

// TLS at both ends. dotnet run tls.cs serve HOST PORT prints its address and the pin of its certificate, and forwards each client to HOST PORT.
// dotnet run tls.cs connect HOST PORT PIN relays between standard input and output and the server that has this pin.
using NetCat.Sharp;

TimeSpan limit = TimeSpan.FromSeconds(10);
if (args is ["connect", var host, var port, var text] && TlsPin.TryParse(text, out TlsPin? pin))
{
    using TlsEndpoint client = TlsEndpoint.Client(new TlsOptions { Pin = pin });
    using NetSocket socket = NetSocket.Connect(host, int.Parse(port), limit);
    using TlsConnection connection = client.Open(socket, limit);
    SocketRelay.Run(input: 0, output: 1, connection, RelayPolicy.Forwarding);
    return connection is { Fault: TlsFault.None, IsTruncated: false } ? 0 : 1;
}

using TlsEndpoint server = TlsEndpoint.Server(new TlsOptions());
using NetSocket listener = NetSocket.Listen(SockAddr.Loopback());
Console.WriteLine($"{listener.LocalAddress} {server.MadePin}");
while (true)
{
    _ = Serve(await listener.AcceptAsync());
}

async Task Serve(NetSocket accepted)
{
    using (accepted)
    {
        try
        {
            using TlsConnection connection = await server.OpenAsync(accepted, limit);
            using NetSocket target = await NetSocket.ConnectAsync(args[1], int.Parse(args[2]), limit);
            RelayEnd end = await SocketRelay.RunAsync(target, connection, RelayPolicy.Forwarding);
            Console.WriteLine($"{connection.Version}: {end}");
        }
        catch (Exception failure) when (failure is TlsException or NetSocketException)
        {
            Console.WriteLine(failure.Message);
        }
    }
}
