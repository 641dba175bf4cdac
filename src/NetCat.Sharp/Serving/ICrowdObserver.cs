namespace NetCat.Sharp.Serving;

/// <summary>Receives events about the clients and the output of a <see cref="Crowd"/>.</summary>
internal interface ICrowdObserver : IServingObserver
{
    /// <summary>A client is accepted. The observer may attach data to <see cref="CrowdMember.Note"/>.</summary>
    void Accepted(CrowdMember client);

    /// <summary>The client's channel is open; with TLS, the handshake is complete.</summary>
    void Joined(CrowdMember client);

    /// <summary>The client's queue is full for the first time, or again after it was empty.</summary>
    void IsSlow(CrowdMember client);

    /// <summary>The client is about to be closed, for <see cref="CrowdMember.Reason"/>.</summary>
    void Ending(CrowdMember client);

    /// <summary>The output accepts no more data; the argument is the errno.</summary>
    void OutputFailed(int errno);
}
