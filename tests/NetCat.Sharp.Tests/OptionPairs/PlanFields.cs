using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using NetCat.Sharp.Commands.CommandLine.Planning;
using NetCat.Sharp.Tls;

namespace NetCat.Sharp.Tests.OptionPairs;

/// <summary>
/// The fields of a plan, and for each the plans whose run reads it: a field that no run reads has no effect. The conditions repeat those by which
/// NcCommand, ConnectRun, UnixConnectRun and ListenRun select a run.
/// </summary>
internal static class PlanFields
{
    private const BindingFlags Instance = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic;

    private static readonly Func<NcPlan, bool> s_always = static plan => true;
    private static readonly Func<NcPlan, bool> s_transfer = static plan => KindOf(plan) == RunKind.Transfer;
    private static readonly Func<NcPlan, bool> s_client = static plan => !plan.Listens;
    private static readonly Func<NcPlan, bool> s_listener = static plan => plan.Listens;

    /// <summary>A UDP client that sends a probe to test whether the port refuses.</summary>
    private static readonly Func<NcPlan, bool> s_probe = static plan =>
        !plan.Listens && !plan.IsUnix && plan.Transport == Transport.Udp && !plan.Relay.FromAnySender && plan.Tls is null && (plan.Verbose || KindOf(plan) == RunKind.Verdict);

    private static readonly Func<NcPlan, bool> s_stream = static plan => plan.Transport != Transport.Udp;

    internal static readonly Dictionary<string, Func<NcPlan, bool>> ReadBy = new()
    {
        ["Listens"] = s_always,
        ["Keeps"] = s_listener,
        ["Transport"] = s_always,
        ["Family"] = s_always,
        ["Host"] = s_always,
        ["ListenPort"] = s_listener,
        ["Ports"] = s_client,
        ["Proxy"] = static plan => (!plan.Listens && !plan.IsUnix) || KindOf(plan) == RunKind.Forward,
        ["Parallel"] = static plan => KindOf(plan) == RunKind.Scan,
        ["PassesDescriptor"] = static plan => KindOf(plan) == RunKind.Pass,
        ["LocalHost"] = s_client,
        ["LocalPort"] = s_client,
        ["Numeric"] = s_always,
        ["Verbose"] = s_always,
        ["ZeroIo"] = static plan => KindOf(plan) is RunKind.Zero or RunKind.Scan or RunKind.Verdict,
        ["ReadsStdin"] = static plan => s_transfer(plan) || plan.Crowd?.Kind == CrowdKind.Streams,
        ["ConnectTimeout"] = static plan => !plan.Listens && (s_stream(plan) || plan.Tls is not null),
        ["ProbeTime"] = s_probe,
        ["RetryTime"] = static plan => (!plan.Listens && s_stream(plan) && KindOf(plan) != RunKind.Scan) || s_probe(plan),
        ["Strict"] = s_transfer,
        ["Replies"] = s_transfer,
        ["TellsVerdict"] = static plan => KindOf(plan) == RunKind.Verdict,
        ["TotalTimeout"] = s_always,
        ["AcceptTimeout"] = s_listener,
        ["QuitDelay"] = s_transfer,
        ["Events"] = s_always,
        ["Inspection"] = static plan => KindOf(plan) is RunKind.Transfer or RunKind.Forward or RunKind.Crowd,
        ["ExitCodesTell"] = s_always,
        ["IsActivated"] = s_listener,
        ["Program.Words"] = static plan => KindOf(plan) == RunKind.Program,
        ["Program.MostAtOnce"] = static plan => KindOf(plan) == RunKind.Program && plan.Listens && plan.Keeps && s_stream(plan),
        ["Forward.Target"] = static plan => KindOf(plan) == RunKind.Forward,
        ["Forward.MostAtOnce"] = static plan => KindOf(plan) == RunKind.Forward && plan.Keeps,
        ["Forward.Tls"] = static plan => KindOf(plan) == RunKind.Forward,
        ["Crowd"] = static plan => KindOf(plan) == RunKind.Crowd,
        ["Grace"] = static plan => KindOf(plan) is RunKind.Forward or RunKind.Crowd || (KindOf(plan) == RunKind.Program && plan.Listens && s_stream(plan)),
        ["Workers"] = static plan => KindOf(plan) is RunKind.Forward or RunKind.Program && plan.Keeps && !plan.IsUnix && !plan.IsActivated,
        ["Access"] = static plan => plan.Listens && !plan.IsUnix,
        ["HappyEyeballs"] = static plan => !plan.Listens && !plan.IsUnix && s_stream(plan),
        ["IsDual"] = s_listener,
        ["Announcement"] = s_listener,
        ["Backlog"] = static plan => plan.Listens && s_stream(plan) && !plan.IsActivated,
        ["SocketOptions"] = s_always,
        ["Multicast"] = static plan => plan.Transport == Transport.Udp && !plan.IsUnix && !plan.IsActivated,
        ["ShowsSocketOptions"] = s_always,
        ["Relay.IdleTimeout"] = static plan => KindOf(plan) is RunKind.Transfer or RunKind.Forward or RunKind.Crowd,
        ["Tls"] = static plan => KindOf(plan) is RunKind.Transfer or RunKind.Zero or RunKind.Forward or RunKind.Crowd or RunKind.Program && (s_stream(plan) || (!plan.Relay.FromAnySender && !plan.IsUnix)),
        ["Relay.TotalTimeout"] = static plan => false, // Set from the plan's own limit when the transfer begins.
        ["Relay.ShutsDownAtEof"] = static plan => s_transfer(plan) && s_stream(plan),
        ["Relay.EndsWithPeer"] = static plan => s_transfer(plan) && plan.ReadsStdin && !plan.Relay.FromAnySender,
        ["Relay.ReceivesAfterEof"] = s_transfer,
        ["Relay.RestartsOnReceive"] = static plan => s_transfer(plan) && plan.Relay.ReceivesAfterEof is not null,
        ["Relay.ReadLimit"] = s_transfer,
        ["Relay.Datagrams"] = s_transfer,
        ["Relay.DatagramSize"] = static plan => s_transfer(plan) && plan.Relay.Datagrams && plan.ReadsStdin,
        ["Relay.NamesSenders"] = static plan => s_transfer(plan) && plan.Relay.Datagrams && !plan.Relay.AnswersTelnet,
        ["Relay.FromAnySender"] = static plan => s_transfer(plan) && plan.Relay.Datagrams,
        ["Relay.RepliesToLatestSender"] = static plan => s_transfer(plan) && plan.Listens && plan.Relay.FromAnySender,
        ["Relay.SendsCrLf"] = static plan => s_transfer(plan) && (!plan.Listens || !plan.Relay.FromAnySender || plan.Relay.RepliesToLatestSender),
        ["Relay.LinePause"] = static plan => s_transfer(plan) && (!plan.Listens || !plan.Relay.FromAnySender || plan.Relay.RepliesToLatestSender),
        ["Relay.AnswersTelnet"] = static plan => s_transfer(plan) && !plan.Relay.FromAnySender,
        ["Relay.IsUnix"] = s_transfer,
        ["Relay.Mover"] = static plan => false, // Only tests set it.
    };

    private static readonly PropertyInfo[] s_plan = Own(typeof(NcPlan)).Where(static one => one.Name is not ("Relay" or "Program" or "Forward" or "IsUnix")).ToArray();
    private static readonly PropertyInfo[] s_relay = Own(typeof(RelayPolicy));

    /// <summary>What the run does with a connection.</summary>
    private enum RunKind
    {
        Transfer,
        Program,
        Forward,
        Crowd,
        Pass,
        Zero,
        Scan,
        Verdict,
    }

    internal static IEnumerable<string> Names
        => s_plan.Select(static one => one.Name).Concat(s_relay.Select(static one => "Relay." + one.Name)).Concat(["Program.Words", "Program.MostAtOnce", "Forward.Target", "Forward.MostAtOnce", "Forward.Tls"]);

    /// <summary>The fields that an option has changed and that the run reads.</summary>
    /// <param name="without">The plan without the option.</param>
    /// <param name="with">The plan with it.</param>
    internal static IReadOnlyList<string> Effects(NcPlan without, NcPlan with)
    {
        Dictionary<string, string> before = Values(without);
        return [.. Values(with).Where(field => field.Value != before[field.Key] && ReadBy[field.Key](with)).Select(static field => field.Key)];
    }

    private static RunKind KindOf(NcPlan plan) => plan switch
    {
        { Forward: not null } => RunKind.Forward,
        { Crowd: not null } => RunKind.Crowd,
        { Listens: true } => plan.Program is null ? RunKind.Transfer : RunKind.Program,
        { IsUnix: true } => plan.ZeroIo ? RunKind.Zero : plan.Program is null ? RunKind.Transfer : RunKind.Program,
        { TellsVerdict: true } => RunKind.Verdict,
        { Parallel: > 1 } => RunKind.Scan,
        { Program: not null } => RunKind.Program,
        { PassesDescriptor: true } => RunKind.Pass,
        { ZeroIo: true } => RunKind.Zero,
        _ => RunKind.Transfer,
    };

    private static Dictionary<string, string> Values(NcPlan plan)
    {
        Dictionary<string, string> values = s_plan.ToDictionary(static one => one.Name, one => Text(one.GetValue(plan)));
        foreach (PropertyInfo field in s_relay)
        {
            values.Add("Relay." + field.Name, Text(field.GetValue(plan.Relay)));
        }

        values.Add("Program.Words", Text(plan.Program?.Words));
        values.Add("Program.MostAtOnce", Text(plan.Program?.MostAtOnce));
        values.Add("Forward.Target", Text(plan.Forward?.Target));
        values.Add("Forward.MostAtOnce", Text(plan.Forward?.MostAtOnce));
        values.Add("Forward.Tls", Text(plan.Forward?.Tls));
        return values;
    }

    /// <summary>The text of a value; for a list, the text of each element.</summary>
    private static string Text(object? value) => value switch
    {
        null => "",
        string text => text,
        AccessPlan access => Text(access.Allowed) + " but " + Text(access.Denied),
        TlsOptions tls => string.Join(',', Own(typeof(TlsOptions)).Select(one => Text(one.GetValue(tls)))),
        IEnumerable list => string.Join(',', list.Cast<object?>().Select(Text)),
        _ => value.ToString()!,
    };

    /// <summary>The fields that a type declares.</summary>
    private static PropertyInfo[] Own(Type type)
        => [.. type.GetProperties(Instance).Where(static one => one.Name != "EqualityContract")];
}
