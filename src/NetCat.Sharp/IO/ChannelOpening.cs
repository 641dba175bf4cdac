using System;
using NetCat.Sharp.Native;

namespace NetCat.Sharp.IO;

/// <summary>
/// Opens a channel, for instance with a TLS handshake, as one handler of an <see cref="EventLoop"/>. The time limit starts now, and nothing that the
/// peer sends extends it.
/// </summary>
/// <param name="channel">
/// The channel to open. The constructor already opens it as far as possible without waiting. The opening does not own it.
/// </param>
/// <param name="limit">The limit for the whole opening; null sets no limit.</param>
/// <param name="completed">Called once when <see cref="Result"/> is available; null if the owner checks the result itself.</param>
internal sealed class ChannelOpening(Channel channel, TimeSpan? limit, Action<ChannelOpening>? completed = null) : IEventHandler
{
    private readonly Deadline _endsAt = Deadline.In(limit);

    /// <inheritdoc/>
    public int SlotCount => 1;

    /// <summary>The channel to open.</summary>
    internal Channel Channel => channel;

    /// <summary>0 when the channel is open, -EAGAIN before that, or minus errno; -ETIMEDOUT if the time limit has passed.</summary>
    internal int Result { get; private set; } = channel.Open();

    /// <summary>Whether the opening has ended, with success or without.</summary>
    internal bool IsOver => Result != -Constants.EAGAIN;

    /// <inheritdoc/>
    public bool Arm(Span<PollSlot> slots, out Deadline until)
    {
        until = _endsAt;
        slots[0].Watch(channel.Descriptor, channel.OpenEvents);
        return !IsOver;
    }

    /// <inheritdoc/>
    public void Handle(Span<PollSlot> slots, int answered)
    {
        // The channel is opened before the time limit is checked: a delayed loop must not fail a peer that answered in time.
        Result = answered > 0 ? channel.Open() : Result;
        if (!IsOver && _endsAt.IsOver)
        {
            channel.Abandon();
            Result = -Constants.ETIMEDOUT;
        }
    }

    /// <summary>Gives up unless the channel is open; the loop removes the handler at its next turn.</summary>
    internal void Stop()
    {
        if (!IsOver)
        {
            channel.Abandon();
            Result = -Constants.ECANCELED;
        }
    }

    /// <inheritdoc/>
    public void Complete() => completed?.Invoke(this);
}
