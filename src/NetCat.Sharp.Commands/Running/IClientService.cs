using NetCat.Sharp.Commands.Invocation;

namespace NetCat.Sharp.Commands.Running;

/// <summary>What a <see cref="ClientLoop"/> does with the clients that it accepts.</summary>
internal interface IClientService
{
    /// <summary>When the process ends in any case.</summary>
    RunLimit Limit { get; }

    /// <summary>A further client is wanted.</summary>
    bool TakesMore { get; }

    /// <summary>Serves a client and closes its socket.</summary>
    /// <param name="client">Admitted; its socket is non-blocking.</param>
    /// <exception cref="NcExit">No further client is served.</exception>
    void Serve(Connection client);
}
