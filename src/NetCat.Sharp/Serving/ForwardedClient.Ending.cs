using System;
using NetCat.Sharp.IO;
using NetCat.Sharp.Native;

namespace NetCat.Sharp.Serving;

/// <content>Ends a client: a reset on one side is passed on to the other side.</content>
internal sealed partial class ForwardedClient
{
    /// <summary>The time in which a peer can read the data that was sent to it before the other side's reset is passed on.</summary>
    private static readonly TimeSpan s_resetWithin = TimeSpan.FromSeconds(2);

    private Deadline _resetsAt;

    /// <inheritdoc/>
    public bool ClosesWatched => true;

    /// <inheritdoc/>
    public void Complete()
    {
        if (Unopened != ClientChannel && Relay is null or { IsBroken: true })
        {
            // The peers get RST and not FIN, because FIN would make the data look complete.
            ClientChannel.Abandon();
            TargetChannel?.Abandon();
            Descriptors.ResetAtClose(_client.Number);
            if (_target is not null)
            {
                Descriptors.ResetAtClose(_target.Number);
            }
        }

        _owner.Ending(this);
        Dispose();
        _owner.Ended(this);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Relay?.Dispose();
        TargetChannel?.Dispose();
        ClientChannel.Dispose();
        _left?.Dispose();
        _target?.Dispose();
        _client.Dispose();
    }

    /// <summary>
    /// Waits before a reset is passed on, because RST discards unsent data: the side that has not failed gets some time to read it.
    /// </summary>
    private bool AwaitsReset(Span<PollSlot> slots, out Deadline until)
    {
        until = Deadline.In(s_retryEvery);
        bool clientFailed = Relay!.SocketFault != 0;
        bool targetFailed = Relay.InputFault != 0 || Relay.OutputFault != 0;
        if (clientFailed == targetFailed)
        {
            return false;
        }

        _resetsAt = _resetsAt.IsSet ? _resetsAt : Deadline.In(s_resetWithin);
        slots.Fill(new PollSlot { Descriptor = -1 });
        return !_resetsAt.IsOver && Libc.Unsent(clientFailed ? _target!.Number : _client.Number) > 0;
    }
}
