using System;
using System.Collections.Generic;
using NetCat.Sharp.Lab.Native;
using NetCat.Sharp.Lab.Sockets;

namespace NetCat.Sharp.Lab.Experiments;

/// <summary>First and Second are user ids; State is bound or listening. Text is null if the founding text has no statement.</summary>
internal sealed record OwnerAttempt(
    string Protocol, string State, string Options, uint First, uint Second, string? Text, string Result);

internal sealed record OwnerReport(
    string Experiment, string Kernel, string Family, uint User, uint OtherUser, IReadOnlyList<OwnerAttempt> Attempts);

/// <summary>"Those who share by SO_REUSEPORT must belong to one user id, against port hijacking": two users, two processes, one port.</summary>
internal sealed class Owner(Lab lab, OtherUser other, uint user, uint otherUser)
{
    private const uint Nobody = 65534;

    private readonly List<OwnerAttempt> _attempts = [];

    internal static OwnerReport Run(Lab lab)
    {
        uint user = Identity.User();
        uint otherUser = user == Nobody ? Nobody - 1 : Nobody;
        using OtherUser other = OtherUser.Start(otherUser);
        var owner = new Owner(lab, other, user, otherUser);
        owner.TryAll(Reuse.ByPort, textOnSame: Outcome.Ok, textOnOther: Outcome.InUse);
        owner.TryAll(Reuse.ByAddress, textOnSame: null, textOnOther: null);
        return new OwnerReport("reuse-owner", Lab.Kernel, lab.FamilyName, user, otherUser, owner._attempts);
    }

    private void TryAll(Reuse has, string? textOnSame, string? textOnOther)
    {
        foreach ((Transport transport, bool listens) in new[] { (Transport.Tcp, false), (Transport.Tcp, true), (Transport.Udp, false) })
        {
            lab.Stop.ThrowIfCancellationRequested();
            var bind = new OwnerBind(transport, listens, lab.Loopback.WithPort(lab.FreePort()), has);
            Note(bind, user, user, textOnSame, AfterMine(bind, () => AfterMine(bind)));
            Note(bind, user, otherUser, textOnOther, AfterMine(bind, () => AfterTheirs(bind)));
            Note(bind, otherUser, user, textOnOther, AfterTheirs(bind, () => AfterMine(bind)));
        }
    }

    private void Note(OwnerBind bind, uint first, uint second, string? text, string result)
        => _attempts.Add(new OwnerAttempt(
            bind.Transport == Transport.Tcp ? "tcp" : "udp", bind.Listens ? "listening" : "bound", bind.Has.ToString(), first, second, text, result));

    /// <summary>Binds as this user and calls <paramref name="next"/> while the socket is open. The last answer is the result.</summary>
    private static string AfterMine(OwnerBind bind, Func<string>? next = null)
    {
        NetSocket? socket = null;
        try
        {
            string result = Outcome.Of(() => socket = bind.Make());
            return result == Outcome.Ok && next is not null ? next() : result;
        }
        finally
        {
            socket?.Dispose();
        }
    }

    /// <summary>As <see cref="AfterMine"/>, but binds as the other user.</summary>
    private string AfterTheirs(OwnerBind bind, Func<string>? next = null)
    {
        string result = other.Bind(bind);
        if (result == Outcome.Ok && next is not null)
        {
            result = next();
        }

        other.Close();
        return result;
    }
}
