using System;
using System.Threading.Tasks;
using Xunit;

namespace NetCat.Sharp.Tests.RealPrograms;

/// <summary>nc as OpenSSH's ProxyCommand, with ssh -D as the proxy: ssh inside ssh.</summary>
public sealed class SshSpecs
{
    private const int ThreeMebibytes = 3 << 20;

    [SshTheory("sha256sum")]
    [InlineData("-X 5")]
    [InlineData("-X 4")]
    public async Task A_proxy_command_through_SOCKS(string protocol)
    {
        using Scratch scratch = new();
        await using SshServer server = await SshServer.Start(scratch);
        int socks = await server.StartSocksProxy();
        await AssertArrives(scratch, $"-o ProxyCommand=\"$NC {protocol} -x 127.0.0.1:{socks} %h %p\"");
    }

    [SshFact("sha256sum")]
    public async Task A_descriptor_is_passed_to_ssh()
    {
        using Scratch scratch = new();
        await using SshServer server = await SshServer.Start(scratch);
        int socks = await server.StartSocksProxy();
        await AssertArrives(scratch, "-o ProxyUseFdpass=yes -o ProxyCommand=\"$NC -F %h %p\"");
        await AssertArrives(scratch, $"-o ProxyUseFdpass=yes -o ProxyCommand=\"$NC -F -X 5 -x 127.0.0.1:{socks} %h %p\"");
    }

    [SshFact("git")]
    public async Task Git_over_ssh_over_nc()
    {
        using Scratch scratch = new();
        await using SshServer server = await SshServer.Start(scratch);
        GitHistory history = await GitHistory.Start(scratch);
        string command = "export GIT_SSH_COMMAND=\"ssh -F $PWD/client -o ProxyCommand='$NC %h %p'\"; ";
        _ = await Pipeline.Run(command + $"git clone -q there:{scratch.Path("origin")} copy", scratch);
        await history.AssertCopied("copy");
    }

    /// <summary>Transfers a file there and back, and compares the checksums computed at the far end and here.</summary>
    private static async Task AssertArrives(Scratch scratch, string options)
    {
        _ = scratch.Fill("file", ThreeMebibytes, seed: 22);
        string sum = await Pipeline.Run("sha256sum <file", scratch);
        Assert.Equal(sum, await Pipeline.Run($"ssh -F client {options} there sha256sum <file", scratch));
        Assert.Equal(sum, await Pipeline.Run($"ssh -F client {options} there cat '{scratch.Path("file")}' </dev/null | sha256sum", scratch));
    }
}

/// <summary>A test that logs in; skipped, with the reason, if a program is missing or the user cannot log in.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class SshFactAttribute(string program) : ConditionalFactAttribute(SshServer.WhyNot(program));

/// <summary>The same for a test with several cases.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class SshTheoryAttribute(string program) : ConditionalTheoryAttribute(SshServer.WhyNot(program));
