#:package NetCat.Sharp@0.1.0
#:property PublishAot=false

// An echo server: dotnet run echo.cs [PORT]. It says at which port it listens, and serves one client after the other.
using NetCat.Sharp;

int port = args.Length > 0 ? int.Parse(args[0]) : 0;
using NetSocket listener = NetSocket.Listen(SockAddr.Loopback(port), [new(SocketOptionKey.ReuseAddress, 1)]);
Console.WriteLine(listener.LocalAddress);
byte[] buffer = new byte[65536];
while (true)
{
    using NetSocket client = listener.Accept();
    while (client.Receive(buffer, out _) is > 0 and int length)
    {
        client.SendAll(buffer.AsSpan(0, length));
    }
}
