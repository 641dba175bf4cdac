namespace NetCat.Sharp.Serving;

/// <summary>What a <see cref="ProgramServing"/> reports about its clients.</summary>
internal interface IProgramObserver : IServingObserver
{
    /// <summary>A client is accepted. <see cref="ProgramClient.Note"/> is free for what is to be kept.</summary>
    void Accepted(ProgramClient client);

    /// <summary>The client's channel is open: the handshake of TLS is complete.</summary>
    void Opened(ProgramClient client);

    /// <summary>The program runs.</summary>
    void Started(ProgramClient client);

    /// <summary>The client's channel has ended and is about to be closed; the program may still run.</summary>
    void Relayed(ProgramClient client);

    /// <summary>The client is about to leave; <see cref="ProgramClient.End"/> has the reason. A client that is stopped may not have left yet.</summary>
    void Ending(ProgramClient client);
}
