using System.CommandLine;
using System.Net.Sockets;
using System.Threading;
using NetCat.Sharp.Lab.Experiments;
using NetCat.Sharp.Lab.Screens;

namespace NetCat.Sharp.Lab.Commands;

/// <summary>The verb that lists the socket options that nc supports.</summary>
internal static class OptionsVerb
{
    private static readonly Option<bool> s_tcp = new("--tcp") { Description = "Options of TCP sockets (the default)" };

    private static readonly Option<bool> s_udp = new("--udp") { Description = "Options of UDP sockets; with --unix of Unix datagram sockets" };

    private static readonly Option<bool> s_unix = new("--unix") { Description = "Options of Unix sockets" };

    internal static Command Make(CancellationToken stop)
    {
        var verb = new Command("options", "The socket options that nc sets by name, with this kernel's defaults") { s_tcp, s_udp, s_unix };
        verb.SetAction(words =>
        {
            (Lab lab, Screen screen) = LabCommand.Begin(words, stop);
            bool isUnix = words.GetValue(s_unix);
            if (words.GetValue(s_tcp) && (isUnix || words.GetValue(s_udp)))
            {
                throw new LabExit(LabExit.Error, "choose one of --tcp, --udp and --unix");
            }

            OptionsReport report = OptionsTable.Read(
                isUnix ? (int)AddressFamily.Unix : lab.Family, isUnix ? "unix" : lab.FamilyName, words.GetValue(s_udp) ? Transport.Udp : Transport.Tcp);
            screen.Give(report, ReportJson.Readable.OptionsReport, OptionsScreen.Show);
        });
        return verb;
    }
}
