using System;
using System.Collections.Generic;
using NetCat.Sharp.Serving;
using NetCat.Sharp.Sockets;
using NetCat.Sharp.Tls;

namespace NetCat.Sharp.Commands.CommandLine.Planning;

/// <summary>The values of the options. Each is checked by itself; conflicts between options are not checked yet.</summary>
internal sealed class OptionValues
{
    private UInt128 _given;

    /// <summary>The last of -4, -6 and -U is used.</summary>
    internal Family Family { get; set; } = Family.Any;

    /// <summary>-w, null if absent.</summary>
    internal TimeSpan? Timeout { get; set; }

    /// <summary>--connect-timeout, --idle-timeout and --total-timeout, null if absent.</summary>
    internal TimeSpan? ConnectTimeout { get; set; }

    /// <inheritdoc cref="ConnectTimeout"/>
    internal TimeSpan? IdleTimeout { get; set; }

    /// <inheritdoc cref="ConnectTimeout"/>
    internal TimeSpan? TotalTimeout { get; set; }

    /// <summary>--accept-timeout, null if absent.</summary>
    internal TimeSpan? AcceptTimeout { get; set; }

    /// <summary>--retry, null if absent.</summary>
    internal TimeSpan? Retry { get; set; }

    /// <summary>--replies, 0 if absent.</summary>
    internal int Replies { get; set; }

    /// <summary>--linger, null if absent.</summary>
    internal TimeSpan? Linger { get; set; }

    /// <summary>--datagram-size.</summary>
    internal int DatagramSize { get; set; } = 16384;

    /// <summary>--interface, or the name after a group and %; null if there is none.</summary>
    internal string? Interface { get; private set; }

    /// <summary>--multicast-source, or the default value.</summary>
    internal SockAddr MulticastSource { get; set; }

    /// <summary>--udp-connect=never.</summary>
    internal bool NeverConnects { get; set; }

    /// <summary>-q, null if absent or off.</summary>
    internal TimeSpan? Quit { get; set; }

    /// <summary>-i, null if absent.</summary>
    internal TimeSpan? Interval { get; set; }

    /// <summary>--parallel: how many ports a scan tries at the same time.</summary>
    internal int Parallel { get; set; } = 256;

    /// <summary>-W, 0 if absent.</summary>
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

    /// <summary>The socket options on the command line, in their order; the last value of an option is used.</summary>
    internal List<AskedOption> SocketOptions { get; } = [];

    /// <summary>The host to connect to or to listen on; null listens on every address.</summary>
    internal string? Host { get; set; }

    /// <summary>Port operands; a listener has at most one.</summary>
    internal List<string> Ports { get; set; } = [];

    /// <summary>--port-file.</summary>
    internal string? PortFile { get; set; }

    /// <summary>--ready-fd, -1 if absent.</summary>
    internal int ReadyDescriptor { get; set; } = -1;

    /// <summary>--events.</summary>
    internal SideTarget? Events { get; set; }

    /// <summary>--hex-dump.</summary>
    internal SideTarget? HexDump { get; set; }

    /// <summary>--hash.</summary>
    internal string? Hash { get; set; }

    /// <summary>The options of --tls; null if none of them is given.</summary>
    internal TlsOptions? Tls { get; set; }

    /// <summary>The arguments after the value of --exec.</summary>
    internal IReadOnlyList<string> Rest { get; init; } = [];

    /// <summary>--exec and --sh-exec: the program's name and arguments, or null.</summary>
    internal IReadOnlyList<string>? Program { get; set; }

    /// <summary>--max-conns, 0 if absent.</summary>
    internal int MostAtOnce { get; set; }

    /// <summary>--forward.</summary>
    internal ForwardTarget? Forward { get; set; }

    /// <summary>--queue, in bytes.</summary>
    internal long Queue { get; set; } = 1 << 20;

    /// <summary>--slow, null if absent.</summary>
    internal SlowPolicy? Slow { get; set; }

    /// <summary>--grace, 0 if absent.</summary>
    internal TimeSpan Grace { get; set; }

    /// <summary>--workers, 1 if absent.</summary>
    internal int Workers { get; set; } = 1;

    /// <summary>--allow and --allow-file.</summary>
    internal List<AccessSource> Allowed { get; } = [];

    /// <summary>--deny and --deny-file.</summary>
    internal List<AccessSource> Denied { get; } = [];

    /// <summary>What the planner may look up.</summary>
    internal PlannerInputs Inputs { get; init; } = new();

    /// <summary>The process inherited the listening socket.</summary>
    internal bool IsActivated => Inputs.IsActivated;

    internal bool IsUnix => Family == Family.Unix;

    /// <summary>Neither operands nor -s and -p give an address to listen on or to connect to.</summary>
    internal bool LacksPlace => !IsActivated && (IsUnix ? Host is null : Ports.Count == 0);

    /// <summary>Whether an option is in effect: of -4, -6 and -U only the last one is.</summary>
    internal bool Holds(Opt option) => option == Opt.Unix ? IsUnix : Has(option);

    internal bool Has(Opt option) => (_given & Bit(option)) != 0;

    internal void Note(Opt option) => _given |= Bit(option);

    internal void Ask(SocketOptionKey key, int value) => Ask(new SocketOptionValue(key, value));

    internal void Ask(SocketOptionValue asked)
    {
        SocketOptions.RemoveAll(option => option.Named is null && option.Value.Key == asked.Key);
        SocketOptions.Add(new AskedOption(asked, null));
    }

    /// <summary>Adds a value of --socket-option. Its row is found when the kind of the socket is known.</summary>
    internal void Ask(string named) => SocketOptions.Add(new AskedOption(default, named));

    /// <summary>Sets the interface of a group: a listener joins the group there; for a client it is the socket option MULTICAST_IF.</summary>
    internal void AskInterface(string name)
    {
        Interface = name;
        SocketOptions.Add(new AskedOption(default, "MULTICAST_IF=" + name) { IsOfClient = true });
    }

    private static UInt128 Bit(Opt option) => UInt128.One << (int)option;
}
