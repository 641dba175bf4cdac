using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Runtime.InteropServices;
using NetCat.Sharp.Benchmarks.Results;

namespace NetCat.Sharp.Benchmarks;

/// <summary>Collects the samples of a run and takes their medians.</summary>
internal sealed class Report
{
    private readonly List<(Shape Shape, string Peer, Sample[] Samples, long Peak)> _rows = [];

    /// <summary>Adds the rounds of one peer.</summary>
    /// <param name="shape">What was measured.</param>
    /// <param name="peer">The peer's name.</param>
    /// <param name="samples">One sample for each round.</param>
    /// <param name="peak">Peak resident memory in KiB; 0 where it was not measured.</param>
    internal void Add(Shape shape, string peer, Sample[] samples, long peak) => _rows.Add((shape, peer, samples, peak));

    /// <summary>Shows one measurement as a bar chart on the terminal.</summary>
    internal void Draw(Shape shape)
    {
        var chart = new Spectre.Console.BarChart { Label = $"{shape.Title}, {shape.Unit}", Width = 72 };
        foreach ((Shape _, string peer, Sample[] samples, long _) in _rows.Where(row => row.Shape == shape))
        {
            Spectre.Console.Color color = peer == Peer.Ours ? Spectre.Console.Color.Green : Spectre.Console.Color.Grey;
            _ = Spectre.Console.BarChartExtensions.AddItem(chart, peer, Math.Round(Median(samples, sample => sample.Rate), 2), color);
        }

        Spectre.Console.AnsiConsole.Write(chart);
        Console.WriteLine(Figures(shape));
    }

    /// <summary>For each program: the rate, the ratio of ours to it, processor time, peak memory; and the load average of the machine.</summary>
    private string Figures(Shape shape)
    {
        Result[] rows = [.. _rows.Where(row => row.Shape == shape).Select(Result)];
        double ours = rows.FirstOrDefault(static row => row.Program == Peer.Ours)?.Rate ?? 0;
        IEnumerable<string> lines = rows.Select(row => string.Create(
            CultureInfo.InvariantCulture,
            $"{row.Program,-15} {ResultSet.Number(row.Rate),10} {shape.Unit}  ours to it {ResultSet.Number(ours / row.Rate)}")
            + (row.Processor > 0 ? string.Create(CultureInfo.InvariantCulture, $"  CPU {row.Processor:0.000} s for each {shape.Work}") : "")
            + (row.Peak > 0 ? string.Create(CultureInfo.InvariantCulture, $"  peak {row.Peak} KiB") : "")
            + "  " + shape.InWords(row.Rate));
        return string.Join('\n', lines.Select(static line => line.TrimEnd())) + "\nload average " + File.ReadAllText("/proc/loadavg").Split(' ')[0] + "\n";
    }

    /// <summary>The medians of everything that was added.</summary>
    /// <param name="rounds">How many rounds each measurement had.</param>
    internal ResultSet Results(int rounds)
    {
        string date = DateTime.UtcNow.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        string note = string.Create(
            CultureInfo.InvariantCulture,
            $"{date}, {Processor()}, {Environment.ProcessorCount} cores, {RuntimeInformation.OSDescription}; medians of {rounds} interleaved rounds.");
        return new ResultSet(note, [.. _rows.Select(Result)]);
    }

    private static Result Result((Shape Shape, string Peer, Sample[] Samples, long Peak) row) => new(
        row.Shape.Key,
        row.Shape.Title,
        row.Shape.Unit,
        row.Peer,
        Median(row.Samples, static sample => sample.Rate),
        Median(row.Samples, static sample => sample.SecondsOfWork),
        row.Peak);

    private static double Median(Sample[] samples, Func<Sample, double> figure)
    {
        double[] sorted = [.. samples.Select(figure).Order()];
        int half = sorted.Length / 2;
        return sorted.Length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
    }

    private static string Processor()
        => File.ReadLines("/proc/cpuinfo").FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal))?.Split(':')[1].Trim()
            ?? RuntimeInformation.ProcessArchitecture.ToString();
}
