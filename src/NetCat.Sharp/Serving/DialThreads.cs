using System;
using System.Collections.Generic;
using System.Threading;
using NetCat.Sharp.IO;

namespace NetCat.Sharp.Serving;

/// <summary>A connection to the target that a thread has made.</summary>
/// <param name="Socket">The socket, connected, non-blocking and closed on exec; null after a failure.</param>
/// <param name="Failure">The error line after a failure.</param>
internal readonly record struct DialedTarget(OwnedDescriptor? Socket, string Failure = "");

/// <summary>
/// Connects clients to the target in a way that blocks, such as through a proxy: each on a thread, with a bounded number of threads.
/// </summary>
/// <param name="dial">Called on a thread; it must return eventually.</param>
/// <param name="mailbox">Passes the result to the thread of the loop.</param>
internal sealed class DialThreads(Func<DialedTarget> dial, Mailbox mailbox)
{
    private const int MostAtOnce = 64;
    private const int StackSize = 256 * 1024;

    private readonly Queue<ForwardedClient> _waiting = new();
    private int _running;

    /// <summary>Connects a client or queues it; <see cref="ForwardedClient.Dialed"/> is called later.</summary>
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
