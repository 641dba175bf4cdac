using System;
using System.Collections.Generic;
using NetCat.Sharp.Sockets;
using NetCat.Sharp.Tls;

namespace NetCat.Sharp.Commands.CommandLine.Planning;

/// <summary>What will be done, decided before anything is done. Pure data: printable, comparable, testable.</summary>
internal sealed record NcPlan
{
    /// <summary>Listens instead of connecting.</summary>
    internal required bool Listens { get; init; }

    /// <summary>Serves the next client after each.</summary>
    internal required bool Keeps { get; init; }

    internal required Transport Transport { get; init; }

    internal required Family Family { get; init; }

    /// <summary>As typed: a host, null to listen on every address; of a Unix socket the path.</summary>
    internal required string? Host { get; init; }

    /// <summary>A listener's port as typed: the resolver reads it.</summary>
    internal required string ListenPort { get; init; }

    /// <summary>A client's ports, in the order in which they are tried.</summary>
    internal required IReadOnlyList<int> Ports { get; init; }

    /// <summary>The proxy between a client and its target, or null.</summary>
    internal required ProxyPlan? Proxy { get; init; }

    /// <summary>How many ports are connected to at once; 1 tries them one after the other.</summary>
    internal required int Parallel { get; init; }

    /// <summary>Hands the connected socket over on stdout and leaves.</summary>
    internal required bool PassesDescriptor { get; init; }

    /// <summary>A client's own address as typed, or null; of a Unix datagram socket its path.</summary>
    internal required string? LocalHost { get; init; }

    /// <summary>A client's own port as typed, or null.</summary>
    internal required string? LocalPort { get; init; }

    /// <summary>Looks no name up and prints none.</summary>
    internal required bool Numeric { get; init; }

    internal required bool Verbose { get; init; }

    /// <summary>Connects, reports, and moves no byte.</summary>
    internal required bool ZeroIo { get; init; }

    internal required bool ReadsStdin { get; init; }

    /// <summary>For each connect(2); null sets no limit.</summary>
    internal required TimeSpan? ConnectTimeout { get; init; }

    /// <summary>For how long a connection that fails is tried again; null where it is not.</summary>
    internal required TimeSpan? RetryTime { get; init; }

    /// <summary>A transfer that was cut short is a failure.</summary>
    internal required bool Strict { get; init; }

    /// <summary>Datagrams to receive; 0 sets no number.</summary>
    internal required int Replies { get; init; }

    /// <summary>Says of each UDP port whether it is open, closed or silent.</summary>
    internal required bool TellsVerdict { get; init; }

    /// <summary>For everything together; null sets no limit.</summary>
    internal required TimeSpan? TotalTimeout { get; init; }

    /// <summary>For each wait for a client or for the first datagram; null sets no limit.</summary>
    internal required TimeSpan? AcceptTimeout { get; init; }

    /// <summary>For how long a UDP probe sends, once a second.</summary>
    internal required TimeSpan ProbeTime { get; init; }

    /// <summary>The stay after all is done, with the socket closed; null and zero leave at once.</summary>
    internal required TimeSpan? QuitDelay { get; init; }

    /// <summary>Where events are written to, or null.</summary>
    internal required SideTarget? Events { get; init; }

    /// <summary>What is shown beside the data, or null where nothing is.</summary>
    internal required InspectionPlan? Inspection { get; init; }

    /// <summary>The exit status names the kind of failure.</summary>
    internal required bool ExitCodesTell { get; init; }

    /// <summary>A listening socket is there already, and no other is made.</summary>
    internal required bool IsActivated { get; init; }

    /// <summary>The program that serves the connection in place of stdin and stdout, or null.</summary>
    internal required ProgramPlan? Program { get; init; }

    /// <summary>Where clients are forwarded to in place of stdin and stdout, or null.</summary>
    internal required ForwardPlan? Forward { get; init; }

    /// <summary>How clients are served that are served together, or null.</summary>
    internal required CrowdPlan? Crowd { get; init; }

    /// <summary>The time that sessions have to end by themselves after a signal.</summary>
    internal required TimeSpan Grace { get; init; }

    /// <summary>Threads that serve clients, each with a listening socket.</summary>
    internal required int Workers { get; init; }

    /// <summary>The peers that a listener serves; null serves all.</summary>
    internal required AccessPlan? Access { get; init; }

    /// <summary>The addresses of a host are tried side by side (RFC 8305).</summary>
    internal required bool HappyEyeballs { get; init; }

    /// <summary>One listener for IPv4 and IPv6, or for all addresses of a name; clients of IPv4 are shown as such.</summary>
    internal required bool IsDual { get; init; }

    internal required Announcement Announcement { get; init; }

    /// <summary>Connections that the kernel may queue (listen(2)).</summary>
    internal required int Backlog { get; init; }

    /// <summary>Exactly what is set on the socket.</summary>
    internal required IReadOnlyList<SocketOptionValue> SocketOptions { get; init; }

    /// <summary>The interface and the sender of a multicast group where they are given; null where they are not.</summary>
    internal required MulticastPlan? Multicast { get; init; }

    /// <summary>All options of a socket are printed when it is connected or listening.</summary>
    internal required bool ShowsSocketOptions { get; init; }

    /// <summary>How the connection is protected, or null where it is plain.</summary>
    internal required TlsOptions? Tls { get; init; }

    internal required RelayPolicy Relay { get; init; }

    internal bool IsUnix => Family == Family.Unix;
}
