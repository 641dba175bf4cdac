using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;

namespace NetCat.Sharp.Tests.Readme;

/// <summary>The kinds of lines in a transcript.</summary>
internal enum Act
{
    /// <summary><c>$ command</c>: runs to its end.</summary>
    Run,

    /// <summary><c>name$ command</c>: starts at its own terminal and keeps running.</summary>
    Start,

    /// <summary><c>name&lt; text</c>: typed at that terminal.</summary>
    Type,

    /// <summary><c>name: text</c>: printed at that terminal.</summary>
    Read,

    /// <summary>Anything else: printed by the previous command.</summary>
    Printed,
}

/// <summary>One line of a transcript.</summary>
internal sealed record Line(Act Act, string Terminal, string Text);

/// <summary>A <c>console</c> block of the README.</summary>
internal sealed record Transcript(string Title, IReadOnlyList<Line> Lines)
{
    /// <summary>All blocks of the file, each with the heading above it.</summary>
    internal static IReadOnlyList<Transcript> All()
    {
        List<Transcript> all = [];
        List<Line>? lines = null;
        string title = "";
        foreach (string text in File.ReadLines(SourceTree.Path("README.md")))
        {
            if (text == "```console")
            {
                lines = [];
            }
            else if (text == "```" && lines is not null)
            {
                all.Add(new Transcript(title, lines));
                lines = null;
            }
            else if (lines is not null)
            {
                lines.Add(Read(text));
            }
            else if (text.Length > 0)
            {
                title = text;
            }
        }

        return all;
    }

    /// <summary>The transcript with other ports, because those in the text may be in use.</summary>
    internal Transcript With(Func<string, string> ports)
        => this with { Lines = [.. Lines.Select(line => line with { Text = ports(line.Text) })] };

    public override string ToString() => Title;

    private static Line Read(string text)
    {
        Match match = Regex.Match(text, @"^(?<name>server|client)?(?<sign>[$<:]) (?<text>.*)$");
        if (!match.Success)
        {
            return new Line(Act.Printed, "", text);
        }

        string name = match.Groups["name"].Value;
        Act act = match.Groups["sign"].Value switch
        {
            "<" => Act.Type,
            ":" => Act.Read,
            _ => name.Length == 0 ? Act.Run : Act.Start,
        };
        return new Line(act, name, match.Groups["text"].Value);
    }
}
