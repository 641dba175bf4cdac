using System;
using System.Threading.Tasks;
using NetCat.Sharp.Tests.RealPrograms;

namespace NetCat.Sharp.Tests.OptionPairs;

/// <summary>A test case: one nc with options, its other end, and the output of a script.</summary>
/// <param name="Setup">The mode of nc and its other end.</param>
/// <param name="Options">The options under test.</param>
/// <param name="Script">Runs while nc runs in the background as $nc, with its output in the files out and err.</param>
/// <param name="Expected">The expected output of the script.</param>
/// <param name="Program">An option that takes the rest of the command line.</param>
/// <param name="Input">The redirection of nc's standard input; by default "ping" without an end of file.</param>
internal sealed record OptionCase(CaseSetup Setup, string Options, string Script, string Expected, string Program = "", string Input = "<&8")
{
    /// <summary>Runs it; returns the difference, or null.</summary>
    internal async Task<string?> Run()
    {
        using Scratch scratch = new();
        string line = $"{CaseSetup.Prelude}{Setup.Before}$NC {Options} {Setup.Arguments} {Program} >out 2>err {Input} & nc=$!; {Setup.After}{Script}";
        try
        {
            string came = await Pipeline.Run(line, scratch, Ports.Free());
            return came == Expected ? null : $"{Setup.Name}, {Options} {Program}: expected {OneLine(Expected)}, came {OneLine(came)}";
        }
        catch (InvalidOperationException fault)
        {
            return $"{Setup.Name}, {Options} {Program}: {OneLine(fault.Message)}";
        }
    }

    private static string OneLine(string text) => text.Replace("\n", "|", StringComparison.Ordinal);
}
