using System;
using NetCat.Sharp.Commands.Invocation;
using NetCat.Sharp.IO;
using NetCat.Sharp.Strings;

namespace NetCat.Sharp.Commands.Running;

/// <summary>Reads a whole file that an option names.</summary>
internal static class TextFile
{
    /// <summary>The most bytes to read. It exceeds any list written by hand, and stops at a device that never ends.</summary>
    private const int Largest = 16 << 20;

    /// <exception cref="NcExit">The file cannot be read.</exception>
    internal static string Read(string option, string path)
    {
        int error = FileReading.All(path, Largest, out ReadOnlyMemory<byte> content);
        return error < 0 ? throw NcExit.Failed(string.Concat(option, " ", Printable.Of(path)), -error) : RawText.Decode(WithoutMark(content.Span));
    }

    /// <summary>The text without the byte order mark (RFC 3629, section 6) that some editors add.</summary>
    private static ReadOnlySpan<byte> WithoutMark(ReadOnlySpan<byte> text) => text.StartsWith("\uFEFF"u8) ? text[3..] : text;
}
