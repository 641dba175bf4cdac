namespace NetCat.Sharp;

/// <summary>One socket of this network namespace in the kernel's table.</summary>
/// <param name="Transport">TCP or UDP.</param>
/// <param name="Local">The local address; port 0 if it has none.</param>
/// <param name="Remote">The peer's address; the wildcard address with port 0 if the socket has no peer.</param>
/// <param name="State">The state of the socket.</param>
/// <param name="ReceiveQueue">The number of bytes to be read; for a listener, the number of connections to be accepted.</param>
/// <param name="SendQueue">The number of bytes to be sent or acknowledged.</param>
/// <param name="UserId">The user who created the socket; 0 if it no longer has an owner, as in TIME_WAIT.</param>
/// <param name="Inode">The inode number, which /proc/PID/fd shows; 0 if no process has the socket open.</param>
public sealed record SocketTableRow(
    Transport Transport, SockAddr Local, SockAddr Remote, SocketState State, long ReceiveQueue, long SendQueue, int UserId, long Inode);
