using NetCat.Sharp.IO;

namespace NetCat.Sharp.Relaying;

/// <content>
/// <see cref="RelayPolicy.TotalTimeout"/>, which no traffic extends, and <see cref="RelayPolicy.IdleTimeout"/>, which a datagram of a refused sender
/// does not extend.
/// </content>
internal sealed partial class Relay
{
    private Deadline _endsAt;
    private Deadline _idleAt;

    /// <summary>Whether the socket had only a datagram of a refused sender.</summary>
    private bool _isUnwanted;

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

    private Deadline IdleAt()
    {
        _idleAt = _isUnwanted && _idleAt.IsSet ? _idleAt : Deadline.In(_policy.IdleTimeout);
        return _idleAt;
    }

    /// <summary>Ends an idle relay. Refused datagrams may arrive at each turn, so poll(2) might never report the end of the time.</summary>
    private void EndIfIdle(int answered)
    {
        _isUnwanted &= answered == 1;
        if (_isUnwanted && _idleAt.IsOver && _whenOver == RelayEnd.IdleTimeout)
        {
            _end = RelayEnd.IdleTimeout;
        }
    }
}
