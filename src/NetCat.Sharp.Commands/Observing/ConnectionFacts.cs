namespace NetCat.Sharp.Commands.Observing;

/// <summary>What events say of a connection, kept while others come and go.</summary>
internal readonly record struct ConnectionFacts(long Number, SockAddr Local, SockAddr Remote, string? Host, int Port, long Began);
