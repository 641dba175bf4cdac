using System;
using System.Collections.Generic;
using System.Linq;
using NetCat.Sharp.IO;
using NetCat.Sharp.Relaying;
using Xunit;

namespace NetCat.Sharp.Tests.Hostile;

/// <summary>
/// Telnet peers that negotiate endlessly or at random, in reads of any size: the bytes pass unchanged, and each demand is declined once.
/// </summary>
public sealed class TelnetSpecs
{
    private const byte Command = 255;

    [Fact]
    public void Sequences_in_reads_of_any_size()
    {
        SeededRandom random = new(23);
        using SocketPair net = new(SocketPair.Stream);
        using SocketPair screen = new(SocketPair.Stream);
        for (int i = 0; i < SeededRandom.Inputs; i++)
        {
            byte[] sent = Negotiation(random);
            int chunk = 1 + random.Below(12);
            net.Send(sent, byteByByte: false);
            using (TelnetMover mover = new(new CopyMover(chunk, wholeChunks: random.Once(2)), joins: random.Once(2)))
            {
                while (mover.Fill(PlainChannel.OfSocket(net.Ours)) > 0)
                {
                    while (!mover.IsEmpty && mover.Drain(PlainChannel.OfSocket(screen.Ours)) > 0)
                    {
                    }

                    mover.SendAnswers(PlainChannel.OfSocket(net.Ours));
                }
            }

            byte[] shown = SocketPair.Unread(screen.Theirs, sent.Length);
            byte[] answered = SocketPair.Unread(net.Theirs, 3 * sent.Length);
            if (!shown.SequenceEqual(sent) || !answered.SequenceEqual(Answers(sent)))
            {
                Assert.Fail($"input {i}, {Convert.ToHexString(sent)} in reads of {chunk}: {Convert.ToHexString(shown)}, {Convert.ToHexString(answered)}");
            }
        }
    }

    private static byte[] Negotiation(SeededRandom random)
    {
        byte[] bytes = random.Bytes(random.Below(30));
        for (int i = 0; i < bytes.Length; i++)
        {
            bytes[i] = random.Once(3) ? bytes[i] : random.OneOf<byte>(Command, Command, 250, 251, 252, 253, 254, 240);
        }

        return bytes;
    }

    /// <summary>
    /// WONT for each DO and DONT, DONT for each WILL and WONT (RFC 854); two IACs are a byte of data, and other commands get no reply.
    /// </summary>
    private static IEnumerable<byte> Answers(byte[] sent)
    {
        for (int at = 0; at + 1 < sent.Length; at++)
        {
            if (sent[at] != Command)
            {
                continue;
            }

            at++;
            if (sent[at] is >= 251 and <= 254 && at + 1 < sent.Length)
            {
                byte answer = sent[at] >= 253 ? (byte)252 : (byte)254;
                at++;
                yield return Command;
                yield return answer;
                yield return sent[at];
            }
        }
    }
}
