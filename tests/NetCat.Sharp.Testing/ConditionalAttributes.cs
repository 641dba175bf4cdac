using System;
using Xunit;

namespace NetCat.Sharp.Testing;

/// <summary>A test that is skipped if there is a reason; the reason is shown.</summary>
[AttributeUsage(AttributeTargets.Method)]
public abstract class ConditionalFactAttribute : FactAttribute
{
    /// <summary>Initializes a new instance of the <see cref="ConditionalFactAttribute"/> class.</summary>
    /// <param name="reason">Why the test cannot run; null if it can.</param>
    protected ConditionalFactAttribute(string? reason) => Skip = reason!;
}

/// <summary>The same for a test with several cases.</summary>
[AttributeUsage(AttributeTargets.Method)]
public abstract class ConditionalTheoryAttribute : TheoryAttribute
{
    /// <summary>Initializes a new instance of the <see cref="ConditionalTheoryAttribute"/> class.</summary>
    /// <param name="reason">Why the test cannot run; null if it can.</param>
    protected ConditionalTheoryAttribute(string? reason) => Skip = reason!;
}

/// <summary>A test that needs the native nc and the named programs.</summary>
public sealed class NativeFactAttribute(params string[] programs) : ConditionalFactAttribute(NativeProgram.WhyNot(programs));

/// <summary>The same for a test with several cases.</summary>
public sealed class NativeTheoryAttribute(params string[] programs) : ConditionalTheoryAttribute(NativeProgram.WhyNot(programs));

/// <summary>A test that needs a second user id, and therefore root.</summary>
public sealed class RootFactAttribute() : ConditionalFactAttribute(Requirement.Root("to become a second user"));

/// <summary>The same for a test with several cases.</summary>
public sealed class RootTheoryAttribute() : ConditionalTheoryAttribute(Requirement.Root("to become a second user"));

/// <summary>A test of the native nc with several cases, which needs root.</summary>
public sealed class RootNativeTheoryAttribute(params string[] programs)
    : ConditionalTheoryAttribute(NativeProgram.WhyNot(programs) ?? Requirement.Root("to set options and networks that need its rights"));

/// <summary>A test of the native nc that makes device nodes, which needs root.</summary>
public sealed class RootNativeFactAttribute(params string[] programs)
    : ConditionalFactAttribute(NativeProgram.WhyNot(programs) ?? Requirement.Root("to make device nodes"));
