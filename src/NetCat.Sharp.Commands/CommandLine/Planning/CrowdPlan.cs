using NetCat.Sharp.Serving;

namespace NetCat.Sharp.Commands.CommandLine.Planning;

/// <summary>What happens to the data of clients that are served at the same time.</summary>
internal enum CrowdKind
{
    /// <summary>It goes to standard output, and standard input goes to all clients.</summary>
    Streams,

    /// <summary>It goes to all other clients.</summary>
    Broker,

    /// <summary>It goes to all other clients, in lines, each with the number of its client.</summary>
    Chat,
}

/// <summary>--broker, --chat, and --max-conns without a program: clients are served at the same time.</summary>
/// <param name="Kind">What happens to their data.</param>
/// <param name="MostAtOnce">The most clients that are served at a time.</param>
/// <param name="QueueLimit">The most bytes that may wait for one client.</param>
/// <param name="Slow">What happens to a client whose queue is full.</param>
internal sealed record CrowdPlan(CrowdKind Kind, int MostAtOnce, long QueueLimit, SlowPolicy Slow)
{
    /// <summary>The plan for the options, or null if they do not need one.</summary>
    internal static CrowdPlan? Of(OptionValues draft)
    {
        CrowdKind kind = draft.Has(Opt.Chat) ? CrowdKind.Chat : draft.Has(Opt.Broker) ? CrowdKind.Broker : CrowdKind.Streams;
        if (kind == CrowdKind.Streams && (draft.MostAtOnce == 0 || draft.Program is not null || draft.Forward is not null))
        {
            return null;
        }

        // The slowest client must not stop the traffic between the others; standard input can wait.
        SlowPolicy slow = draft.Slow ?? (kind == CrowdKind.Streams ? SlowPolicy.Wait : SlowPolicy.Close);
        return new CrowdPlan(kind, draft.MostAtOnce > 0 ? draft.MostAtOnce : int.MaxValue, draft.Queue, slow);
    }
}
