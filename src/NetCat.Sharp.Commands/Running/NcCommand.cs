using System;
using System.Runtime.CompilerServices;
using NetCat.Sharp.Commands.CommandLine;
using NetCat.Sharp.Commands.CommandLine.Dialects;
using NetCat.Sharp.Commands.CommandLine.Planning;
using NetCat.Sharp.Commands.Invocation;
using NetCat.Sharp.Commands.Observing;
using NetCat.Sharp.Commands.Texts;
using NetCat.Sharp.IO;
using NetCat.Sharp.Relaying;
using NetCat.Sharp.Sockets;
using NetCat.Sharp.Terminal;

namespace NetCat.Sharp.Commands.Running;

/// <summary>Runs nc: from the command line to the exit status.</summary>
internal static class NcCommand
{
    internal static int Run(RunContext call, Dialect dialect)
    {
        bool tells = false;
        ExitReason otherwise = ExitReason.Usage;
        try
        {
            bool permutes = Environment.GetEnvironmentVariable("POSIXLY_CORRECT") is null;
            ParsedArguments given = GetOpt.Parse(call.Arguments, dialect, permutes);
            tells = given.Has(Opt.ExitCodes);
            bool isActivated = given.Has(Opt.Listen) && SocketActivation.IsThere();
            NcPlan plan = WithMover(Planner.Plan(given, dialect, call.Path, InputsOf(isActivated)));
            otherwise = ExitReason.Other;
            call = plan.TotalTimeout is null ? call : call with { Limit = RunLimit.In(plan.TotalTimeout) };
            call = plan.Proxy is { } proxy ? call with { ProxyLogin = ProxyLogin.Read(call, proxy) } : call;
            plan = plan.Tls is null && plan.Forward?.Tls is null ? plan : TlsFiles.WithDescriptors(call, plan);
            plan = WithDescriptors(plan);
            call = plan.Inspection is { Progress: true } && Terminals.IsTerminal(call.Stderr) ? call with { Status = new StatusLine(call.Stderr) } : call;
            call = ReportsAtEnd(plan) ? call with { Signals = new TerminationSignals(withHangUp: plan.Access is null or { HasFiles: false }) } : call;
            call = plan.Events is { } target ? call with { Events = EventLog.Open(call, target, plan) } : call;
            call = plan.Inspection is { } inspection ? call with { DumpFile = Inspection.Prepare(call, inspection) } : call;
            call = plan.RetryTime is null ? call : call with { RetriesUntil = Deadline.In(plan.RetryTime) };
            Outcome outcome = plan switch
            {
                { Listens: true } => new ListenRun(call, plan).Run(),
                { IsUnix: true } => new UnixConnectRun(call, plan).Run(),
                _ => new ConnectRun(call, plan).Run(),
            };
            call.Events?.Finish(call.Limit.End);
            return outcome.Status(tells);
        }
        catch (NcExit exit)
        {
            call.Events?.Failed(exit);
            if ((exit.Text ?? HelpText.Of(exit.Page, dialect)) is { } text)
            {
                RunContext.Write(exit.ToStdout ? call.Stdout : call.Stderr, text);
            }

            if (exit.Line is { } line)
            {
                call.Warn(line);
            }

            call.EndIfSignalled();
            call.Events?.Finish(call.Limit.End);
            return exit.Status(tells, otherwise);
        }
    }

    private static PlannerInputs InputsOf(bool isActivated) => new()
    {
        IsActivated = isActivated,
        Processors = Environment.ProcessorCount,
        PortOfService = Services.PortOf,
        ReadSignatureKey = static () => Passphrase.Ask("TCP MD5SIG password: "u8, TcpMd5.LongestKey),
        NewTlsSecret = TlsSide.NewSecret,
    };

    /// <summary>Checks every descriptor that an option names before the first file is opened, which could get the same number.</summary>
    private static NcPlan WithDescriptors(NcPlan plan)
    {
        ReadyNotice.Check(plan.Announcement);
        return plan with
        {
            Events = SideFile.Resolve(plan.Events, "events"),
            Inspection = plan.Inspection is { } inspection ? inspection with { HexDump = SideFile.Resolve(inspection.HexDump, "hex-dump") } : null,
        };
    }

    /// <summary>Whether signals are held until the final reports. Listeners with programs or with many clients handle signals themselves.</summary>
    private static bool ReportsAtEnd(NcPlan plan)
        => plan.Program is null && plan.Forward is null && plan.Crowd is null && (plan.Events is not null || plan.Inspection is not null || plan.Strict || plan.Replies > 0);

    /// <summary>The tests run every scenario with each mover: the choice of the mover must not change the behaviour.</summary>
    private static NcPlan WithMover(NcPlan plan)
        => Environment.GetEnvironmentVariable("NCSHARP_MOVER") switch
        {
            "copy" => plan with { Relay = plan.Relay with { Mover = MoverChoice.Copy } },
            "splice" => plan with { Relay = plan.Relay with { Mover = MoverChoice.Splice } },
            _ => plan,
        };

    /// <summary>Prepares the standard descriptors and the signal actions. The executable calls it once, first.</summary>
    internal static void PrepareProcess()
    {
        StandardDescriptors.OccupyClosed();
        SignalNumbers.RestoreActions();
    }
}
