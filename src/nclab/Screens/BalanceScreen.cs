using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using NetCat.Sharp.Lab.Experiments;
using Spectre.Console;

namespace NetCat.Sharp.Lab.Screens;

/// <summary>The count of each socket, as bars.</summary>
internal static class BalanceScreen
{
    internal static void Show(BalanceReport report, Screen screen)
    {
        string what = report.Protocol == "tcp" ? "connections" : "datagrams";
        screen.Heading($"{report.Connections} {what}, each from a port of its own, to {report.Counts.Count} sockets with SO_REUSEPORT");
        screen.Show(Bars(report.Counts));
        screen.Say(string.Create(
            CultureInfo.InvariantCulture,
            $"chi-square against an even split: {report.ChiSquare:0.00}, {report.DegreesOfFreedom} degrees of freedom, p = {report.PValue:0.0000}"));
        if (report.OneSourceCounts is { } counts)
        {
            screen.Heading($"\n{counts.Sum()} {what} from one port: the kernel hashes the addresses, it does not take turns");
            screen.Show(Bars(counts));
        }
    }

    private static BarChart Bars(IReadOnlyList<int> counts)
    {
        var chart = new BarChart();
        for (int i = 0; i < counts.Count; i++)
        {
            chart.AddItem($"socket {i + 1}", counts[i], Color.Blue);
        }

        return chart;
    }
}
