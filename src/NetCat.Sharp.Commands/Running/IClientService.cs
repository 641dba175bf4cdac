using NetCat.Sharp.Commands.Invocation;

namespace NetCat.Sharp.Commands.Running;

/// <summary>What a <see cref="ClientLoop"/> does with the clients that it accepts.</summary>
internal interface IClientService
{
    /// <summary>The latest end of the process.</summary>
    RunLimit Limit { get; }

    /// <summary>Whether a further client is accepted.</summary>
    bool TakesMore { get; }

    /// <summary>Serves a client and closes its socket.</summary>
    /// <param name="client">An admitted client, whose socket is non-blocking.</param>
    /// <exception cref="NcExit">No further client is served.</exception>
    void Serve(Connection client);
}
