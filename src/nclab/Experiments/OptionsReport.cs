using System.Collections.Generic;

namespace NetCat.Sharp.Lab.Experiments;

/// <summary>An option of the library's table. Default is its value on a new socket; if it cannot be read, it is null, and Reason is the error.</summary>
internal sealed record OptionEntry(string Name, string Form, string When, string? Default, string? Reason, string Meaning);

/// <summary>The options of one kind of socket.</summary>
internal sealed record OptionsReport(string Experiment, string Kernel, string Family, string Protocol, IReadOnlyList<OptionEntry> Options);
