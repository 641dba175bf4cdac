using System;
using System.Collections.Generic;
using System.Threading;
using NetCat.Sharp.IO;
using NetCat.Sharp.Sockets;

namespace NetCat.Sharp.Serving;

/// <summary>The addresses of a target. A name is looked up on a thread, once for all clients that wait, and again after some time.</summary>
/// <param name="target">The target to resolve.</param>
/// <param name="family">The families that are used.</param>
/// <param name="numeric">Whether a host name is an error.</param>
/// <param name="mailbox">Passes the result to the thread of the loop.</param>
/// <param name="transport">The transport of the sockets that connect to the addresses.</param>
internal sealed class TargetAddresses(ForwardTarget target, Family family, bool numeric, Mailbox mailbox, Transport transport = Transport.Tcp)
{
    /// <summary>How long the addresses of a name are used; short, so that a target that moves is found soon.</summary>
    private static readonly TimeSpan s_holdsFor = TimeSpan.FromSeconds(5);

    /// <summary>The time until a name without an address is looked up again.</summary>
    private static readonly TimeSpan s_failureHoldsFor = TimeSpan.FromMilliseconds(500);

    private Deadline _holdsUntil = Deadline.Now;
    private bool _isAsked;

    /// <summary>0, or the EAI_ code of the last lookup.</summary>
    internal int Error { get; private set; }

    /// <summary>The addresses in the order in which they are tried; empty if there are none.</summary>
    internal IReadOnlyList<ResolvedAddress> Found { get; private set; } = [];

    /// <summary>True if the addresses are known; otherwise <paramref name="whenKnown"/> is called once they are.</summary>
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
