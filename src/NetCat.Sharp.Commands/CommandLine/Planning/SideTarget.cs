using System;
using NetCat.Sharp.Commands.Invocation;
using NetCat.Sharp.Strings;

namespace NetCat.Sharp.Commands.CommandLine.Planning;

/// <summary>Where something is written to, or read from, beside the data.</summary>
/// <param name="File">A file, or null.</param>
/// <param name="Descriptor">An open descriptor, where there is no file.</param>
internal sealed record SideTarget(string? File, int Descriptor)
{
    private const string DescriptorPrefix = "fd:";

    /// <summary>stdout is data alone, and stdin is not written to.</summary>
    private const int FirstDescriptor = 2;

    /// <summary>Reads <c>FILE</c> and <c>fd:N</c>.</summary>
    /// <param name="option">The option, without its dashes.</param>
    /// <param name="text">Its value.</param>
    /// <param name="least">The least N.</param>
    /// <exception cref="NcExit">N is no descriptor for it.</exception>
    internal static SideTarget Read(string option, string text, int least = FirstDescriptor)
    {
        if (!text.StartsWith(DescriptorPrefix, StringComparison.Ordinal))
        {
            return new SideTarget(text, -1);
        }

        string number = text[DescriptorPrefix.Length..];
        return StrToNum.Read(number, least, int.MaxValue, out long value) is { } fault
            ? throw new NcExit(1, $"{option} fd {fault}: {Printable.Of(number)}")
            : new SideTarget(null, (int)value);
    }
}
