using System;
using System.Collections.Generic;
using NetCat.Sharp.Native;

namespace NetCat.Sharp.IO;

/// <content>What the loop keeps for each handler.</content>
internal sealed partial class EventLoop
{
    /// <summary>A handler and the loop's records about it; its owner wakes it by this.</summary>
    internal sealed class Entry(IEventHandler handler)
    {
        internal IEventHandler Handler => handler;

        internal PollSlot[] Slots { get; } = new PollSlot[handler.SlotCount];

        internal List<int> Descriptors { get; } = new(2);

        internal Deadline Deadline { get; set; }

        internal Deadline QueuedAt { get; set; }

        internal bool IsCollected { get; set; }

        internal bool IsDone { get; set; }

        /// <summary>The events that the slots name for a descriptor, or null where none names it.</summary>
        internal uint? Events(int descriptor)
        {
            uint? events = null;
            foreach (ref readonly PollSlot slot in Slots.AsSpan())
            {
                events = slot.Descriptor == descriptor ? (events ?? 0) | (ushort)slot.Events : events;
            }

            return events;
        }

        /// <summary>Marks the slots of a file as ready; false where they name no event.</summary>
        internal bool AnswerAsked(int descriptor)
        {
            bool answered = false;
            foreach (ref PollSlot slot in Slots.AsSpan())
            {
                if (slot.Descriptor == descriptor)
                {
                    slot.Answer = (short)(slot.Events & (Constants.POLLIN | Constants.POLLOUT));
                    answered |= slot.Answer != 0;
                }
            }

            return answered;
        }

        internal int Answered()
        {
            int count = 0;
            foreach (ref readonly PollSlot slot in Slots.AsSpan())
            {
                count += slot.Answer != 0 ? 1 : 0;
            }

            return count;
        }
    }

    /// <summary>
    /// A registration at the kernel. A process that another thread has just started has a copy of each descriptor until its execve(2): until then
    /// close(2) does not end a registration, whose events must not reach what has the number next.
    /// </summary>
    private struct Watched
    {
        internal uint Registration;
        internal Entry? Owner;
        internal uint Events;
        internal bool IsFile;

        /// <summary>What the kernel returns with an event.</summary>
        internal readonly ulong DataOf(int descriptor) => ((ulong)Registration << 32) | (uint)descriptor;
    }
}
