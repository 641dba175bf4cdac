using System;
using System.Collections.Generic;
using System.Threading;
using NetCat.Sharp.IO;

namespace NetCat.Sharp.Serving;

/// <summary>A connection to the target that was made on a thread.</summary>
/// <param name="Socket">Connected, non-blocking and closed on exec; null where there is none.</param>
/// <param name="Failure">Why there is none, as a line.</param>
internal readonly record struct DialedTarget(OwnedDescriptor? Socket, string Failure = "");

/// <summary>Connects clients to the target in a way that waits, such as through a proxy: each on a thread, a bounded number at a time.</summary>
/// <param name="dial">Called on a thread; it has to end by itself.</param>
/// <param name="mailbox">Brings the result to the thread of the loop.</param>
internal sealed class DialThreads(Func<DialedTarget> dial, Mailbox mailbox)
{
    private const int MostAtOnce = 64;
    private const int StackSize = 256 * 1024;

    private readonly Queue<ForwardedClient> _waiting = new();
    private int _running;

    /// <summary>Connects a client, or queues it; <see cref="ForwardedClient.Dialed"/> is called later.</summary>
    internal void Dial(ForwardedClient client)
    {
        _waiting.Enqueue(client);
        StartNext();
    }

    private void StartNext()
    {
        while (_running < MostAtOnce && _waiting.TryDequeue(out ForwardedClient? client))
        {
            if (client.IsOver)
            {
                continue;
            }

            _running++;
            new Thread(() => Run(client), StackSize) { IsBackground = true }.Start();
        }
    }

    private void Run(ForwardedClient client)
    {
        DialedTarget target = dial();
        mailbox.Post(() =>
        {
            _running--;
            client.Dialed(target);
            StartNext();
        });
    }
}
