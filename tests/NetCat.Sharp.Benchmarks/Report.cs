using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Runtime.InteropServices;
using System.Text;
using Spectre.Console;

namespace NetCat.Sharp.Benchmarks;

/// <summary>The samples of a run, as a chart in the terminal and as a table in Markdown. Medians; a ratio above 1 is ours being faster.</summary>
internal sealed class Report
{
    private readonly List<(Shape Shape, string Peer, Sample[] Samples, long Peak)> _rows = [];

    /// <summary>The rounds of one peer, and the most KiB that it had resident, 0 where that was not looked at.</summary>
    internal void Add(Shape shape, string peer, Sample[] samples, long peak) => _rows.Add((shape, peer, samples, peak));

    internal void Draw(Shape shape)
    {
        var chart = new BarChart { Label = $"{shape.Title}, {shape.Unit}", Width = 72 };
        foreach ((Shape _, string peer, Sample[] samples, long _) in _rows.Where(row => row.Shape == shape))
        {
            Color color = peer == Peer.Ours ? Color.Green : Color.Grey;
            _ = chart.AddItem(peer, Math.Round(Median(samples, sample => sample.Rate), 2), color);
        }

        AnsiConsole.Write(chart);
    }

    internal string Markdown(int rounds)
    {
        var text = new StringBuilder();
        string date = DateTime.UtcNow.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        _ = text.Append(CultureInfo.InvariantCulture, $"{date}, {Processor()}, {Environment.ProcessorCount} cores, {RuntimeInformation.OSDescription}; ")
            .Append(CultureInfo.InvariantCulture, $"medians of {rounds} interleaved rounds.\n\n")
            .Append("| what | ours | nc.openbsd | best peer | times nc.openbsd | times the best peer | CPU s a GiB, ours and nc.openbsd | peak KiB, ours |\n")
            .Append("|---|---|---|---|---|---|---|---|\n");
        foreach (Shape shape in _rows.Select(row => row.Shape).Distinct())
        {
            _ = text.Append(Line(shape)).Append('\n');
        }

        return text.ToString();
    }

    private string Line(Shape shape)
    {
        double ours = Rate(shape, Peer.Ours);
        double real = Rate(shape, Peer.Real);
        (Shape _, string best, Sample[] samples, long _) = _rows.Where(row => row.Shape == shape && row.Peer != Peer.Ours)
            .MaxBy(row => Median(row.Samples, sample => sample.Rate));
        double rival = Median(samples, sample => sample.Rate);
        double cpu = Of(shape, Peer.Ours, sample => sample.SecondsPerGibibyte);
        string spent = cpu > 0 ? $"{Number(cpu)}, {Number(Of(shape, Peer.Real, sample => sample.SecondsPerGibibyte))}" : "";
        long peak = _rows.First(row => row.Shape == shape && row.Peer == Peer.Ours).Peak;
        return $"| {shape.Title}, {shape.Unit} | {Number(ours)} | {Number(real)} | {Number(rival)} ({best}) "
            + $"| {Number(ours / real)} | {Number(ours / rival)} | {spent} | {(peak > 0 ? peak.ToString(CultureInfo.InvariantCulture) : "")} |";
    }

    private double Rate(Shape shape, string peer) => Of(shape, peer, sample => sample.Rate);

    private double Of(Shape shape, string peer, Func<Sample, double> figure)
        => Median(_rows.First(row => row.Shape == shape && row.Peer == peer).Samples, figure);

    private static double Median(Sample[] samples, Func<Sample, double> figure)
    {
        double[] sorted = [.. samples.Select(figure).Order()];
        int half = sorted.Length / 2;
        return sorted.Length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
    }

    private static string Number(double value) => value.ToString(value >= 100 ? "N0" : "0.00", CultureInfo.InvariantCulture);

    private static string Processor()
        => File.ReadLines("/proc/cpuinfo").FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal))?.Split(':')[1].Trim()
            ?? RuntimeInformation.ProcessArchitecture.ToString();
}
