#:package NetCat.Sharp@0.1.0
#:property PublishAot=false

// Tests whether a port is ready: dotnet run ready.cs HOST PORT [SECONDS]. Tries until a server answers or the time is over; the exit status is the
// result.
using NetCat.Sharp;

var limit = TimeSpan.FromSeconds(args.Length > 2 ? double.Parse(args[2]) : 1);
using var over = new CancellationTokenSource(limit);
string last = "ETIMEDOUT";
try
{
    while (true)
    {
        try
        {
            using NetSocket socket = await NetSocket.ConnectAsync(args[0], int.Parse(args[1]), cancellation: over.Token);
            Console.WriteLine($"{socket.PeerAddress} is ready");
            return 0;
        }
        catch (NetSocketException failure)
        {
            last = failure.ErrnoName;
            await Task.Delay(50, over.Token);
        }
    }
}
catch (OperationCanceledException)
{
    Console.WriteLine($"{args[0]}:{args[1]} is not: {last}");
    return 1;
}
