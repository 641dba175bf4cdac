using System.Globalization;
using NetCat.Sharp.Lab.Experiments;
using NetCat.Sharp.Lab.Sockets;
using Spectre.Console;

namespace NetCat.Sharp.Lab.Screens;

/// <summary>The socket table, with the owner of each socket or in one of the two netstat formats.</summary>
internal static class SocketsScreen
{
    internal const string Netstat = "netstat";
    internal const string Bsd = "bsd";
    internal const string Json = "json";

    internal static void Show(SocketsReport report, string? format, Screen screen)
    {
        switch (format)
        {
            case Json:
                Screen.Document(report, ReportJson.Readable.SocketsReport);
                break;
            case Netstat:
                // The first line of the real netstat.
                Screen.Line("Active Internet connections (servers and established)");
                Screen.Line(NetstatForm.Heading);
                foreach (SocketRow row in report.Sockets)
                {
                    Screen.Line(NetstatForm.Line(row));
                }

                break;
            case Bsd:
                Screen.Line("Active Internet connections (including servers)");
                Screen.Line(BsdForm.Heading);
                foreach (SocketRow row in report.Sockets)
                {
                    Screen.Line(BsdForm.Line(row));
                }

                break;
            default:
                ShowTable(report, screen);
                break;
        }
    }

    private static void ShowTable(SocketsReport report, Screen screen)
    {
        Table table = Screen.Columns("proto", "local", "remote", "state", "user", "process");
        foreach (SocketRow row in report.Sockets)
        {
            table.AddRow(
                Screen.Cell(row.Family == "ipv6" ? row.Protocol + "6" : row.Protocol),
                Screen.Cell(Address(row.LocalAddress, row.LocalPort)),
                Screen.Cell(Address(row.RemoteAddress, row.RemotePort)),
                Screen.Cell(row.State ?? "-"),
                Screen.Cell(row.UserId),
                Screen.Cell(row.ProcessId is { } process ? $"{row.Process} ({process.ToString(CultureInfo.InvariantCulture)})" : "-"));
        }

        screen.Show(table);
    }

    private static string Address(string address, int port) => $"{NetstatForm.Host(address)}:{(port == 0 ? "*" : port.ToString(CultureInfo.InvariantCulture))}";
}
