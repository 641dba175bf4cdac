using System.IO;
using NetCat.Sharp.Benchmarks.Results;
using Xunit;

namespace NetCat.Sharp.Tests.Readme;

/// <summary>The chart, the table and the figures in the pages match the results of the benchmarks.</summary>
public sealed class ResultsSpecs
{
    private const string Folder = "tests/NetCat.Sharp.Benchmarks";

    private static readonly ResultSet s_results = ResultSet.Read(SourceTree.Path($"{Folder}/results.tsv"));

    [Fact]
    public void The_file_of_results_reads_back_as_it_was_written()
        => Assert.Equal(File.ReadAllText(SourceTree.Path($"{Folder}/results.tsv")), s_results.Text());

    [Fact]
    public void The_chart_is_drawn_from_the_results() => Assert.Equal(File.ReadAllText(SourceTree.Path($"{Folder}/results.svg")), BarChart.Svg(s_results));

    [Fact]
    public void The_table_has_the_results() => AssertHas($"{Folder}/README.md", ResultTable.Markdown(s_results));

    [Fact]
    public void The_README_has_four_of_the_results() => AssertHas("README.md", ResultTable.Summary(s_results));

    private static void AssertHas(string page, string part)
    {
        string text = File.ReadAllText(SourceTree.Path(page));
        Assert.Equal(ResultTable.Insert(text, part), text);
    }
}
