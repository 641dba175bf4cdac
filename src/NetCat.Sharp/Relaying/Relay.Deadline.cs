using NetCat.Sharp.IO;

namespace NetCat.Sharp.Relaying;

/// <content><see cref="RelayPolicy.TotalTimeout"/>: the one limit that no movement puts off.</content>
internal sealed partial class Relay
{
    private Deadline _endsAt;

    private bool IsOverdue => _endsAt.IsOver;

    private Deadline WaitWithinDeadline(out RelayEnd? whenOver)
    {
        Deadline wait = Wait(out whenOver);
        if (wait.CompareTo(_endsAt) <= 0)
        {
            return wait;
        }

        whenOver = null;
        return _endsAt;
    }
}
