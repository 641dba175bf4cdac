namespace NetCat.Sharp;

/// <summary>One socket of this network namespace, as the kernel lists it.</summary>
/// <param name="Transport">TCP or UDP.</param>
/// <param name="Local">Its own address; port 0 where it has none.</param>
/// <param name="Remote">Its peer's address; the wildcard with port 0 where it has no peer.</param>
/// <param name="State">Its state.</param>
/// <param name="ReceiveQueue">Bytes that wait to be read; of a listener, connections that wait to be accepted.</param>
/// <param name="SendQueue">Bytes that wait to be acknowledged or sent.</param>
/// <param name="UserId">The user who made it; 0 where it has no owner any more, as in TIME_WAIT.</param>
/// <param name="Inode">Its number, by which /proc/PID/fd names it; 0 where no process has it any more.</param>
public sealed record SocketTableRow(
    Transport Transport, SockAddr Local, SockAddr Remote, SocketState State, long ReceiveQueue, long SendQueue, int UserId, long Inode);
