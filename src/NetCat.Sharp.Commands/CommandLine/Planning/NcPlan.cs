using System;
using System.Collections.Generic;
using NetCat.Sharp.Sockets;
using NetCat.Sharp.Tls;

namespace NetCat.Sharp.Commands.CommandLine.Planning;

/// <summary>What nc will do, decided before it does anything. It is plain data, so that tests can print and compare it.</summary>
internal sealed record NcPlan
{
    /// <summary>Listens instead of connecting.</summary>
    internal required bool Listens { get; init; }

    /// <summary>Serves further clients after the first.</summary>
    internal required bool Keeps { get; init; }

    internal required Transport Transport { get; init; }

    internal required Family Family { get; init; }

    /// <summary>The host as typed; null to listen on every address. For a Unix socket, the path.</summary>
    internal required string? Host { get; init; }

    /// <summary>A listener's port as typed; the resolver reads it.</summary>
    internal required string ListenPort { get; init; }

    /// <summary>A client's ports, in the order in which they are tried.</summary>
    internal required IReadOnlyList<int> Ports { get; init; }

    /// <summary>The proxy between a client and its target, or null.</summary>
    internal required ProxyPlan? Proxy { get; init; }

    /// <summary>How many ports are tried at the same time; 1 tries them one after the other.</summary>
    internal required int Parallel { get; init; }

    /// <summary>Passes the connected socket over stdout and exits.</summary>
    internal required bool PassesDescriptor { get; init; }

    /// <summary>A client's local address as typed, or null. For a Unix datagram socket, its path.</summary>
    internal required string? LocalHost { get; init; }

    /// <summary>A client's local port as typed, or null.</summary>
    internal required string? LocalPort { get; init; }

    /// <summary>Neither looks up nor prints names.</summary>
    internal required bool Numeric { get; init; }

    internal required bool Verbose { get; init; }

    /// <summary>Connects and reports, and transfers no data.</summary>
    internal required bool ZeroIo { get; init; }

    internal required bool ReadsStdin { get; init; }

    /// <summary>Limit for each connect(2); null sets none.</summary>
    internal required TimeSpan? ConnectTimeout { get; init; }

    /// <summary>How long a failed connect is repeated; null does not repeat it.</summary>
    internal required TimeSpan? RetryTime { get; init; }

    /// <summary>A transfer that was cut short is a failure.</summary>
    internal required bool Strict { get; init; }

    /// <summary>The client exits after this number of datagrams; 0 sets no number.</summary>
    internal required int Replies { get; init; }

    /// <summary>Prints whether each UDP port is open, closed or gives no answer.</summary>
    internal required bool TellsVerdict { get; init; }

    /// <summary>Limit for the whole run; null sets none.</summary>
    internal required TimeSpan? TotalTimeout { get; init; }

    /// <summary>Limit for each wait for a client or for the first datagram; null sets none.</summary>
    internal required TimeSpan? AcceptTimeout { get; init; }

    /// <summary>How long a UDP probe sends, once a second.</summary>
    internal required TimeSpan ProbeTime { get; init; }

    /// <summary>How long nc waits before it exits, with the socket closed; null and zero do not wait.</summary>
    internal required TimeSpan? QuitDelay { get; init; }

    /// <summary>Where events are written, or null.</summary>
    internal required SideTarget? Events { get; init; }

    /// <summary>What is shown in addition to the data, or null.</summary>
    internal required InspectionPlan? Inspection { get; init; }

    /// <summary>The exit status names the kind of failure.</summary>
    internal required bool ExitCodesTell { get; init; }

    /// <summary>The process inherited a listening socket and opens no other.</summary>
    internal required bool IsActivated { get; init; }

    /// <summary>The program that serves the connection instead of stdin and stdout, or null.</summary>
    internal required ProgramPlan? Program { get; init; }

    /// <summary>The target of --forward, which replaces stdin and stdout, or null.</summary>
    internal required ForwardPlan? Forward { get; init; }

    /// <summary>How several clients are served at the same time, or null.</summary>
    internal required CrowdPlan? Crowd { get; init; }

    /// <summary>How long sessions may continue after a signal.</summary>
    internal required TimeSpan Grace { get; init; }

    /// <summary>The number of threads that serve clients, each with a listening socket.</summary>
    internal required int Workers { get; init; }

    /// <summary>The peers that a listener serves; null serves all.</summary>
    internal required AccessPlan? Access { get; init; }

    /// <summary>The addresses of a host are tried in parallel (RFC 8305).</summary>
    internal required bool HappyEyeballs { get; init; }

    /// <summary>Listens for IPv4 and IPv6, or on all addresses of a name; IPv4 clients are shown with IPv4 addresses.</summary>
    internal required bool IsDual { get; init; }

    internal required Announcement Announcement { get; init; }

    /// <summary>The backlog of listen(2).</summary>
    internal required int Backlog { get; init; }

    /// <summary>All options that are set on the socket.</summary>
    internal required IReadOnlyList<SocketOptionValue> SocketOptions { get; init; }

    /// <summary>The interface and the sender of a multicast group; null if neither is given.</summary>
    internal required MulticastPlan? Multicast { get; init; }

    /// <summary>Prints all options of a socket when it is connected or listening.</summary>
    internal required bool ShowsSocketOptions { get; init; }

    /// <summary>The TLS options of the connection, or null for plain text.</summary>
    internal required TlsOptions? Tls { get; init; }

    internal required RelayPolicy Relay { get; init; }

    internal bool IsUnix => Family == Family.Unix;
}
