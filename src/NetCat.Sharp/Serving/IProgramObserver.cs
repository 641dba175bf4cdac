namespace NetCat.Sharp.Serving;

/// <summary>Receives events about the clients of a <see cref="ProgramServing"/>.</summary>
internal interface IProgramObserver : IServingObserver
{
    /// <summary>A client is accepted. The observer may attach data to <see cref="ProgramClient.Note"/>.</summary>
    void Accepted(ProgramClient client);

    /// <summary>The client's channel is open: the TLS handshake is complete.</summary>
    void Opened(ProgramClient client);

    /// <summary>The program has started.</summary>
    void Started(ProgramClient client);

    /// <summary>The client's channel has ended and is about to be closed; the program may still be running.</summary>
    void Relayed(ProgramClient client);

    /// <summary>
    /// The client is about to leave; <see cref="ProgramClient.End"/> has the reason. If the client was stopped, its program may still be running.
    /// </summary>
    void Ending(ProgramClient client);
}
