using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using NetCat.Sharp.Native;
using Xunit;

namespace NetCat.Sharp.Tests.RealPrograms;

/// <summary>-F with a socket as stdout: the parent receives the connected socket from the real nc and from ours, and can use it.</summary>
public sealed class DescriptorPassingSpecs
{
    private const string Token = "over the socket that was handed on";

    [NativeTheory("nc.openbsd")]
    [InlineData("-F 127.0.0.1 PORT")]
    [InlineData("-Fv 127.0.0.1 PORT")]
    [InlineData("-FzN 127.0.0.1 PORT")]
    [InlineData("-F 127.0.0.1 1 PORT 2")]
    [InlineData("-F -x 127.0.0.1:PORT 192.0.2.1 80", "3 \x05\0", "10 \x05\0\0\x01\0\0\0\0\0\0")]
    [InlineData("-F -X connect -x 127.0.0.1:PORT 192.0.2.1 80", "headers HTTP/1.0 200 OK\r\n\r\n")]
    public async Task A_connection_is_passed(string arguments, params string[] script)
    {
        string theirs = await Observe("nc.openbsd", arguments, script);
        string ours = await Observe(NativeProgram.Path, arguments, script);
        Assert.Contains("bytes 00, descriptors 1", theirs, StringComparison.Ordinal);
        Assert.Contains(Token, theirs, StringComparison.Ordinal);
        Assert.Equal(theirs, ours);
    }

    [NativeTheory("nc.openbsd")]
    [InlineData("-F 127.0.0.1 1")]
    [InlineData("-Fv 127.0.0.1 1")]
    public async Task A_failed_connection_passes_no_descriptor(string arguments)
    {
        string theirs = await Observe("nc.openbsd", arguments, []);
        Assert.Contains("exit 1, bytes , descriptors 0", theirs, StringComparison.Ordinal);
        Assert.Equal(theirs, await Observe(NativeProgram.Path, arguments, []));
    }

    private static async Task<string> Observe(string program, string arguments, string[] script)
    {
        using Scratch scratch = new();
        using ScriptedProxy peer = new();
        using CancellationTokenSource over = new();
        string port = peer.Port.ToString(CultureInfo.InvariantCulture);
        Task<IReadOnlyList<string>> serving = peer.Serve([script], byteByByte: false, Task.Delay(Timeout.Infinite, over.Token));
        string stderr = scratch.Path("stderr");
        await File.WriteAllTextAsync(stderr, "");
        string[] words = arguments.Replace("PORT", port, StringComparison.Ordinal).Split(' ');
        (int code, byte[] bytes, List<int> descriptors) = await Task.Run(() => SocketAtStdout.Run(program, words, stderr));
        StringBuilder report = new();
        _ = report.Append(CultureInfo.InvariantCulture, $"exit {code}, bytes {Convert.ToHexString(bytes)}, descriptors {descriptors.Count}");
        foreach (int descriptor in descriptors)
        {
            bool blocks = (SocketAtStdout.Flags(descriptor) & Constants.SOCK_NONBLOCK) == 0;
            _ = report.Append(blocks ? ", blocking" : ", non-blocking");
            bool isTheirs = Libc.PeerAddress(descriptor, out SockAddr remote) == 0 && remote.Port == peer.Port;
            _ = report.Append(isTheirs ? ", to the peer" : ", elsewhere");
            _ = Libc.Write(descriptor, Encoding.ASCII.GetBytes(Token));
            _ = Libc.Close(descriptor);
        }

        if (descriptors.Count == 0)
        {
            await over.CancelAsync();
        }

        string heard = string.Join("--\n", await serving);
        string said = await File.ReadAllTextAsync(stderr);
        return $"{report}\nheard {heard}\nstderr {said}".Replace(port, "PORT", StringComparison.Ordinal);
    }
}
