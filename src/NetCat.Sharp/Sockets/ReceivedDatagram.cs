namespace NetCat.Sharp;

/// <summary>What an asynchronous receive wrote into its buffer, and the address of the sender (recvfrom(2)).</summary>
/// <param name="Length">Bytes; 0 for an empty datagram.</param>
/// <param name="Sender">The source address of the datagram.</param>
public readonly record struct ReceivedDatagram(int Length, SockAddr Sender);
