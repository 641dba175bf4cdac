#:package NetCat.Sharp@0.1.0
#:property PublishAot=false

// A TCP forwarder: dotnet run forward.cs HOST PORT. It says where it listens; each client gets a connection of its own to HOST PORT.
using System.Net.Sockets;
using NetCat.Sharp;

using NetSocket listener = NetSocket.Listen(SockAddr.Loopback());
Console.WriteLine(listener.LocalAddress);
while (true)
{
    _ = Serve(listener.Accept());
}

async Task Serve(NetSocket client)
{
    using (client)
    {
        try
        {
            using NetSocket server = NetSocket.Connect(args[0], int.Parse(args[1]), TimeSpan.FromSeconds(5));
            RelayEnd end = await SocketRelay.RunAsync(client, server, RelayPolicy.Forwarding);
            Console.WriteLine(end);
        }
        catch (SocketException failure)
        {
            Console.WriteLine(failure.SocketErrorCode);
        }
    }
}
