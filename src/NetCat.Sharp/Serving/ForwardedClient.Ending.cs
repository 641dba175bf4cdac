using System;
using NetCat.Sharp.IO;
using NetCat.Sharp.Native;

namespace NetCat.Sharp.Serving;

/// <content>The end of a client: a reset on one side reaches the other as a reset.</content>
internal sealed partial class ForwardedClient
{
    /// <summary>In it a peer takes what it was sent before the other one's reset reaches it.</summary>
    private static readonly TimeSpan s_resetWithin = TimeSpan.FromSeconds(2);

    private Deadline _resetsAt;

    /// <inheritdoc/>
    public bool ClosesWatched => true;

    /// <inheritdoc/>
    public void Complete()
    {
        if (Unopened != ClientChannel && Relay is null or { IsBroken: true })
        {
            // The peers get RST and no FIN, which would look like an empty answer or a whole one.
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

    /// <summary>RST discards what waits to be sent. The side that is whole has a time to take it.</summary>
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
