using System.Collections.Generic;
using NetCat.Sharp.Lab.Sockets;

namespace NetCat.Sharp.Lab.Experiments;

/// <summary>One of the founding text's three stages: the action, and the socket table after it in both formats.</summary>
internal sealed record UdpStage(
    int Stage, string What, string Command, IReadOnlyList<SocketRow> Sockets, IReadOnlyList<string> Bsd, IReadOnlyList<string> Netstat);

/// <summary>One statement, tested on the kernel. Text is null if the founding text has no such statement.</summary>
internal sealed record UdpClaim(string Claim, string What, string? Text, string Kernel);

internal sealed record UdpReport(
    string Experiment,
    string Kernel,
    string Family,
    string Nc,
    int ServerPort,
    int ClientPort,
    IReadOnlyList<UdpStage> Stages,
    IReadOnlyList<string> ServerPrinted,
    bool ServerConnected,
    IReadOnlyList<UdpClaim> Claims);
