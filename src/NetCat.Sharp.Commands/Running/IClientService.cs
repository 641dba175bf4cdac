using NetCat.Sharp.Commands.Invocation;
using NetCat.Sharp.IO;

namespace NetCat.Sharp.Commands.Running;

/// <summary>What a <see cref="ClientLoop"/> does with the clients that it accepts.</summary>
internal interface IClientService
{
    /// <summary>When the process ends in any case.</summary>
    RunLimit Limit { get; }

    /// <summary>A further client is wanted, now or when a session has ended.</summary>
    bool TakesMore { get; }

    /// <summary>Clients that can be served besides the present sessions. Further ones wait in the listen backlog.</summary>
    int Room { get; }

    /// <summary>Sessions that go on while the loop waits.</summary>
    int SessionCount { get; }

    /// <summary>Places that <see cref="Watch"/> needs in the set of the loop.</summary>
    int SlotCount { get; }

    /// <summary>When <see cref="Handle"/> is called although nothing is ready.</summary>
    Deadline CallAt { get; }

    /// <summary>Watches descriptors in its places of the set, from the given one on.</summary>
    void Watch(PollSet set, int first);

    /// <summary>Handles what is ready, after the wait.</summary>
    void Handle(PollSet set, int first);

    /// <summary>Serves a client and closes its socket, in this call or later.</summary>
    /// <param name="client">Admitted; its socket is non-blocking.</param>
    /// <exception cref="NcExit">No further client is served.</exception>
    void Serve(Connection client);

    /// <summary>Ends all sessions: the deadline is over.</summary>
    void Stop();
}
