using System;
using System.Collections.Generic;
using System.Threading;
using NetCat.Sharp.IO;
using NetCat.Sharp.Sockets;

namespace NetCat.Sharp.Serving;

/// <summary>The addresses of a target. A name is looked up on a thread of its own, once for all clients that wait, and again after a while.</summary>
/// <param name="target">Whose addresses.</param>
/// <param name="family">Which are welcome.</param>
/// <param name="numeric">A name is an error.</param>
/// <param name="mailbox">Brings the answer to the thread of the loop.</param>
/// <param name="transport">Of the sockets that connect to them.</param>
internal sealed class TargetAddresses(ForwardTarget target, Family family, bool numeric, Mailbox mailbox, Transport transport = Transport.Tcp)
{
    /// <summary>For how long the addresses of a name hold: a target that moves is found again soon.</summary>
    private static readonly TimeSpan s_holdsFor = TimeSpan.FromSeconds(5);

    /// <summary>A name that has no address is looked up again after it.</summary>
    private static readonly TimeSpan s_failureHoldsFor = TimeSpan.FromMilliseconds(500);

    private Deadline _holdsUntil = Deadline.Now;
    private bool _isAsked;

    /// <summary>0, or the EAI_ code of the last lookup.</summary>
    internal int Error { get; private set; }

    /// <summary>In the order in which they are tried; empty where there are none.</summary>
    internal IReadOnlyList<ResolvedAddress> Found { get; private set; } = [];

    /// <summary>True where the addresses are known; otherwise the caller is called once they are.</summary>
    internal bool AreKnown(Action whenKnown)
    {
        if (!_holdsUntil.IsOver)
        {
            return true;
        }

        if (_isAsked)
        {
            return false;
        }

        List<ResolvedAddress> found = [];
        int error = target.Resolve(family, transport, numeric: true, found);
        if (error == 0 || numeric)
        {
            Keep(error, found, Deadline.Never);
            return true;
        }

        _isAsked = true;
        new Thread(() => LookUp(whenKnown)) { IsBackground = true }.Start();
        return false;
    }

    private void LookUp(Action whenKnown)
    {
        List<ResolvedAddress> found = [];
        int error = target.Resolve(family, transport, numeric: false, found);
        mailbox.Post(() =>
        {
            _isAsked = false;
            Keep(error, found, Deadline.In(error == 0 ? s_holdsFor : s_failureHoldsFor));
            whenKnown();
        });
    }

    private void Keep(int error, List<ResolvedAddress> found, Deadline until) => (Error, Found, _holdsUntil) = (error, found, until);
}
