using System.Globalization;
using System.Text;

namespace NetCat.Sharp.Strings;

/// <summary>
/// User input in an error line. Bytes that a terminal would not show, or would obey, are written as <c>\xNN</c>: control characters, format
/// characters (byte order mark, zero-width and bidirectional ones), separators other than the space, and bytes that are no UTF-8.
/// Lines that nc.openbsd prints too repeat their input as it is, as that one does.
/// </summary>
internal static class Printable
{
    /// <summary>The text with every such byte escaped.</summary>
    /// <param name="text">As <see cref="RawText"/> has it.</param>
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
