using System;
using NetCat.Sharp.Native;

namespace NetCat.Sharp.IO;

/// <summary>
/// The opening of a channel, such as a handshake of TLS, among others in an <see cref="EventLoop"/>. Its time runs from here on, and nothing
/// that the peer sends extends it.
/// </summary>
/// <param name="channel">Opened as far as that goes without a wait. Stays its owner's.</param>
/// <param name="limit">For the whole opening; null sets no limit.</param>
/// <param name="completed">Called once when <see cref="Result"/> is there; null for an owner that looks.</param>
internal sealed class ChannelOpening(Channel channel, TimeSpan? limit, Action<ChannelOpening>? completed = null) : IEventHandler
{
    private readonly Deadline _endsAt = Deadline.In(limit);

    /// <inheritdoc/>
    public int SlotCount => 1;

    /// <summary>What is opened.</summary>
    internal Channel Channel => channel;

    /// <summary>0 when the channel is open, -EAGAIN before, or minus errno: -ETIMEDOUT where the time is over.</summary>
    internal int Result { get; private set; } = channel.Open();

    /// <summary>The channel is open, or will not be.</summary>
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
        // Before the time is looked at: a loop that was held up must not fail a peer that was not late.
        Result = answered > 0 ? channel.Open() : Result;
        if (!IsOver && _endsAt.IsOver)
        {
            channel.Abandon();
            Result = -Constants.ETIMEDOUT;
        }
    }

    /// <summary>Gives up, unless the channel is open; the handler is done at its next turn.</summary>
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
