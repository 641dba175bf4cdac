using System;
using System.Collections.Generic;
using System.Threading;
using NetCat.Sharp.IO;
using NetCat.Sharp.Native;

namespace NetCat.Sharp.Sockets;

/// <summary>Names of addresses for reports. getnameinfo(3) has no time limit, so threads of their own call it.</summary>
internal sealed class NameLookup
{
    /// <summary>
    /// The time that a name server has to answer. Names in /etc/hosts and those of a server that lives come well within it;
    /// one that is dead would take ten seconds and then have no name either.
    /// </summary>
    private static readonly TimeSpan s_patience = TimeSpan.FromMilliseconds(500);

    /// <summary>Threads that a dead name server may keep.</summary>
    private const int MostThreads = 16;

    private readonly object _lock = new();
    private readonly Queue<Question> _asked = new();
    private int _threads;
    private int _idle;
    private int _writer = -1;

    /// <summary>Readable once an answer has come, after <see cref="Open"/>; -1 before.</summary>
    internal int Descriptor { get; private set; } = -1;

    /// <summary>Makes <see cref="Descriptor"/>, for a loop that waits for more than a name; 0 or minus errno.</summary>
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

    /// <summary>Starts a lookup; idle threads are used again.</summary>
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

    /// <summary>Waits for the answer, as long as there is patience.</summary>
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

    /// <summary>Empties <see cref="Descriptor"/>.</summary>
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

    /// <summary>An address and, later, its name.</summary>
    /// <param name="address">Whose name.</param>
    /// <param name="until">When the wait ends.</param>
    internal sealed class Question(SockAddr address, Deadline until)
    {
        private volatile bool _isKnown;
        private int _error;
        private string _host = "";
        private string _port = "";

        /// <summary>The answer is there.</summary>
        internal bool IsKnown
        {
            get => _isKnown;
            set => _isKnown = value;
        }

        /// <summary>When the wait for the answer ends.</summary>
        internal Deadline Until => until;

        internal void LookUp() => _error = Libc.NameOf(address, numeric: false, out _host, out _port);

        /// <summary>0 with a name or, where none came in time, a number; or an EAI_ code.</summary>
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
