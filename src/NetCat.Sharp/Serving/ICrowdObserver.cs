namespace NetCat.Sharp.Serving;

/// <summary>What a <see cref="Crowd"/> reports, on the thread of its loop.</summary>
internal interface ICrowdObserver
{
    /// <summary>Whether a client is served; one that is not is closed.</summary>
    bool Admits(int socket, in SockAddr peer);

    /// <summary>A client is accepted. <see cref="CrowdMember.Note"/> is free for what is to be kept.</summary>
    void Accepted(CrowdMember client);

    /// <summary>The client's queue is full for the first time, or again after it was empty.</summary>
    void IsSlow(CrowdMember client);

    /// <summary>The client is about to be closed, for <see cref="CrowdMember.Reason"/>.</summary>
    void Ending(CrowdMember client);

    /// <summary>Standard output takes no more: errno.</summary>
    void OutputFailed(int errno);

    /// <summary>No descriptor or memory is left for a further client; the listener pauses until one is.</summary>
    void Exhausted(int errno);

    /// <summary>accept(2) fails for good: no further client comes.</summary>
    void AcceptFailed(int errno);
}
