using System;
using NetCat.Sharp.IO;
using NetCat.Sharp.Native;

namespace NetCat.Sharp.Relaying;

/// <summary>
/// Copies, and answers telnet's option negotiation (RFC 854): every option that the peer offers or requests is declined. The bytes pass unchanged; a
/// sequence may be split over several reads. Answers wait until the relay sends them, after the input that was read.
/// </summary>
/// <param name="copy">The mover that copies the bytes. Owned.</param>
/// <param name="joins">Whether several answers may share a write(2); on a datagram socket each answer is a datagram of its own.</param>
internal sealed class TelnetMover(CopyMover copy, bool joins) : Mover
{
    private const byte Will = 251;
    private const byte Wont = 252;
    private const byte Do = 253;
    private const byte Dont = 254;
    private const byte InterpretAsCommand = 255;
    private const int AnswerLength = 3;

    /// <summary>The size of the waiting answers at which reading stops: a peer that sends requests but never reads must not exhaust memory.</summary>
    private const int MostAnswers = 4096;

    private byte[] _answers = [];
    private int _start;
    private int _end;
    private byte _answer;
    private bool _inCommand;

    internal override bool IsEmpty => copy.IsEmpty;

    internal override bool HasRoom => copy.HasRoom && _end - _start < MostAnswers;

    internal override bool HasAnswers => _start < _end;

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

    internal override void SendAnswers(Channel socket)
    {
        while (HasAnswers)
        {
            int given = socket.Write(_answers.AsSpan(_start, joins ? _end - _start : AnswerLength));
            if (given == -Constants.EAGAIN)
            {
                return;
            }

            // If the socket accepts no more data, the answers are dropped.
            _start = given >= 0 ? _start + given : given == -Constants.EINTR ? _start : _end;
        }

        _start = _end = 0;
    }

    public override void Dispose() => copy.Dispose();

    private void Consider(byte received)
    {
        if (_answer != 0)
        {
            Queue([InterpretAsCommand, _answer, received]);
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

    private void Queue(ReadOnlySpan<byte> answer)
    {
        if (_answers.Length - _end < answer.Length)
        {
            Array.Resize(ref _answers, 2 * (_end + answer.Length));
        }

        answer.CopyTo(_answers.AsSpan(_end));
        _end += answer.Length;
    }
}
