using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using NetCat.Sharp.Lab.Sockets;

namespace NetCat.Sharp.Lab.Experiments;

/// <summary>The founding text's table of SO_REUSEADDR, and the same for SO_REUSEPORT. Each cell is the result of two new sockets.</summary>
internal sealed class Matrix(Lab lab, IReadOnlyDictionary<Place, IPAddress> addresses, int port)
{
    /// <summary>The option is on neither socket, the first, the second, both: SO_REUSEADDR, then SO_REUSEPORT.</summary>
    private static readonly (Reuse First, Reuse Second)[] s_options =
    [
        (Reuse.None, Reuse.None),
        (Reuse.ByAddress, Reuse.None),
        (Reuse.None, Reuse.ByAddress),
        (Reuse.ByAddress, Reuse.ByAddress),
        (Reuse.ByPort, Reuse.None),
        (Reuse.None, Reuse.ByPort),
        (Reuse.ByPort, Reuse.ByPort),
    ];

    internal static MatrixReport Run(Lab lab, bool tcp, bool udp)
    {
        bool foreign = BindsForeign(lab);
        if (lab.Ipv6 && !foreign)
        {
            throw new LabExit(LabExit.Missing, "this kernel binds no foreign IPv6 address (IPV6_FREEBIND, Linux 4.15), and IPv6 has one loopback address only");
        }

        var matrix = new Matrix(lab, MatrixRows.Addresses(lab.Ipv6, foreign), lab.FreePort());
        return matrix.Fill(tcp, udp, foreign ? "text" : "loopback");
    }

    private static bool BindsForeign(Lab lab)
    {
        try
        {
            using NetSocket probe = NetSocket.Create(lab.Family, Transport.Udp);
            probe.SetOption(SocketOptionKey.FreeBind, 1);
            probe.Bind(Lab.At(MatrixRows.Addresses(lab.Ipv6, foreign: true)[Place.One]));
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private MatrixReport Fill(bool tcp, bool udp, string kind)
    {
        List<MatrixCell> cells = [];
        foreach ((Place first, Place second) in MatrixRows.Text.Select(static row => (row.First, row.Second)).Distinct())
        {
            if (tcp)
            {
                cells.AddRange(Cells(Transport.Tcp, listens: false, first, second));
                cells.AddRange(Cells(Transport.Tcp, listens: true, first, second));
            }

            if (udp)
            {
                cells.AddRange(Cells(Transport.Udp, listens: false, first, second));
            }
        }

        MatrixRow[] rows = [.. MatrixRows.Text.Select(row => MatrixReading.OfRow(row, Name(row.First), Name(row.Second), cells))];
        return new MatrixReport(
            "reuse-matrix", Lab.Kernel, lab.FamilyName, port, lab.Ipv6 ? "private" : kind, cells, rows, MatrixReading.OfReusePort(cells));
    }

    private IEnumerable<MatrixCell> Cells(Transport transport, bool listens, Place first, Place second)
    {
        foreach ((Reuse of, Reuse on) in s_options)
        {
            lab.Stop.ThrowIfCancellationRequested();
            yield return new MatrixCell(
                transport == Transport.Tcp ? "tcp" : "udp",
                listens ? "listening" : "bound",
                Name(first),
                Name(second),
                [of.Address, on.Address],
                [of.Port, on.Port],
                Try(transport, listens, (first, of), (second, on)),
                MatrixReading.TextSays(first, second, of, on));
        }
    }

    /// <summary>"OK" if the calls on the second socket succeed as on the first, otherwise the name of the error.</summary>
    private string Try(Transport transport, bool listens, (Place At, Reuse Has) first, (Place At, Reuse Has) second)
    {
        using NetSocket one = NetSocket.Create(lab.Family, transport);
        using NetSocket other = NetSocket.Create(lab.Family, transport);
        Take(one, first.At, first.Has, listens);
        return Outcome.Of(() => Take(other, second.At, second.Has, listens));
    }

    private void Take(NetSocket socket, Place at, Reuse has, bool listens)
    {
        has.ApplyTo(socket);
        if (at != Place.Any && !IPAddress.IsLoopback(addresses[at]))
        {
            socket.SetOption(SocketOptionKey.FreeBind, 1);
        }

        socket.Bind(Lab.At(addresses[at], port));
        if (listens)
        {
            socket.StartListening();
        }
    }

    private string Name(Place place) => addresses[place].ToString();
}
