using System;
using System.IO;
using System.IO.Pipes;
using System.Threading;
using System.Threading.Tasks;
using NetCat.Sharp.IO;
using NetCat.Sharp.Native;

namespace NetCat.Sharp.Relaying;

/// <summary>Connects a .NET stream to a descriptor: a pipe, and a task that copies between the pipe and the stream.</summary>
internal sealed class StreamPump : IDisposable
{
    private const int Piece = 64 * 1024;

    private readonly AnonymousPipeServerStream _pipe;
    private readonly CancellationTokenSource _leaving = new();
    private readonly Task _copying;

    private StreamPump(PipeDirection ours, Func<StreamPump, Task> copy)
    {
        _pipe = new AnonymousPipeServerStream(ours);
        int descriptor = (int)_pipe.ClientSafePipeHandle.DangerousGetHandle();
        Libc.SetNonBlocking(descriptor);
        Channel = new PlainChannel(descriptor, DescriptorKind.Pipe, isNonBlocking: true);
        _copying = copy(this);
    }

    /// <summary>The relay's end of the pipe; it is non-blocking.</summary>
    internal PlainChannel Channel { get; }

    /// <summary>Copies from the stream to the channel.</summary>
    internal static StreamPump From(Stream input) => new(PipeDirection.Out, pump => Task.Run(() => pump.Copy(input, pump._pipe)));

    /// <summary>Copies from the channel to the stream.</summary>
    internal static StreamPump To(Stream output) => new(PipeDirection.In, pump => Task.Run(() => pump.Copy(pump._pipe, output)));

    /// <summary>Ends the data: waits until the stream has all of it, and rethrows an exception of the stream.</summary>
    internal Task Finish()
    {
        _pipe.ClientSafePipeHandle.Dispose();
        return _copying;
    }

    /// <summary>Stops reading the stream and rethrows its exception, if any. A read that cannot be cancelled is left pending.</summary>
    internal async Task Leave()
    {
        _pipe.ClientSafePipeHandle.Dispose();
        if (_copying.IsFaulted)
        {
            await _copying.ConfigureAwait(false);
        }

        await _leaving.CancelAsync().ConfigureAwait(false);
        _ = _copying.ContinueWith(static copying => copying.Exception, TaskScheduler.Default);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _pipe.Dispose();
        _leaving.Dispose();
    }

    /// <summary>Copies to the end of the stream. Closing the pipe ends the relay's input, also if the stream has failed.</summary>
    private async Task Copy(Stream from, Stream to)
    {
        byte[] piece = new byte[Piece];
        CancellationToken leaving = _leaving.Token;
        try
        {
            while (await from.ReadAsync(piece, leaving).ConfigureAwait(false) is > 0 and int length)
            {
                await to.WriteAsync(piece.AsMemory(0, length), leaving).ConfigureAwait(false);
                await to.FlushAsync(leaving).ConfigureAwait(false);
            }
        }
        finally
        {
            await _pipe.DisposeAsync().ConfigureAwait(false);
        }
    }
}
