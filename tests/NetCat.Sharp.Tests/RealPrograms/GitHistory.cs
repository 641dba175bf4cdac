using System.Threading.Tasks;
using Xunit;

namespace NetCat.Sharp.Tests.RealPrograms;

/// <summary>A repository called <c>origin</c> in the scratch directory, with several commits and a file that does not compress.</summary>
internal sealed class GitHistory
{
    // The user who runs the tests may have git settings and hooks.
    private const string Git = "export GIT_CONFIG_GLOBAL=/dev/null GIT_CONFIG_SYSTEM=/dev/null; git() { command git -c user.name=N -c user.email=n@example.test \"$@\"; }; ";

    private readonly Scratch _scratch;

    private GitHistory(Scratch scratch) => _scratch = scratch;

    internal static async Task<GitHistory> Start(Scratch scratch)
    {
        GitHistory history = new(scratch);
        _ = await Pipeline.Run(Git + "git init -q -b main origin", scratch);
        await history.Commit(seed: 1);
        return history;
    }

    internal async Task Commit(int seed)
    {
        _ = _scratch.Fill("origin/file", 1 << 20, seed);
        _ = await Pipeline.Run(Git + "cd origin && git add file && git commit -q -m more", _scratch);
    }

    /// <summary>Runs git in the clone.</summary>
    internal Task<string> InCopy(string copy, string command) => Pipeline.Run($"{Git} cd {copy} && git {command}", _scratch);

    internal async Task AssertCopied(string copy)
    {
        Assert.Equal(await InCopy("origin", "rev-parse main"), await InCopy(copy, "rev-parse origin/main"));
        Assert.Equal("", await InCopy(copy, "fsck --full --strict"));
    }
}
