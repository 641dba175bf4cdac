using System;
using System.Collections.Generic;
using NetCat.Sharp.Serving;
using NetCat.Sharp.Sockets;
using NetCat.Sharp.Tls;

namespace NetCat.Sharp.Commands.CommandLine.Planning;

/// <summary>What the options said, each value checked, before it is known whether they go together.</summary>
internal sealed class OptionValues
{
    private UInt128 _given;

    /// <summary>The last of -4, -6 and -U wins.</summary>
    internal Family Family { get; set; } = Family.Any;

    /// <summary>-w, null where it is absent.</summary>
    internal TimeSpan? Timeout { get; set; }

    /// <summary>--connect-timeout, --idle-timeout and --total-timeout, null where they are absent.</summary>
    internal TimeSpan? ConnectTimeout { get; set; }

    /// <inheritdoc cref="ConnectTimeout"/>
    internal TimeSpan? IdleTimeout { get; set; }

    /// <inheritdoc cref="ConnectTimeout"/>
    internal TimeSpan? TotalTimeout { get; set; }

    /// <summary>--accept-timeout, null where it is absent.</summary>
    internal TimeSpan? AcceptTimeout { get; set; }

    /// <summary>--retry, null where it is absent.</summary>
    internal TimeSpan? Retry { get; set; }

    /// <summary>--replies, 0 where it is absent.</summary>
    internal int Replies { get; set; }

    /// <summary>--linger, null where it is absent.</summary>
    internal TimeSpan? Linger { get; set; }

    /// <summary>--datagram-size.</summary>
    internal int DatagramSize { get; set; } = 16384;

    /// <summary>--interface, or the name after a group and %; null where there is none.</summary>
    internal string? Interface { get; private set; }

    /// <summary>--multicast-source, or the default.</summary>
    internal SockAddr MulticastSource { get; set; }

    /// <summary>--udp-connect=never.</summary>
    internal bool NeverConnects { get; set; }

    /// <summary>-q, null where it is absent or off.</summary>
    internal TimeSpan? Quit { get; set; }

    /// <summary>-i, null where it is absent.</summary>
    internal TimeSpan? Interval { get; set; }

    /// <summary>--parallel: how many ports a scan connects to at once.</summary>
    internal int Parallel { get; set; } = 256;

    /// <summary>-W, 0 where it is absent.</summary>
    internal int ReadLimit { get; set; }

    /// <summary>-x as typed.</summary>
    internal string? Proxy { get; set; }

    /// <summary>-X.</summary>
    internal ProxyProtocol ProxyProtocol { get; set; }

    /// <summary>-P.</summary>
    internal string? ProxyUser { get; set; }

    /// <summary>--proxy-auth-file.</summary>
    internal SideTarget? ProxyAuth { get; set; }

    /// <summary>-p.</summary>
    internal string? LocalPort { get; set; }

    /// <summary>-s.</summary>
    internal string? LocalHost { get; set; }

    /// <summary>The socket options on the command line, in their order; of the same option the last counts.</summary>
    internal List<AskedOption> SocketOptions { get; } = [];

    /// <summary>Where to connect, or to listen; null listens on every address.</summary>
    internal string? Host { get; set; }

    /// <summary>Port operands; of a listener one at most.</summary>
    internal List<string> Ports { get; set; } = [];

    /// <summary>--port-file.</summary>
    internal string? PortFile { get; set; }

    /// <summary>--ready-fd, -1 where it is absent.</summary>
    internal int ReadyDescriptor { get; set; } = -1;

    /// <summary>--events.</summary>
    internal SideTarget? Events { get; set; }

    /// <summary>--hex-dump.</summary>
    internal SideTarget? HexDump { get; set; }

    /// <summary>--hash.</summary>
    internal string? Hash { get; set; }

    /// <summary>The options of --tls; null where none of them is given.</summary>
    internal TlsOptions? Tls { get; set; }

    /// <summary>What followed the value of --exec.</summary>
    internal IReadOnlyList<string> Rest { get; init; } = [];

    /// <summary>--exec and --sh-exec: the program's name and arguments, or null.</summary>
    internal IReadOnlyList<string>? Program { get; set; }

    /// <summary>--max-conns, 0 where it is absent.</summary>
    internal int MostAtOnce { get; set; }

    /// <summary>--forward.</summary>
    internal ForwardTarget? Forward { get; set; }

    /// <summary>--queue, in bytes.</summary>
    internal long Queue { get; set; } = 1 << 20;

    /// <summary>--slow, null where it is absent.</summary>
    internal SlowPolicy? Slow { get; set; }

    /// <summary>--grace, 0 where it is absent.</summary>
    internal TimeSpan Grace { get; set; }

    /// <summary>--workers, 1 where it is absent.</summary>
    internal int Workers { get; set; } = 1;

    /// <summary>--allow and --allow-file.</summary>
    internal List<AccessSource> Allowed { get; } = [];

    /// <summary>--deny and --deny-file.</summary>
    internal List<AccessSource> Denied { get; } = [];

    /// <summary>What the planner may look up.</summary>
    internal PlannerInputs Inputs { get; init; } = new();

    /// <summary>The listening socket exists already.</summary>
    internal bool IsActivated => Inputs.IsActivated;

    internal bool IsUnix => Family == Family.Unix;

    /// <summary>Neither operands nor -s and -p say where to listen or to connect.</summary>
    internal bool LacksPlace => !IsActivated && (IsUnix ? Host is null : Ports.Count == 0);

    /// <summary>Whether an option is given and still counts: of -4, -6 and -U only the last one does.</summary>
    internal bool Holds(Opt option) => option == Opt.Unix ? IsUnix : Has(option);

    internal bool Has(Opt option) => (_given & Bit(option)) != 0;

    internal void Note(Opt option) => _given |= Bit(option);

    internal void Ask(SocketOptionKey key, int value) => Ask(new SocketOptionValue(key, value));

    internal void Ask(SocketOptionValue asked)
    {
        SocketOptions.RemoveAll(option => option.Named is null && option.Value.Key == asked.Key);
        SocketOptions.Add(new AskedOption(asked, null));
    }

    /// <summary>An option of --socket-option, which is found when the kind of the socket is known.</summary>
    internal void Ask(string named) => SocketOptions.Add(new AskedOption(default, named));

    /// <summary>The interface of a group: where a listener joins it, and a socket option of a client, which counts as one that was named.</summary>
    internal void AskInterface(string name)
    {
        Interface = name;
        SocketOptions.Add(new AskedOption(default, "MULTICAST_IF=" + name) { IsOfClient = true });
    }

    private static UInt128 Bit(Opt option) => UInt128.One << (int)option;
}
