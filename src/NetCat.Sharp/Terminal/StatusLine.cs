using System;
using System.Text;
using NetCat.Sharp.Native;

namespace NetCat.Sharp.Terminal;

/// <summary>
/// One line at the bottom of a terminal that is redrawn repeatedly. It shares the terminal with other output: it is removed before other output is
/// written, and it is not drawn while the cursor is at the end of an unfinished line of that output.
/// </summary>
/// <param name="terminal">The terminal's descriptor.</param>
internal sealed class StatusLine(int terminal)
{
    private const int UsualWidth = 80;

    private int _width;
    private bool _isMidLine;

    /// <summary>Whether the line is on the screen.</summary>
    internal bool IsShown => _width > 0;

    /// <summary>Whether the output has not ended its line, so that nothing is drawn now.</summary>
    internal bool MustWait => _isMidLine;

    /// <summary>Whether the output of a descriptor appears on the same terminal.</summary>
    internal bool SharesWith(int output) => Libc.IsTerminal(output) && Libc.TerminalDevice(output) == Libc.TerminalDevice(terminal);

    /// <summary>Draws the text over the previous one, cut at the width of the terminal.</summary>
    internal void Draw(StringBuilder text)
    {
        if (_isMidLine)
        {
            return;
        }

        int columns = Libc.TerminalWidth(terminal);
        int width = Math.Min(text.Length, (columns > 0 ? columns : UsualWidth) - 1);
        text.Length = width;
        text.Append(' ', Math.Max(_width - width, 0));
        Write(text.Insert(0, '\r').ToString());
        _width = width;
    }

    /// <summary>Removes the line before other output is written.</summary>
    internal void Hide()
    {
        if (_width > 0)
        {
            Write(string.Concat("\r", new string(' ', _width), "\r"));
            _width = 0;
        }
    }

    /// <summary>Draws the text for the last time and ends the line. If other output has not ended its line, that line stays above it.</summary>
    internal void Finish(StringBuilder text)
    {
        if (_isMidLine)
        {
            _isMidLine = false;
            Write("\n");
        }

        Draw(text);
        Write("\n");
        _width = 0;
    }

    /// <summary>Records whether output that the terminal has received ends its line.</summary>
    internal void Follow(ReadOnlySpan<byte> output) => _isMidLine = output.IsEmpty ? _isMidLine : output[^1] != '\n';

    private void Write(string text)
    {
        ReadOnlySpan<byte> rest = Encoding.UTF8.GetBytes(text);
        while (!rest.IsEmpty)
        {
            int written = Libc.Write(terminal, rest);
            if (written < 0 && written != -Constants.EINTR)
            {
                return;
            }

            rest = rest[Math.Max(written, 0)..];
        }
    }
}
