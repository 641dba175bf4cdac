using System;
using System.Collections.Generic;
using System.Text.Json;
using System.Threading.Tasks;
using Xunit;

[assembly: CollectionBehavior(DisableTestParallelization = true)]

namespace NetCat.Sharp.Lab.Tests;

/// <summary>Runs nclab as a process.</summary>
internal static class Nclab
{
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(60);

    /// <summary>One command line for each verb that needs no privilege.</summary>
    internal static readonly string[] Experiments =
    [
        "tuple",
        "reuse matrix",
        "reuse timewait",
        "reuse balance --protocol tcp",
        "reuse balance --protocol udp",
        "udp-connect --nc " + Programs.Nc,
        "sockets",
    ];

    internal static Task<ChildResult> Run(string line) => Run(line, new Dictionary<string, string>());

    internal static Task<ChildResult> Run(string line, IReadOnlyDictionary<string, string> environment)
        => Start(line, environment).Result;

    internal static ChildProcess Start(string line, IReadOnlyDictionary<string, string> environment)
        => ChildProcess.Start(
            Programs.Nclab,
            line.Split(' ', StringSplitOptions.RemoveEmptyEntries),
            new ChildOptions { Environment = new(environment!), Limit = s_limit });

    /// <summary>Runs a program as an unprivileged user if the tests run as root, otherwise as the current user.</summary>
    internal static Task<ChildResult> RunUnprivileged(string program, string line)
        => Requirement.IsRoot
            ? ChildProcess.Run(
                "setpriv",
                ["--reuid=65534", "--regid=65534", "--clear-groups", program, .. line.Split(' ')],
                new ChildOptions { Environment = { ["HOME"] = "/" }, Limit = s_limit })
            : Run(line);

    /// <summary>Runs a command line with --json, which must succeed, and returns its document.</summary>
    internal static async Task<JsonElement> Json(string line)
    {
        ChildResult result = await Run(line + " --json");
        Assert.True(result.Success, $"{line}: {result.ExitCode} {result.StandardError}");
        Assert.Empty(result.StandardError);
        using JsonDocument document = JsonDocument.Parse(result.StandardOutput);
        return document.RootElement.Clone();
    }
}
