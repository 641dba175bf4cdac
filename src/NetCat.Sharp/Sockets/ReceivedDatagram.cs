namespace NetCat.Sharp;

/// <summary>The result of an asynchronous receive: the length of the datagram in the buffer, and the address of its sender (recvfrom(2)).</summary>
/// <param name="Length">The number of bytes; 0 for an empty datagram.</param>
/// <param name="Sender">The source address of the datagram.</param>
public readonly record struct ReceivedDatagram(int Length, SockAddr Sender);
