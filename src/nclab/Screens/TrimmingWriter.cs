using System.IO;
using System.Text;

namespace NetCat.Sharp.Lab.Screens;

/// <summary>Removes the trailing blanks with which tables fill their width.</summary>
internal sealed class TrimmingWriter(TextWriter inner) : TextWriter
{
    private int _blanks;

    public override Encoding Encoding => inner.Encoding;

    public override void Write(char value)
    {
        if (value == ' ')
        {
            _blanks++;
            return;
        }

        for (; _blanks > 0 && value is not ('\n' or '\r'); _blanks--)
        {
            inner.Write(' ');
        }

        _blanks = 0;
        inner.Write(value);
    }

    public override void Flush() => inner.Flush();
}
