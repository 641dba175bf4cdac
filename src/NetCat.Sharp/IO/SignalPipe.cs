using System;
using System.Collections.Generic;
using System.Runtime.InteropServices;
using NetCat.Sharp.Native;

namespace NetCat.Sharp.IO;

/// <summary>
/// Delivers signals as bytes in a pipe, so that a loop can wait for them with poll(2) together with its other descriptors. The signals have no other
/// effect for the rest of the process. The pipe is never closed: a signal handler may still write to it.
/// </summary>
internal sealed class SignalPipe
{
    private readonly List<PosixSignalRegistration> _registrations = [];
    private readonly int _writer;

    private SignalPipe(int reader, int writer)
    {
        Descriptor = reader;
        _writer = writer;
    }

    /// <summary>Readable when a signal has arrived.</summary>
    internal int Descriptor { get; }

    /// <summary>Opens a pipe for the signals; 0 or minus errno.</summary>
    internal static int Open(ReadOnlySpan<int> signals, out SignalPipe? opened)
    {
        opened = null;
        int error = Libc.Pipe(out int reader, out int writer);
        if (error < 0)
        {
            return error;
        }

        Libc.SetNonBlocking(reader);
        Libc.SetNonBlocking(writer);
        opened = new SignalPipe(reader, writer);
        foreach (int signal in signals)
        {
            opened.Listen((byte)signal);
        }

        return 0;
    }

    /// <summary>Takes the next signal that has arrived; 0 if there is none.</summary>
    internal int Take()
    {
        Span<byte> one = stackalloc byte[1];
        return Libc.Read(Descriptor, one) == 1 ? one[0] : 0;
    }

    /// <summary>Adds a number to the signals in the pipe. Any thread may call this.</summary>
    internal void Put(byte number) => _ = Libc.Write(_writer, [number]);

    private void Listen(byte signal) => _registrations.Add(PosixSignalRegistration.Create((PosixSignal)signal, context =>
    {
        context.Cancel = true;
        _ = Libc.Write(_writer, [signal]);
    }));
}
