using System;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using Xunit;

namespace NetCat.Sharp.Tests.RealPrograms;

/// <summary>Messages for rsyslog, sent with nc as scripts do on systems without logger.</summary>
public sealed class SyslogSpecs
{
    private const string Settings = """
        module(load="imudp")
        module(load="imptcp")
        module(load="imuxsock" SysSock.Use="off")
        template(name="plain" type="string" string="%syslogseverity-text% %programname%%msg%\n")
        input(type="imudp" address="127.0.0.1" port="PORT")
        input(type="imptcp" path="HERE/stream" unlink="on")
        input(type="imuxsock" Socket="HERE/datagram" UseSysTimeStamp="on")
        *.* action(type="omfile" file="HERE/log" template="plain" asyncWriting="off" flushOnTXEnd="on")
        """;

    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(10);

    [NativeFact("rsyslogd")]
    public async Task Messages_arrive_by_UDP_and_by_Unix_sockets_of_both_kinds()
    {
        using Scratch scratch = new();
        int port = Ports.Free();
        await File.WriteAllTextAsync(scratch.Path("conf"), Settings
            .Replace("PORT", $"{port}", StringComparison.Ordinal)
            .Replace("HERE", scratch.Root, StringComparison.Ordinal) + "\n");
        await using Pipeline server = Pipeline.Start("exec timeout 100 $(type -P rsyslogd) -n -f \"$PWD/conf\" -i \"$PWD/pid\" 2>said", scratch, port);
        Assert.True(await Ports.UdpSocketAt(port, 0), "rsyslogd does not listen");
        foreach (string path in new[] { "stream", "datagram" })
        {
            await UnixPaths.Bound(scratch.Path(path));
        }

        const string Wait = "{ until read -t 0; do :; done; ";
        _ = await Pipeline.Run($"echo '<13>Oct 11 22:14:15 here udp: one' | {Wait} $NC -u -w0 127.0.0.1 $PORT; }}", scratch, port);
        _ = await Pipeline.Run($"echo '<14>udp: two' | {Wait} $NC -u -q0 127.0.0.1 $PORT; }}", scratch, port);
        _ = await Pipeline.Run("printf '<11>Oct 11 22:14:15 here stream: three\\n<12>Oct 11 22:14:15 here stream: four\\n' | $NC -N -U stream", scratch);
        _ = await Pipeline.Run($"echo '<10>Oct 11 22:14:15 datagram: five' | {Wait} $NC -uU -w0 datagram; }}", scratch);

        string[] expected = ["notice udp one", "info udp two", "err stream three", "warning stream four", "crit datagram five"];
        Assert.Equal(expected.Order(), await Logged(scratch, expected.Length));
    }

    /// <summary>Waits until the log has this many lines and returns them, without the colon after the program's name.</summary>
    private static async Task<string[]> Logged(Scratch scratch, int count)
    {
        string[] lines = [];
        _ = await Until.True(() => (lines = ProcFile.Lines(scratch.Path("log"))).Length >= count, s_patience);
        return [.. lines.Select(static line => line.Replace(':', ' ').Replace("  ", " ", StringComparison.Ordinal)).Order()];
    }
}
