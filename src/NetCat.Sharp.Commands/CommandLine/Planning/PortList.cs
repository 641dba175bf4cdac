using System;
using System.Collections.Generic;
using System.Runtime.InteropServices;
using NetCat.Sharp.Commands.Invocation;

namespace NetCat.Sharp.Commands.CommandLine.Planning;

/// <summary>A client's port operands: service names, numbers and ranges, in the order given.</summary>
internal static class PortList
{
    private const int Largest = 65535;

    /// <summary>Ports of vsock(7) have 32 bits; the kernel assigns the upper half to sockets that are not bound.</summary>
    private const int LargestOfVsock = int.MaxValue;

    /// <summary>The ports of all operands, shuffled as one list with -r.</summary>
    /// <exception cref="NcExit">An operand is neither a service, a number in range nor a range.</exception>
    internal static List<int> Read(List<string> operands, Transport transport, bool shuffled, Func<string, Transport, int> portOfService)
    {
        int largest = transport == Transport.Vsock ? LargestOfVsock : Largest;
        var ports = new List<int>(operands.Count);
        foreach (string operand in operands)
        {
            int service = HasLetter(operand) && transport != Transport.Vsock ? portOfService(operand, transport) : -1;
            int dash = operand.IndexOf('-', StringComparison.Ordinal);
            if (service >= 0)
            {
                ports.Add(service);
            }
            else if (dash > 0 && char.IsAsciiDigit(operand[0]))
            {
                // The upper end is read first: if both are invalid, the error line of nc names that one.
                int high = Number(operand[(dash + 1)..], Largest);
                int low = Number(operand[..dash], Largest);
                AddRange(ports, Math.Min(low, high), Math.Max(low, high));
            }
            else
            {
                ports.Add(Number(operand, largest));
            }
        }

        if (shuffled)
        {
            Random.Shared.Shuffle(CollectionsMarshal.AsSpan(ports));
        }

        return ports;
    }

    private static void AddRange(List<int> ports, int low, int high)
    {
        for (int port = low; port <= high; port++)
        {
            ports.Add(port);
        }
    }

    /// <summary>The name of a service contains a letter (RFC 6335, section 5.1), so numbers need no lookup.</summary>
    private static bool HasLetter(string text)
    {
        foreach (char character in text)
        {
            if (char.IsAsciiLetter(character))
            {
                return true;
            }
        }

        return false;
    }

    private static int Number(string text, int largest)
        => StrToNum.Read(text, 1, largest, out long port) is { } fault ? throw new NcExit(1, $"port number {fault}: {text}") : (int)port;
}
