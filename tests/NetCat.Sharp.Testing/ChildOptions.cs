using System;
using System.Collections.Generic;
using System.Text;

namespace NetCat.Sharp.Testing;

/// <summary>How a <see cref="ChildProcess"/> is started.</summary>
public sealed class ChildOptions
{
    /// <summary>Gets the working directory; null is that of the tests.</summary>
    public string? Directory { get; init; }

    /// <summary>Gets the variables that differ from the tests' own environment; null removes one.</summary>
    public Dictionary<string, string?> Environment { get; init; } = [];

    /// <summary>Gets the encoding of the three streams.</summary>
    public Encoding Encoding { get; init; } = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);

    /// <summary>Gets the time after which the process is killed and its result is a <see cref="TimeoutException"/>; null is no limit.</summary>
    public TimeSpan? Limit { get; init; }
}
