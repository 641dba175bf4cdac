using System;
using System.Collections.Generic;
using NetCat.Sharp.Access;
using NetCat.Sharp.Commands.Invocation;
using NetCat.Sharp.Serving;
using NetCat.Sharp.Strings;

namespace NetCat.Sharp.Commands.CommandLine.Planning;

/// <summary>The options about programs, many clients and access lists.</summary>
internal static class ProgramOptionReader
{
    private const string Shell = "/bin/sh";

    /// <summary>A bound for --workers that exceeds the number of processors of common machines.</summary>
    private const int MostWorkers = 1024;

    /// <exception cref="NcExit">A value is out of bounds, or an entry of a list is not valid.</exception>
    internal static void Read(ParsedOption option, OptionValues draft)
    {
        switch (option.Row.Id)
        {
            case Opt.Exec:
                draft.Program = [option.Value!, .. draft.Rest];
                break;
            case Opt.ShellExec:
                draft.Program = [Shell, "-c", option.Value!];
                break;
            case Opt.MaxConnections:
                draft.MostAtOnce = (int)OptionReader.Number(option, 1, int.MaxValue, "max-conns");
                break;
            case Opt.Forward:
                draft.Forward = ForwardTarget.Parse(option.Value!) ?? throw new NcExit(1, $"forward invalid: {Printable.Of(option.Value!)}");
                break;
            case Opt.Queue:
                draft.Queue = OptionReader.Size(option, "queue");
                break;
            case Opt.Slow:
                draft.Slow = option.Value switch
                {
                    "drop" => SlowPolicy.Drop,
                    "wait" => SlowPolicy.Wait,
                    "close" => SlowPolicy.Close,
                    _ => throw new NcExit(1, $"slow invalid: {Printable.Of(option.Value!)}"),
                };
                break;
            case Opt.Grace:
                draft.Grace = OptionReader.Limit(option, "grace");
                break;
            case Opt.Workers:
                draft.Workers = option.Value == "auto" ? Math.Min(draft.Inputs.Processors, MostWorkers) : (int)OptionReader.Number(option, 1, MostWorkers, "workers");
                break;
            case Opt.Allow or Opt.AllowFile:
                draft.Allowed.Add(SourceOf(option));
                break;
            case Opt.Deny or Opt.DenyFile:
                draft.Denied.Add(SourceOf(option));
                break;
        }
    }

    /// <summary>Checks a list on the command line; a file is checked when it is read.</summary>
    private static AccessSource SourceOf(ParsedOption option)
    {
        bool isFile = option.Row.Id is Opt.AllowFile or Opt.DenyFile;
        if (!isFile && AccessText.Read(option.Value!, isFile, new List<AccessEntry>()) is { } word)
        {
            throw new NcExit(1, $"{option.Row.LongName} invalid: {Printable.Of(word)}");
        }

        return new AccessSource(option.Row.LongName, option.Value!, isFile);
    }
}
