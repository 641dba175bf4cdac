using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using Xunit;

namespace NetCat.Sharp.Lab.Tests;

/// <summary>Compares man/nclab.1 with the program: its help, and the names in its JSON documents.</summary>
public sealed class ManualSpecs
{
    private static readonly string s_page = File.ReadAllText(SourceTree.Path("man/nclab.1"));

    /// <summary>The approved names of each document: a change breaks programs that read it.</summary>
    public static TheoryData<string, string> Documents => new()
    {
        { "tuple", "attempts experiment family inode kernel local localAddress localPort process processId protocol receiveQueue remote remoteAddress remotePort result sendQueue sockets state step text udpDatagramTo userId what" },
        { "reuse matrix", "addresses agrees cells differences experiment family first kernel option port protocol result reuseAddr reusePort reusePortDifferences row rows second state text" },
        { "reuse timewait", "attempts differences experiment family freed inode kernel localAddress localPort new old process processId protocol receiveQueue remoteAddress remotePort result sendQueue socket state step text userId" },
        { "reuse balance", "chiSquare connections counts degreesOfFreedom experiment family kernel oneSourceCounts pValue protocol" },
        { "udp-connect --nc nc.openbsd", "bsd claim claims clientPort command experiment family inode kernel localAddress localPort nc netstat process processId protocol receiveQueue remoteAddress remotePort sendQueue serverConnected serverPort serverPrinted sockets stage stages state text userId what" },
        { "options", "default experiment family form kernel meaning name options protocol reason when" },
        { "sockets", "experiment family inode kernel localAddress localPort process processId protocol receiveQueue remoteAddress remotePort sendQueue sockets state userId" },
    };

    [Theory]
    [MemberData(nameof(Documents))]
    public async Task Every_name_of_a_document_is_approved_and_on_the_page(string line, string approved)
        => AssertNames(await Nclab.Json(line), approved);

    [RootFact]
    public async Task Every_name_of_the_document_of_reuse_owner_is_approved_and_on_the_page()
        => AssertNames(await Nclab.Json("reuse owner"), "attempts experiment family first kernel options otherUser protocol result second state text user");

    [Fact]
    public async Task Every_verb_and_every_option_of_the_help_is_on_the_page()
    {
        foreach (string verb in new[] { "", "tuple", "reuse", "reuse matrix", "reuse timewait", "reuse balance", "reuse owner", "udp-connect", "sockets", "options", "completion" })
        {
            string help = (await Nclab.Run(verb + " --help")).StandardOutput;
            foreach (Match option in Regex.Matches(help, "--([a-z0-9-]+)"))
            {
                Assert.True(s_page.Contains($"Fl -{option.Groups[1].Value}", StringComparison.Ordinal), $"{verb}: {option.Value}");
            }

            string commands = help.Contains("Commands:", StringComparison.Ordinal) ? help[help.IndexOf("Commands:", StringComparison.Ordinal)..] : "";
            foreach (Match command in Regex.Matches(commands, "(?m)^  ([a-z-]+)  "))
            {
                Assert.Contains($".Cm {$"{verb} {command.Groups[1].Value}".Trim()}", s_page, StringComparison.Ordinal);
            }
        }
    }

    [Fact]
    public async Task Every_claim_of_udp_connect_is_on_the_page()
    {
        JsonElement report = await Nclab.Json("udp-connect --nc nc.openbsd");
        Assert.All(
            report.GetProperty("claims").EnumerateArray(),
            static claim => Assert.Contains($".It Cm {claim.GetProperty("claim").GetString()}\n", s_page, StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_page_passes_mandoc_lint()
    {
        ChildResult lint = await ChildProcess.Run("mandoc", ["-T", "lint", SourceTree.Path("man/nclab.1")]);
        // Whether a referenced page is installed depends on the machine.
        Assert.DoesNotContain(
            lint.StandardOutput.Split('\n'), static line => line.Length > 0 && !line.Contains("referenced manual not found", StringComparison.Ordinal));
    }

    private static void AssertNames(JsonElement document, string approved)
    {
        SortedSet<string> names = new(StringComparer.Ordinal);
        Collect(document, names);
        Assert.Equal(approved, string.Join(' ', names));
        Assert.All(names, static name => Assert.True(Regex.IsMatch(s_page, $@"\.(It )?Cm ([\w]+ , Cm )*{name}\b"), name));
    }

    private static void Collect(JsonElement element, SortedSet<string> names)
    {
        if (element.ValueKind == JsonValueKind.Object)
        {
            foreach (JsonProperty property in element.EnumerateObject())
            {
                _ = names.Add(property.Name);
                Collect(property.Value, names);
            }
        }
        else if (element.ValueKind == JsonValueKind.Array)
        {
            foreach (JsonElement member in element.EnumerateArray())
            {
                Collect(member, names);
            }
        }
    }
}
