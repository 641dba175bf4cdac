#:package NetCat.Sharp@0.1.0
#:property PublishAot=false

// Is a port ready: dotnet run ready.cs HOST PORT [SECONDS]. Tries until somebody answers or the time is over; the exit status is the answer.
using System.Net.Sockets;
using NetCat.Sharp;

var limit = TimeSpan.FromSeconds(args.Length > 2 ? double.Parse(args[2]) : 1);
long began = Environment.TickCount64;
while (true)
{
    try
    {
        using NetSocket socket = NetSocket.Connect(args[0], int.Parse(args[1]), limit);
        Console.WriteLine($"{socket.PeerAddress} is ready");
        return 0;
    }
    catch (SocketException failure) when (Environment.TickCount64 - began >= limit.TotalMilliseconds)
    {
        Console.WriteLine($"{args[0]}:{args[1]} is not: {failure.SocketErrorCode}");
        return 1;
    }
    catch (SocketException)
    {
        await Task.Delay(50);
    }
}
