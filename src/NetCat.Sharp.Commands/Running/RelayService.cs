using NetCat.Sharp.Commands.CommandLine.Planning;
using NetCat.Sharp.Commands.Invocation;
using NetCat.Sharp.Commands.Observing;
using NetCat.Sharp.IO;

namespace NetCat.Sharp.Commands.Running;

/// <summary>Connects clients to stdin and stdout, one after the other. As in nc.openbsd, nothing else happens while a client is served.</summary>
internal sealed class RelayService(RunContext call, NcPlan plan, AddressReports reports) : IClientService
{
    private RunContext _call = call;

    /// <summary>How the most recent session ended.</summary>
    internal Outcome Outcome { get; private set; }

    /// <inheritdoc/>
    public RunLimit Limit => _call.Limit;

    /// <inheritdoc/>
    public bool TakesMore { get; private set; } = true;

    /// <inheritdoc/>
    public void Serve(Connection client)
    {
        reports.Client(client.Peer);
        Keep(Session.Hold(_call, plan, client));
    }

    /// <summary>Serves a datagram socket: its one peer, or all senders. With -k the socket stays open for the next session.</summary>
    /// <param name="socket">The socket; it becomes non-blocking.</param>
    /// <param name="events">The events of the session.</param>
    /// <param name="access">Admits the senders of a socket without a peer.</param>
    internal void ServeDatagrams(OwnedDescriptor socket, SessionEvents? events, AccessControl access)
    {
        Descriptors.SetNonBlocking(socket.Number);
        Keep(Session.Hold(_call, plan, PlainChannel.OfSocket(socket.Number), events, closes: plan.Keeps ? null : socket, access));
    }

    private void Keep(in SessionEnd end)
    {
        Outcome = end.Outcome;
        TakesMore = plan.Keeps && !end.Quits;
        _call = _call with { Limit = _call.Limit.Or(end.Quit) };
    }
}
