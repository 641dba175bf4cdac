using System;
using System.Threading.Tasks;
using NetCat.Sharp.Tests.RealPrograms;

namespace NetCat.Sharp.Tests.OptionPairs;

/// <summary>One nc with options in a stage, and what a script then prints.</summary>
/// <param name="Stage">The other end.</param>
/// <param name="Options">What is played.</param>
/// <param name="Script">Done while nc runs in the background as $nc, with files out and err.</param>
/// <param name="Expected">What the script prints.</param>
/// <param name="Program">An option that takes the rest of the command line.</param>
/// <param name="Input">The redirection of nc's standard input; by default "ping", and no end.</param>
internal sealed record OptionPlay(Stage Stage, string Options, string Script, string Expected, string Program = "", string Input = "<&8")
{
    /// <summary>Null, or what differs.</summary>
    internal async Task<string?> Run()
    {
        using Scratch scratch = new();
        string line = $"{Stage.Prelude}{Stage.Before}$NC {Options} {Stage.Arguments} {Program} >out 2>err {Input} & nc=$!; {Stage.After}{Script}";
        try
        {
            string came = await Pipeline.Run(line, scratch, Ports.Free());
            return came == Expected ? null : $"{Stage.Name}, {Options} {Program}: expected {OneLine(Expected)}, came {OneLine(came)}";
        }
        catch (InvalidOperationException fault)
        {
            return $"{Stage.Name}, {Options} {Program}: {OneLine(fault.Message)}";
        }
    }

    private static string OneLine(string text) => text.Replace("\n", "|", StringComparison.Ordinal);
}
