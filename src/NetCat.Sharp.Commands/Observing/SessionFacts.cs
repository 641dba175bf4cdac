namespace NetCat.Sharp.Commands.Observing;

/// <summary>The facts that every event of a session states.</summary>
/// <param name="Number">The number of the connection in this process, from 1; 0 if the socket has no peer.</param>
/// <param name="Local">The address of the socket.</param>
/// <param name="Remote">The address of the peer, or unset.</param>
/// <param name="Host">The host operand of a client, or null.</param>
/// <param name="Port">The port of the host.</param>
/// <param name="Began">When the session began, as <see cref="System.Diagnostics.Stopwatch.GetTimestamp"/> counts.</param>
internal readonly record struct SessionFacts(long Number, SockAddr Local, SockAddr Remote, string? Host, int Port, long Began);
