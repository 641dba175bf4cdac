using System;
using System.Globalization;
using System.IO;
using System.Net;
using System.Net.Sockets;
using NetCat.Sharp.Lab.Native;
using NetCat.Sharp.Lab.Sockets;

namespace NetCat.Sharp.Lab.Experiments;

/// <summary>
/// The other user of "reuse owner": this program in a second process with another user id. It reads one order in each line
/// of its standard input and exits at its end, so that it cannot outlive the process that started it.
/// </summary>
internal static class OwnerChild
{
    internal const string Verb = "socket-owner";

    internal const string Ready = "ready";

    private static NetSocket? s_socket;

    internal static int Run(uint user, TextReader orders, TextWriter answers)
    {
        // Loads all code that the orders need, since the other user may have no permission to read the program's files.
        _ = Take("tcp 1 127.0.0.1 0 1 1");
        _ = Outcome.Of(() => throw new SocketException((int)SocketError.AddressAlreadyInUse));
        _ = Take("close");
        int error = Identity.Become(user);
        answers.WriteLine(error < 0 ? Identity.ErrorText(-error) : Ready);
        answers.Flush();
        while (error == 0 && orders.ReadLine() is { } order)
        {
            answers.WriteLine(Take(order));
            answers.Flush();
        }

        s_socket?.Dispose();
        return 0;
    }

    internal static string Order(OwnerBind bind)
        => string.Create(
            CultureInfo.InvariantCulture,
            $"{(bind.Transport == Transport.Tcp ? "tcp" : "udp")} {(bind.Listens ? 1 : 0)} {bind.At.ToEndPoint().Address} {bind.At.Port} {(bind.Has.Address ? 1 : 0)} {(bind.Has.Port ? 1 : 0)}");

    private static string Take(string order)
    {
        s_socket?.Dispose();
        s_socket = null;
        string[] words = order.Split(' ');
        if (words.Length < 6)
        {
            return Outcome.Ok;
        }

        int port = int.Parse(words[3], CultureInfo.InvariantCulture);
        var bind = new OwnerBind(
            words[0] == "tcp" ? Transport.Tcp : Transport.Udp,
            words[1] == "1",
            Lab.At(IPAddress.Parse(words[2]), port),
            new Reuse(words[4] == "1", words[5] == "1"));
        return Outcome.Of(() => s_socket = bind.Make());
    }
}
