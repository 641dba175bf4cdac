using NetCat.Sharp.Lab.Experiments;
using Spectre.Console;

namespace NetCat.Sharp.Lab.Screens;

/// <summary>The options of one kind of socket.</summary>
internal static class OptionsScreen
{
    internal static void Show(OptionsReport report, Screen screen)
    {
        screen.Heading($"Options of {report.Family} {report.Protocol} sockets, with the defaults of {report.Kernel}");
        Table table = Screen.Columns("option", "value", "default", "meaning");
        foreach (OptionEntry entry in report.Options)
        {
            table.AddRow(Screen.Cell(entry.Name), Screen.Cell(entry.Form), Screen.Cell(entry.Default ?? "-"), Screen.Cell(entry.Meaning));
        }

        screen.Show(table);
    }
}
