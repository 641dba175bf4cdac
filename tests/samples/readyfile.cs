#:package NetCat.Sharp@0.1.0
#:property PublishAot=false

// A server at a free port that a script can wait for: dotnet run readyfile.cs FILE. FILE appears, with the port in it, when the socket is
// listening. It answers one client with the time, and ends; without a client it ends after a minute.
using NetCat.Sharp;

using NetSocket listener = NetSocket.Listen(SockAddr.Loopback());

// Written under another name and renamed, so that a reader never sees half of the number.
await File.WriteAllTextAsync(args[0] + ".new", $"{listener.LocalAddress.Port}\n");
File.Move(args[0] + ".new", args[0], overwrite: true);
using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(1));
try
{
    using NetSocket client = await listener.AcceptAsync(limit.Token);
    await client.SendAsync(System.Text.Encoding.ASCII.GetBytes($"{DateTime.UtcNow:O}\n"), limit.Token);
    return 0;
}
catch (OperationCanceledException)
{
    Console.WriteLine("no client came");
    return 1;
}
finally
{
    File.Delete(args[0]);
}
