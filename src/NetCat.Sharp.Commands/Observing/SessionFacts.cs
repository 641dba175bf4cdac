namespace NetCat.Sharp.Commands.Observing;

/// <summary>What every event of a session states.</summary>
/// <param name="Number">Counts the connections of the process from 1; 0 where the socket has no peer.</param>
/// <param name="Local">The address of the socket.</param>
/// <param name="Remote">The address of the peer, or unset.</param>
/// <param name="Host">The host operand of a client, or null.</param>
/// <param name="Port">The port of it.</param>
/// <param name="Began">When the session began, as <see cref="System.Diagnostics.Stopwatch.GetTimestamp"/> counts.</param>
internal readonly record struct SessionFacts(long Number, SockAddr Local, SockAddr Remote, string? Host, int Port, long Began);
