using System;
using System.Collections.Generic;
using System.Threading;
using NetCat.Sharp.IO;
using NetCat.Sharp.Native;

namespace NetCat.Sharp.Sockets;

/// <summary>Looks up the names of addresses for reports, on threads, because getnameinfo(3) has no time limit.</summary>
internal sealed class NameLookup
{
    /// <summary>
    /// The time limit for a lookup. Names in /etc/hosts and names from a working name server arrive well within it. A lookup at a dead server would
    /// take ten seconds and find no name either.
    /// </summary>
    private static readonly TimeSpan s_patience = TimeSpan.FromMilliseconds(500);

    /// <summary>The largest number of threads that a dead name server can block.</summary>
    private const int MostThreads = 16;

    private readonly object _lock = new();
    private readonly Queue<Question> _asked = new();
    private int _threads;
    private int _idle;
    private int _writer = -1;

    /// <summary>Readable when an answer has arrived, after <see cref="Open"/>; -1 before.</summary>
    internal int Descriptor { get; private set; } = -1;

    /// <summary>Opens <see cref="Descriptor"/>, for a loop that waits for other events too; 0 or minus errno.</summary>
    internal int Open()
    {
        int error = Libc.Pipe(out int reader, out int writer);
        if (error == 0)
        {
            Libc.SetNonBlocking(reader);
            Libc.SetNonBlocking(writer);
            (Descriptor, _writer) = (reader, writer);
        }

        return error;
    }

    /// <summary>Starts a lookup on an idle thread or a new one.</summary>
    internal Question Ask(in SockAddr address)
    {
        var question = new Question(address, Deadline.In(s_patience));
        lock (_lock)
        {
            _asked.Enqueue(question);
            if (_asked.Count > _idle && _threads < MostThreads)
            {
                _threads++;
                new Thread(Answer) { IsBackground = true }.Start();
            }

            Monitor.PulseAll(_lock);
        }

        return question;
    }

    /// <summary>Waits for the answer until its time limit.</summary>
    internal void Await(Question question)
    {
        lock (_lock)
        {
            while (!question.IsKnown && !question.Until.IsOver)
            {
                _ = Monitor.Wait(_lock, question.Until.PollTime);
            }
        }
    }

    /// <summary>Reads and discards all bytes from <see cref="Descriptor"/>.</summary>
    internal void Clear()
    {
        byte[] signs = new byte[64];
        while (Libc.Read(Descriptor, signs) > 0)
        {
        }
    }

    private void Answer()
    {
        while (true)
        {
            Question question;
            lock (_lock)
            {
                _idle++;
                while (_asked.Count == 0)
                {
                    _ = Monitor.Wait(_lock);
                }

                _idle--;
                question = _asked.Dequeue();
            }

            if (question.Until.IsOver)
            {
                continue;
            }

            question.LookUp();
            lock (_lock)
            {
                question.IsKnown = true;
                Monitor.PulseAll(_lock);
            }

            if (_writer >= 0)
            {
                _ = Libc.Write(_writer, "."u8);
            }
        }
    }

    /// <summary>An address to look up, and later its name.</summary>
    /// <param name="address">The address to look up.</param>
    /// <param name="until">The end of the wait.</param>
    internal sealed class Question(SockAddr address, Deadline until)
    {
        private volatile bool _isKnown;
        private int _error;
        private string _host = "";
        private string _port = "";

        /// <summary>Whether the answer has arrived.</summary>
        internal bool IsKnown
        {
            get => _isKnown;
            set => _isKnown = value;
        }

        /// <summary>The end of the wait for the answer.</summary>
        internal Deadline Until => until;

        internal void LookUp() => _error = Libc.NameOf(address, numeric: false, out _host, out _port);

        /// <summary>Returns 0 and the name, or the number if no name arrived in time; or an EAI_ code.</summary>
        internal int Result(out string host, out string port)
        {
            if (!IsKnown)
            {
                return Libc.NameOf(address, numeric: true, out host, out port);
            }

            (host, port) = (_host, _port);
            return _error;
        }
    }
}
