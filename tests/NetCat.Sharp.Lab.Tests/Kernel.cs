using System;
using System.Net;
using System.Net.Sockets;

namespace NetCat.Sharp.Lab.Tests;

/// <summary>A second way to test the kernel's behaviour: .NET's sockets with raw options. No code is shared with nclab.</summary>
internal static class Kernel
{
    internal const int ReuseAddr = 2;
    internal const int ReusePort = 15;

    /// <summary>A new socket. With ProtocolType.Tcp, Bind would set SO_REUSEADDR, so it is ProtocolType.Unspecified.</summary>
    internal static Socket NewSocket(bool tcp, AddressFamily family, params int[] options)
    {
        var socket = new Socket(family, tcp ? SocketType.Stream : SocketType.Dgram, ProtocolType.Unspecified);
        foreach (int option in options)
        {
            socket.SetRawSocketOption(1, option, BitConverter.GetBytes(1));
        }

        if (family == AddressFamily.InterNetworkV6)
        {
            // .NET sets IPV6_V6ONLY on a new socket; the kernel does not.
            socket.SetRawSocketOption(41, 26, BitConverter.GetBytes(0));
        }

        return socket;
    }

    internal static void BindFree(Socket socket, IPAddress address, int port)
    {
        bool six = address.AddressFamily == AddressFamily.InterNetworkV6;
        socket.SetRawSocketOption(six ? 41 : 0, six ? 78 : 15, BitConverter.GetBytes(1));
        socket.Bind(new IPEndPoint(address, port));
    }

    internal static string Answer(Action call)
    {
        try
        {
            call();
            return "OK";
        }
        catch (SocketException exception)
        {
            return exception.SocketErrorCode switch
            {
                SocketError.AddressAlreadyInUse => "EADDRINUSE",
                SocketError.AddressNotAvailable => "EADDRNOTAVAIL",
                _ => exception.SocketErrorCode.ToString(),
            };
        }
    }

    internal static int Port(Socket socket) => ((IPEndPoint)socket.LocalEndPoint!).Port;
}
