#:package NetCat.Sharp@0.1.0
#:property PublishAot=false

// An echo server for many clients at once, without a thread for each of them: dotnet run echo.cs [PORT]. It prints its address and its process id.
// SIGINT and SIGTERM cancel all waiting calls; it prints how many clients it has served, and ends.
using System.Net.Sockets;
using System.Runtime.InteropServices;
using NetCat.Sharp;

using var stop = new CancellationTokenSource();
using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
int port = args.Length > 0 ? int.Parse(args[0]) : 0;
using NetSocket listener = NetSocket.Listen(SockAddr.Loopback(port), [new(SocketOptionKey.ReuseAddress, 1)]);
Console.WriteLine(listener.LocalAddress);
Console.WriteLine(Environment.ProcessId);
var clients = new List<Task>();
try
{
    while (true)
    {
        clients.Add(Echo(await listener.AcceptAsync(stop.Token)));
    }
}
catch (OperationCanceledException)
{
    await Task.WhenAll(clients);
    Console.WriteLine($"{clients.Count} clients");
}

async Task Echo(NetSocket client)
{
    using (client)
    {
        try
        {
            byte[] buffer = new byte[65536];
            while (await client.ReceiveAsync(buffer, stop.Token) is > 0 and int length)
            {
                await client.SendAsync(buffer.AsMemory(0, length), stop.Token);
            }
        }
        catch (OperationCanceledException)
        {
            // The server is stopping.
        }
        catch (SocketException)
        {
            // The client has reset the connection.
        }
    }
}

void Stop(PosixSignalContext signal)
{
    signal.Cancel = true;
    stop.Cancel();
}
