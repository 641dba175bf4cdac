using NetCat.Sharp.Serving;

namespace NetCat.Sharp.Commands.CommandLine.Planning;

/// <summary>What is done with the data of clients that are served together.</summary>
internal enum CrowdKind
{
    /// <summary>It goes to standard output, and standard input to all of them.</summary>
    Streams,

    /// <summary>It goes to all others.</summary>
    Broker,

    /// <summary>It goes to all others in lines with names.</summary>
    Chat,
}

/// <summary>--broker, --chat, and --max-conns without a program: clients that are served together.</summary>
/// <param name="Kind">What is done with their data.</param>
/// <param name="MostAtOnce">How many clients are served at a time.</param>
/// <param name="QueueLimit">Bytes that may wait for one client.</param>
/// <param name="Slow">What is done with a client for which more would wait.</param>
internal sealed record CrowdPlan(CrowdKind Kind, int MostAtOnce, long QueueLimit, SlowPolicy Slow)
{
    /// <summary>The plan of the options, or null where they ask for none.</summary>
    internal static CrowdPlan? Of(OptionValues draft)
    {
        CrowdKind kind = draft.Has(Opt.Chat) ? CrowdKind.Chat : draft.Has(Opt.Broker) ? CrowdKind.Broker : CrowdKind.Streams;
        if (kind == CrowdKind.Streams && (draft.MostAtOnce == 0 || draft.Program is not null || draft.Forward is not null))
        {
            return null;
        }

        // What clients get from one another must not wait for the slowest; standard input can.
        SlowPolicy slow = draft.Slow ?? (kind == CrowdKind.Streams ? SlowPolicy.Wait : SlowPolicy.Close);
        return new CrowdPlan(kind, draft.MostAtOnce > 0 ? draft.MostAtOnce : int.MaxValue, draft.Queue, slow);
    }
}
