#:package NetCat.Sharp@0.1.0
#:property PublishAot=false

// A forwarder for many clients on two threads: dotnet run serve.cs TARGET [PORT [tls]], where TARGET is host:port, [v6]:port or unix:/path. It
// prints its address and a line for each event. SIGINT and SIGTERM stop it; connections then have five seconds to end by themselves.
using System.Runtime.InteropServices;
using NetCat.Sharp;

var stop = new TaskCompletionSource();
using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
using TlsEndpoint? tls = args is [.., "tls"] ? TlsEndpoint.Server(new TlsOptions()) : null;
using Server server = Server.Start(new ServerOptions
{
    Listen = SockAddr.Loopback(args.Length > 1 ? int.Parse(args[1]) : 0),
    ForwardTo = args[0],
    Tls = tls,
    Workers = 2,
    IdleTimeout = TimeSpan.FromMinutes(5),
    OnEvent = static one => Console.WriteLine($"{one.Client} {one.Kind} sent={one.Sent} received={one.Received} errno={one.Errno}"),
});
Console.WriteLine($"{server.LocalAddress} {Environment.ProcessId} {tls?.MadePin}");
await stop.Task;
await server.StopAsync(TimeSpan.FromSeconds(5));

void Stop(PosixSignalContext signal)
{
    signal.Cancel = true;
    stop.TrySetResult();
}
