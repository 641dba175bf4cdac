using System.Collections.Generic;
using NetCat.Sharp.Commands.CommandLine.Planning;
using NetCat.Sharp.Commands.Invocation;
using NetCat.Sharp.Commands.Texts;
using NetCat.Sharp.IO;
using NetCat.Sharp.Sockets;

namespace NetCat.Sharp.Commands.Running;

/// <summary>--dual with a name: a listening socket at each of its addresses, all with the same port. One accept loop waits for all of them.</summary>
internal sealed class DualListener(RunContext call, NcPlan plan)
{
    /// <summary>The most attempts to find a port that is free at all addresses: the kernel's choice for the first may be in use at another.</summary>
    private const int MostPorts = 10;

    /// <summary>Opens all sockets. An address that this host does not have is skipped; with -v a line reports it.</summary>
    /// <exception cref="NcExit">Listening on an address failed, or the host has none of the addresses.</exception>
    internal ListeningSockets Open(List<ResolvedAddress> addresses)
    {
        for (int tried = 1; ; tried++)
        {
            List<OwnedDescriptor> all = [];
            OpenResult result = OpenAt(addresses, all);
            if (result.Opened && all.Count > 0)
            {
                // accept(2) must not block: a client may have disconnected since poll(2) reported it.
                all.ForEach(static socket => Descriptors.SetNonBlocking(socket.Number));
                return new ListeningSockets(all);
            }

            all.ForEach(static socket => socket.Dispose());
            bool isTaken = SystemError.KindOf(result.Errno) == ErrorKind.AddressInUse && addresses[0].Address.Port == 0;
            if (!isTaken || tried == MostPorts)
            {
                string text = SystemError.Text(result.Errno);
                throw NcExit.Failed(result, result.Step is OpenStep.Option or OpenStep.Listen ? Sentences.OpenFailed(result, 0) : text);
            }
        }
    }

    private OpenResult OpenAt(List<ResolvedAddress> addresses, List<OwnedDescriptor> into)
    {
        OpenResult last = default;
        for (int index = 0; index < addresses.Count; index++)
        {
            ResolvedAddress address = addresses[index];
            if (addresses.IndexOf(address) < index)
            {
                continue;
            }

            SockAddr at = into.Count == 0 ? address.Address : address.Address.WithPort(SocketAddresses.LocalOf(into[0].Number).Port);
            OpenResult result = Listening.Open(address with { Address = at }, plan.SocketOptions, plan.Backlog);
            if (result.Opened)
            {
                into.Add(new OwnedDescriptor(result.Descriptor));
            }
            else if (SystemError.KindOf(result.Errno) != ErrorKind.NoSuchAddress)
            {
                return result;
            }
            else if (plan.Verbose && SocketAddresses.TryNumber(at, out string host, out string port))
            {
                call.Warn(Sentences.NotListening(host, port, result.Errno));
            }

            last = result;
        }

        return into.Count > 0 ? new OpenResult(into[0].Number) : last;
    }
}
