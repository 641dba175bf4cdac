#:package NetCat.Sharp@0.1.0
#:property PublishAot=false

// A TCP forwarder: dotnet run forward.cs HOST PORT. It prints its address; each client gets its own connection to HOST PORT.
using NetCat.Sharp;

using NetSocket listener = NetSocket.Listen(SockAddr.Loopback());
Console.WriteLine(listener.LocalAddress);
while (true)
{
    _ = Serve(await listener.AcceptAsync());
}

async Task Serve(NetSocket client)
{
    using (client)
    {
        try
        {
            using NetSocket server = await NetSocket.ConnectAsync(args[0], int.Parse(args[1]), TimeSpan.FromSeconds(5));
            RelayEnd end = await SocketRelay.RunAsync(client, server, RelayPolicy.Forwarding with { IdleTimeout = TimeSpan.FromMinutes(5) });
            Console.WriteLine(end);
        }
        catch (NetSocketException failure)
        {
            Console.WriteLine($"{failure.SystemCall}: {failure.ErrnoName}");
        }
    }
}
