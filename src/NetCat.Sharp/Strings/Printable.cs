using System.Globalization;
using System.Text;

namespace NetCat.Sharp.Strings;

/// <summary>
/// Escapes user input in an error line. Bytes that a terminal would not show, or would interpret, are written as <c>\xNN</c>: control characters,
/// format characters (byte order mark, zero-width and bidirectional ones), separators other than the space, and bytes that are not UTF-8. Lines that
/// nc.openbsd prints too repeat their input unchanged, as nc.openbsd does.
/// </summary>
internal static class Printable
{
    /// <summary>The text with every such byte escaped.</summary>
    /// <param name="text">A text that <see cref="RawText"/> has decoded.</param>
    internal static string Of(string text)
    {
        var shown = new StringBuilder(text.Length);
        for (int at = 0; at < text.Length;)
        {
            bool valid = Rune.TryGetRuneAt(text, at, out Rune rune);
            int length = valid ? rune.Utf16SequenceLength : 1;
            string piece = text.Substring(at, length);
            if (valid && IsVisible(rune))
            {
                _ = shown.Append(piece);
            }
            else
            {
                foreach (byte one in RawText.Encode(piece))
                {
                    _ = shown.Append("\\x").Append(Digit(one >> 4)).Append(Digit(one & 15));
                }
            }

            at += length;
        }

        return shown.ToString();
    }

    private static bool IsVisible(Rune rune)
        => rune.Value == ' ' || Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.SpaceSeparator
            or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.OtherNotAssigned);

    private static char Digit(int value) => "0123456789ABCDEF"[value];
}
