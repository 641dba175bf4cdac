using System;
using System.Collections.Generic;
using NetCat.Sharp.Native;

namespace NetCat.Sharp.IO;

/// <content>The data that the loop keeps for each handler.</content>
internal sealed partial class EventLoop
{
    /// <summary>A handler and the loop's data about it. The owner uses it to wake the handler.</summary>
    internal sealed class Entry(IEventHandler handler)
    {
        internal IEventHandler Handler => handler;

        internal PollSlot[] Slots { get; } = new PollSlot[handler.SlotCount];

        internal List<int> Descriptors { get; } = new(2);

        internal Deadline Deadline { get; set; }

        internal Deadline QueuedAt { get; set; }

        internal bool IsCollected { get; set; }

        internal bool IsDone { get; set; }

        /// <summary>The events that the slots request for a descriptor, or null if no slot has the descriptor.</summary>
        internal uint? Events(int descriptor)
        {
            uint? events = null;
            foreach (ref readonly PollSlot slot in Slots.AsSpan())
            {
                events = slot.Descriptor == descriptor ? (events ?? 0) | (ushort)slot.Events : events;
            }

            return events;
        }

        /// <summary>Marks the slots of a file as ready for the events that they request; false if they request none.</summary>
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
    /// A registration with the kernel. When another thread starts a process, the process has a copy of each descriptor until its execve(2). Until
    /// then close(2) does not end the registration, and its events must not reach the next file that gets the same descriptor number.
    /// </summary>
    private struct Watched
    {
        internal uint Registration;
        internal Entry? Owner;
        internal uint Events;
        internal bool IsFile;

        /// <summary>The data that the kernel returns with each event.</summary>
        internal readonly ulong DataOf(int descriptor) => ((ulong)Registration << 32) | (uint)descriptor;
    }
}
