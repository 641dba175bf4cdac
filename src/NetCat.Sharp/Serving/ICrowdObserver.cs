namespace NetCat.Sharp.Serving;

/// <summary>What a <see cref="Crowd"/> reports about its clients and its output.</summary>
internal interface ICrowdObserver : IServingObserver
{
    /// <summary>A client is accepted. <see cref="CrowdMember.Note"/> is free for what is to be kept.</summary>
    void Accepted(CrowdMember client);

    /// <summary>The client's channel is open: the handshake of TLS is complete, where there is one.</summary>
    void Joined(CrowdMember client);

    /// <summary>The client's queue is full for the first time, or again after it was empty.</summary>
    void IsSlow(CrowdMember client);

    /// <summary>The client is about to be closed, for <see cref="CrowdMember.Reason"/>.</summary>
    void Ending(CrowdMember client);

    /// <summary>Standard output takes no more: errno.</summary>
    void OutputFailed(int errno);
}
