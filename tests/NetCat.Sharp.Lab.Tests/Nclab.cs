using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using Medallion.Shell;
using Xunit;

[assembly: CollectionBehavior(DisableTestParallelization = true)]

namespace NetCat.Sharp.Lab.Tests;

/// <summary>nclab, run as a process.</summary>
internal static class Nclab
{
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(60);

    /// <summary>One command line for each verb that everybody may run.</summary>
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

    internal static Task<CommandResult> Run(string line) => Run(line, new Dictionary<string, string>());

    internal static Task<CommandResult> Run(string line, IReadOnlyDictionary<string, string> environment)
        => Start(line, environment).Task;

    internal static Command Start(string line, IReadOnlyDictionary<string, string> environment)
        => Command.Run(
            Programs.Nclab,
            line.Split(' ', StringSplitOptions.RemoveEmptyEntries).Cast<object>(),
            options => options.EnvironmentVariables(environment).Timeout(s_limit));

    /// <summary>As a user without rights, where the tests run as root; as that user is what it is otherwise.</summary>
    internal static Task<CommandResult> RunUnprivileged(string program, string line)
        => Programs.IsRoot
            ? Command.Run(
                "setpriv",
                ["--reuid=65534", "--regid=65534", "--clear-groups", program, .. line.Split(' ')],
                options => options.EnvironmentVariable("HOME", "/").Timeout(s_limit)).Task
            : Run(line);

    /// <summary>The document of --json of a run that must succeed.</summary>
    internal static async Task<JsonElement> Json(string line)
    {
        CommandResult result = await Run(line + " --json");
        Assert.True(result.Success, $"{line}: {result.ExitCode} {result.StandardError}");
        Assert.Empty(result.StandardError);
        using JsonDocument document = JsonDocument.Parse(result.StandardOutput);
        return document.RootElement.Clone();
    }
}
