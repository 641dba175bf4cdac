using System.Collections.Generic;
using NetCat.Sharp.Commands.CommandLine.Planning;
using NetCat.Sharp.Commands.Invocation;
using NetCat.Sharp.Commands.Texts;
using NetCat.Sharp.IO;
using NetCat.Sharp.Sockets;

namespace NetCat.Sharp.Commands.Running;

/// <summary>--dual with a name: a listening socket at each of its addresses, all with one port. One accept loop waits for all of them.</summary>
internal sealed class DualListener(RunContext call, NcPlan plan)
{
    /// <summary>How often another free port is tried where the kernel's choice for the first address is in use at another one.</summary>
    private const int MostPorts = 10;

    /// <summary>Opens all; an address that this host does not have is passed over, with a line with -v.</summary>
    /// <exception cref="NcExit">An address cannot be listened on, or the host has none of them.</exception>
    internal ListeningSockets Open(List<ResolvedAddress> addresses)
    {
        for (int tried = 1; ; tried++)
        {
            List<OwnedDescriptor> all = [];
            OpenResult result = OpenAt(addresses, all);
            if (result.Opened && all.Count > 0)
            {
                // The accept loop does not wait in accept(2): a client may have left since poll(2) reported it.
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
