using System;

namespace NetCat.Sharp.Commands.Planning;

/// <summary>Where events are written to.</summary>
/// <param name="File">A file to append to, or null.</param>
/// <param name="Descriptor">An open descriptor, where there is no file.</param>
internal sealed record EventTarget(string? File, int Descriptor)
{
    private const string DescriptorPrefix = "fd:";

    /// <summary>stdout is data alone, and stdin is not written to.</summary>
    private const int FirstDescriptor = 2;

    /// <summary>Reads <c>FILE</c> and <c>fd:N</c>.</summary>
    /// <exception cref="NcExit">N is no descriptor for it.</exception>
    internal static EventTarget Read(string text)
    {
        if (!text.StartsWith(DescriptorPrefix, StringComparison.Ordinal))
        {
            return new EventTarget(text, -1);
        }

        string number = text[DescriptorPrefix.Length..];
        return StrToNum.Read(number, FirstDescriptor, int.MaxValue, out long value) is { } fault
            ? throw new NcExit(1, $"events fd {fault}: {number}")
            : new EventTarget(null, (int)value);
    }
}
