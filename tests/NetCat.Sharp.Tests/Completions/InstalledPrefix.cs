using System;
using System.IO;
using System.Runtime.Versioning;
using System.Threading.Tasks;
using NetCat.Sharp.Tests.RealPrograms;
using Xunit;

namespace NetCat.Sharp.Tests.Completions;

/// <summary>An installation by install.sh, made once for all tests of a class, and a directory with files to complete.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class InstalledPrefix : IAsyncLifetime, IDisposable
{
    private readonly Scratch _scratch = new();

    /// <summary>The directory with the files for the shells.</summary>
    internal string Share => _scratch.Path("prefix/share");

    internal Scratch Here => _scratch;

    public async Task InitializeAsync()
    {
        if (NativeProgram.WhyNot([]) is null)
        {
            ChildResult installed = await StandInSdk.Install(_scratch, StandInSdk.Publishes, "--prefix", _scratch.Path("prefix"));
            Assert.True(installed.Success, installed.StandardError);
        }

        _ = _scratch.Fill("a-directory/with.socket", 1, seed: 1);
    }

    /// <summary>Runs a shell that finds these files as a login shell does.</summary>
    internal async Task<string> Run(string shell, params string[] arguments)
    {
        ChildResult result = await ChildProcess.Run(shell, arguments, new ChildOptions
        {
            Directory = _scratch.Root,
            Environment = { ["HOME"] = _scratch.Root, ["XDG_DATA_DIRS"] = Share + ":/usr/share" },
            Limit = TimeSpan.FromSeconds(60),
        });
        Assert.Equal("", result.StandardError);
        return result.StandardOutput;
    }

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose() => _scratch.Dispose();
}
