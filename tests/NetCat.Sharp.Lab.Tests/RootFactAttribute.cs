using System;
using Xunit;

namespace NetCat.Sharp.Lab.Tests;

/// <summary>A test that needs a second user id; skipped for everybody but root.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class RootFactAttribute : FactAttribute
{
    internal const string Reason = "needs root, to become a second user";

    public RootFactAttribute() => Skip = Programs.IsRoot ? null : Reason;
}

/// <summary>The same for a test with several cases.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class RootTheoryAttribute : TheoryAttribute
{
    public RootTheoryAttribute() => Skip = Programs.IsRoot ? null : RootFactAttribute.Reason;
}
