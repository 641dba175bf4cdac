using System;
using System.IO;
using System.Runtime.Versioning;
using System.Threading.Tasks;
using Medallion.Shell;
using NetCat.Sharp.Tests.RealPrograms;
using Xunit;

namespace NetCat.Sharp.Tests.Completions;

/// <summary>What install.sh has installed, once for all tests of a class, and a directory with something to complete.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class InstalledPrefix : IAsyncLifetime, IDisposable
{
    private readonly Scratch _scratch = new();

    /// <summary>Where the files for shells are.</summary>
    internal string Share => _scratch.Path("prefix/share");

    internal Scratch Here => _scratch;

    public async Task InitializeAsync()
    {
        if (NativeProgram.WhyNot([]) is null)
        {
            CommandResult installed = await StandInSdk.Install(_scratch, StandInSdk.Publishes, "--prefix", _scratch.Path("prefix"));
            Assert.True(installed.Success, installed.StandardError);
        }

        _ = _scratch.Fill("a-directory/with.socket", 1, seed: 1);
    }

    /// <summary>Runs a shell that finds the files where a login shell would.</summary>
    internal async Task<string> Run(string shell, params string[] arguments)
    {
        CommandResult result = await Command.Run(shell, arguments, options => options
            .WorkingDirectory(_scratch.Root)
            .EnvironmentVariable("HOME", _scratch.Root)
            .EnvironmentVariable("XDG_DATA_DIRS", Share + ":/usr/share")
            .Timeout(TimeSpan.FromSeconds(60))).Task;
        Assert.Equal("", result.StandardError);
        return result.StandardOutput;
    }

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose() => _scratch.Dispose();
}
