using System;
using NetCat.Sharp.Commands.Invocation;
using NetCat.Sharp.Strings;

namespace NetCat.Sharp.Commands.CommandLine.Planning;

/// <summary>A file or descriptor for input or output other than the transferred data.</summary>
/// <param name="File">A file, or null.</param>
/// <param name="Descriptor">An open descriptor, or -1.</param>
internal sealed record SideTarget(string? File, int Descriptor)
{
    private const string DescriptorPrefix = "fd:";

    /// <summary>stdin and stdout are for the data.</summary>
    private const int FirstDescriptor = 2;

    /// <summary>Reads <c>FILE</c> and <c>fd:N</c>.</summary>
    /// <param name="option">The option, without its dashes.</param>
    /// <param name="text">Its value.</param>
    /// <param name="least">The least N.</param>
    /// <exception cref="NcExit">N is not a number or is less than <paramref name="least"/>.</exception>
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
