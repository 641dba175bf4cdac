using Xunit;

namespace NetCat.Sharp.Tests.Async;

/// <summary>Tests that count the descriptors or threads of this process; no other test runs at the same time.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class AloneInProcess
{
    internal const string Name = "Alone in the process";
}
