using System;
using NetCat.Sharp.IO;
using NetCat.Sharp.Native;

namespace NetCat.Sharp.Relaying;

/// <summary>
/// Copies, and answers telnet's option negotiation on the way (RFC 854): whatever the peer offers or asks for is declined.
/// The bytes pass unchanged; a sequence may be split over reads.
/// </summary>
/// <param name="copy">Moves the bytes. Owned.</param>
/// <param name="socket">Where the answers go.</param>
internal sealed class TelnetMover(CopyMover copy, int socket) : Mover
{
    private const byte Will = 251;
    private const byte Wont = 252;
    private const byte Do = 253;
    private const byte Dont = 254;
    private const byte InterpretAsCommand = 255;

    private byte _answer;
    private bool _inCommand;

    internal override bool IsEmpty => copy.IsEmpty;

    internal override bool HasRoom => copy.HasRoom;

    internal override int Fill(Channel source)
    {
        int taken = copy.Fill(source);
        foreach (byte received in copy.Newest(taken))
        {
            Consider(received);
        }

        return taken;
    }

    internal override int Drain(Channel sink) => copy.Drain(sink);

    public override void Dispose() => copy.Dispose();

    private void Consider(byte received)
    {
        if (_answer != 0)
        {
            Say([InterpretAsCommand, _answer, received]);
            _answer = 0;
        }
        else if (_inCommand)
        {
            _inCommand = false;
            _answer = received switch
            {
                Will or Wont => Dont,
                Do or Dont => Wont,
                _ => 0,
            };
        }
        else
        {
            _inCommand = received == InterpretAsCommand;
        }
    }

    private void Say(ReadOnlySpan<byte> answer)
    {
        while (!answer.IsEmpty)
        {
            int given = Libc.Write(socket, answer);
            if (given < 0 && !SystemError.IsTransient(-given))
            {
                return;
            }

            if (given < 0)
            {
                _ = Readiness.Await(socket, Constants.POLLOUT, -1);
            }

            answer = answer[Math.Max(given, 0)..];
        }
    }
}
