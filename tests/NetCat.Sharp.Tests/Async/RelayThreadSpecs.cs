using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using Xunit;

namespace NetCat.Sharp.Tests.Async;

/// <summary>Asynchronous relays: all of them run on one thread.</summary>
[Collection(AloneInProcess.Name)]
public sealed class RelayThreadSpecs
{
    private const int Relays = 200;

    [Fact]
    public async Task Many_relays_run_on_one_thread()
    {
        List<Connected> pairs = [.. Enumerable.Range(0, 2 * Relays).Select(static _ => new Connected())];
        int before = Connected.Threads();
        List<Task<RelayEnd>> relaying = [];
        for (int i = 0; i < Relays; i++)
        {
            relaying.Add(SocketRelay.RunAsync(pairs[2 * i].Other, pairs[(2 * i) + 1].Other, RelayPolicy.Forwarding));
        }

        byte[] room = new byte[8];
        for (int i = 0; i < Relays; i++)
        {
            await pairs[2 * i].One.SendAsync(BitConverter.GetBytes(i));
            Assert.Equal(4, await pairs[(2 * i) + 1].One.ReceiveAsync(room));
            Assert.Equal(i, BitConverter.ToInt32(room));
        }

        Assert.InRange(Connected.Threads(), 0, before + (Relays / 4));
        foreach (Connected pair in pairs)
        {
            pair.One.FinishSending();
        }

        Assert.All(await Task.WhenAll(relaying), static end => Assert.Equal(RelayEnd.BothDrained, end));
        pairs.ForEach(static pair => pair.Dispose());
    }

    [Fact]
    public async Task A_socket_has_one_relay()
    {
        using Connected one = new(), other = new(), third = new();
        Task<RelayEnd> first = SocketRelay.RunAsync(one.Other, other.Other, RelayPolicy.Forwarding);
        await Assert.ThrowsAsync<InvalidOperationException>(() => SocketRelay.RunAsync(one.Other, third.Other, RelayPolicy.Forwarding));
        one.One.FinishSending();
        other.One.FinishSending();
        Assert.Equal(RelayEnd.BothDrained, await first);
    }
}
