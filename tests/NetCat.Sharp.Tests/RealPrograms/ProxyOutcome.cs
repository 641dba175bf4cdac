using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Threading.Tasks;

namespace NetCat.Sharp.Tests.RealPrograms;

/// <summary>The behaviour of nc with a scripted proxy, as its user and the proxy see it.</summary>
internal sealed record ProxyOutcome(int ExitCode, string Stdout, string Stderr, string Heard)
{
    private const string Peer = "nc.openbsd";
    private const string Payload = "from here\n";

    /// <summary>Runs Debian's nc, then the native one.</summary>
    /// <param name="arguments">PROXY stands for the proxy's address and port.</param>
    /// <param name="scripts">One script for each possible connection.</param>
    /// <param name="byteByByte">Whether the proxy sends its replies byte by byte.</param>
    internal static async Task<(ProxyOutcome Theirs, ProxyOutcome Ours)> Both(string[] arguments, string[][] scripts, bool byteByByte = false)
    {
        ProxyOutcome theirs = await Of(Peer, arguments, scripts, byteByByte);
        return (theirs, await Of(NativeProgram.Path, arguments, scripts, byteByByte));
    }

    /// <summary>Runs the native nc with credentials in the environment.</summary>
    internal static Task<ProxyOutcome> OfOurs(string[] arguments, IEnumerable<string[]> scripts, bool byteByByte, string credentials)
        => Of(NativeProgram.Path, arguments, scripts, byteByByte, credentials);

    private static async Task<ProxyOutcome> Of(string program, string[] arguments, IEnumerable<string[]> scripts, bool byteByByte, string credentials = "")
    {
        using ScriptedProxy proxy = new();
        string address = string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{proxy.Port}");
        IEnumerable<string> words = arguments.Select(word => word.Replace("PROXY", address, StringComparison.Ordinal));

        // Without a terminal, and both under the same program name.
        string[] command = ["--wait", "timeout", "30", "bash", "-c", "exec -a nc \"$0\" -N \"$@\"", program, .. words];
        using var nc = ChildProcess.Start("setsid", command, new ChildOptions { Environment = { ["LC_ALL"] = "C", ["NC_PROXY_AUTH"] = credentials }, Encoding = System.Text.Encoding.Latin1 });
        Task<IReadOnlyList<string>> serving = proxy.Serve(scripts, byteByByte, nc.Result);
        await nc.StandardInput.WriteAsync(Payload);
        await nc.StandardInput.DisposeAsync();
        ChildResult result = await nc.Result;
        string heard = string.Join("\n--\n", await serving);
        return new ProxyOutcome(result.ExitCode, result.StandardOutput, result.StandardError, heard);
    }
}
