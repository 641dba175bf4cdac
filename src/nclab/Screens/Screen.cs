using System;
using System.Globalization;
using System.IO;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Spectre.Console;

namespace NetCat.Sharp.Lab.Screens;

/// <summary>Standard output: a JSON document, or tables as wide as the terminal.</summary>
internal sealed class Screen
{
    private const int DefaultWidth = 80;
    private readonly IAnsiConsole _console;

    internal Screen(bool json)
    {
        IsJson = json;
        IsTerminal = !Console.IsOutputRedirected;
        bool plain = !IsTerminal || !string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"));
        _console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = plain ? AnsiSupport.No : AnsiSupport.Detect,
            ColorSystem = plain ? ColorSystemSupport.NoColors : ColorSystemSupport.Detect,
            Interactive = InteractionSupport.No,
            // The default enrichers detect build servers and would write colours to pipes.
            Enrichment = new ProfileEnrichment { UseDefaultEnrichers = false },
            Out = new AnsiConsoleOutput(plain ? new TrimmingWriter(Console.Out) : Console.Out),
        });
        _console.Profile.Width = Width();
    }

    internal bool IsJson { get; }

    internal bool IsTerminal { get; }

    /// <summary>Prints the document of --json.</summary>
    internal static void Document<T>(T report, JsonTypeInfo<T> type)
    {
        using Stream output = Console.OpenStandardOutput();
        JsonSerializer.Serialize(output, report, type);
        output.WriteByte((byte)'\n');
    }

    /// <summary>Prints the document or the tables.</summary>
    internal void Give<T>(T report, JsonTypeInfo<T> type, Action<T, Screen> show)
    {
        if (IsJson)
        {
            Document(report, type);
        }
        else
        {
            show(report, this);
        }
    }

    /// <summary>Prints plain text, wrapped at the width of the screen.</summary>
    internal void Say(string line, Style? style = null) => _console.Write(new Paragraph(line + "\n", style ?? Style.Plain));

    /// <summary>Prints a line that is never wrapped, for the formats of other programs.</summary>
    internal static void Line(string line) => Console.Out.Write(line + "\n");

    internal void Heading(string line) => Say(line, new Style(decoration: Decoration.Bold));

    internal void Show(Spectre.Console.Rendering.IRenderable thing) => _console.Write(thing);

    internal void Clear() => _console.Clear();

    /// <summary>A table without borders, which is the same on every terminal and in a pipe.</summary>
    internal static Table Columns(params string[] headings)
    {
        Table table = new Table().Border(TableBorder.None);
        foreach (string heading in headings)
        {
            table.AddColumn(new TableColumn(new Text(heading, new Style(decoration: Decoration.Bold))).PadLeft(0).PadRight(2));
        }

        return table;
    }

    internal static Spectre.Console.Text Cell(object? text) => new(Convert.ToString(text, CultureInfo.InvariantCulture) ?? "");

    /// <summary>The kernel's answer: green if the text agrees, yellow if it does not, plain if the text has no statement (null).</summary>
    internal static Spectre.Console.Text Result(string result, bool? agrees)
        => new(result, agrees is { } same ? new Style(same ? Color.Green : Color.Yellow) : Style.Plain);

    /// <summary>Whether an answer agrees with the text, in which "error" is any error; null if the text has no statement.</summary>
    internal static bool? Agrees(string result, string? text)
        => text is null ? null : text == "error" ? result.StartsWith('E') : result == text;

    private int Width()
    {
        if (IsTerminal && Console.WindowWidth > 0)
        {
            return Console.WindowWidth;
        }

        return int.TryParse(Environment.GetEnvironmentVariable("COLUMNS"), NumberStyles.None, CultureInfo.InvariantCulture, out int columns) && columns > 20
            ? columns
            : DefaultWidth;
    }
}
