using System;
using NetCat.Sharp.Commands.Invocation;
using NetCat.Sharp.IO;
using NetCat.Sharp.Strings;

namespace NetCat.Sharp.Commands.Running;

/// <summary>A file that an option names, read whole.</summary>
internal static class TextFile
{
    /// <summary>Bytes: more than a list that people write, less than a device that never ends.</summary>
    private const int Largest = 16 << 20;

    /// <exception cref="NcExit">It cannot be read.</exception>
    internal static string Read(string option, string path)
    {
        int error = FileReading.All(path, Largest, out ReadOnlyMemory<byte> content);
        return error < 0 ? throw NcExit.Failed(string.Concat(option, " ", Printable.Of(path)), -error) : RawText.Decode(WithoutMark(content.Span));
    }

    /// <summary>The text behind a byte order mark (RFC 3629, 6), which some editors put before it.</summary>
    private static ReadOnlySpan<byte> WithoutMark(ReadOnlySpan<byte> text) => text.StartsWith("\uFEFF"u8) ? text[3..] : text;
}
