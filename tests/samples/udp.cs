#:package NetCat.Sharp@0.1.0
#:property PublishAot=false

// A UDP server that replies in capitals: dotnet run udp.cs first|never. "first" connects to its first sender and receives only from it, as nc does;
// "never" receives from all senders and replies to each.
using System.Text;
using NetCat.Sharp;

using UdpListener listener = UdpListener.Open(SockAddr.Loopback());
Console.WriteLine(listener.Socket.LocalAddress);
if (args[0] == "first")
{
    Console.WriteLine($"connected to {await listener.ConnectToFirstSenderAsync()}");
}

byte[] buffer = new byte[65536];
while (true)
{
    (int length, SockAddr sender) = await listener.ReceiveFromAsync(buffer);
    string text = Encoding.ASCII.GetString(buffer, 0, length);
    Console.WriteLine($"{sender}: {text.TrimEnd()}");
    byte[] answer = Encoding.ASCII.GetBytes(text.ToUpperInvariant());
    _ = args[0] == "first" ? listener.Socket.Send(answer) : listener.SendTo(answer, sender);
}
