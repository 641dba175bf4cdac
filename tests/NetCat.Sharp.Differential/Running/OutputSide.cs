using System;
using System.IO;
using System.Threading.Tasks;
using Microsoft.Win32.SafeHandles;
using NetCat.Sharp.Differential.Outside;

namespace NetCat.Sharp.Differential.Running;

/// <summary>The test's side of nc's stdout or stderr.</summary>
internal sealed class OutputSide : IDisposable
{
    private const int PieceSize = 65536;

    private readonly SafeFileHandle? _readEnd;
    private readonly SafeFileHandle? _writeEnd;
    private readonly string? _file;
    private readonly MemoryStream _taken = new();
    private Task _reading = Task.CompletedTask;
    private Func<Task> _first = () => Task.CompletedTask;
    private Action<long> _each = _ => { };

    private OutputSide(string redirection, SafeFileHandle? readEnd, SafeFileHandle? writeEnd, string? file)
    {
        Redirection = redirection;
        _readEnd = readEnd;
        _writeEnd = writeEnd;
        _file = file;
    }

    /// <summary>The redirection with which the shell opens it.</summary>
    internal string Redirection { get; }

    internal static OutputSide Open(Output output, ScenarioRun scenarioRun, string name)
    {
        switch (output)
        {
            case Output.Closed:
                return new OutputSide(">&-", null, null, null);
            case Output.SameTerminal:
                return new OutputSide($">&{NcProcess.HeldFrom}", null, null, null);
            case Output.Device device:
                return new OutputSide($">{device.Path}", null, null, null);
            case Output.Terminal:
                (SafeFileHandle master, string terminal) = Descriptor.Terminal();
                return new OutputSide($">{terminal}", master, null, null);
            case Output.File:
                string path = Path.Combine(scenarioRun.AddressLease.Directory, $"stdout-of-{name.Replace(' ', '-')}");
                return new OutputSide($">{path}", null, null, path);
        }

        (SafeFileHandle read, SafeFileHandle write) = Descriptor.Pipe();
        var side = new OutputSide($">{Descriptor.PathOf(write)}", read, write, null);
        switch (output)
        {
            case Output.Late late:
                side._first = () => scenarioRun.Marked(late.Mark);
                break;
            case Output.Leaving leaving:
                side._each = count =>
                {
                    if (count >= leaving.After)
                    {
                        side._readEnd!.Dispose();
                        scenarioRun.Mark("reader left");
                    }
                };
                break;
            case Output.Abandoned:
                side._first = () =>
                {
                    side._readEnd!.Dispose();
                    return Task.CompletedTask;
                };
                break;
        }

        return side;
    }

    internal long Taken
    {
        get
        {
            lock (_taken)
            {
                return _taken.Length;
            }
        }
    }

    /// <summary>Called when nc's end is open and nc has not started: our copy of its end must not keep the pipe open.</summary>
    internal void Begin()
    {
        _writeEnd?.Dispose();
        if (_readEnd is not null)
        {
            Task first = _first();
            _reading = Task.Factory.StartNew(() => Read(first), default, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        }
    }

    /// <summary>All the output; while nc runs, all so far.</summary>
    internal async Task<string> Collected(bool runs)
    {
        if (_file is not null)
        {
            return Pattern.Describe(await File.ReadAllBytesAsync(_file));
        }

        if (_readEnd is null)
        {
            return "elsewhere";
        }

        if (runs)
        {
            _ = await Until.True(() => _readEnd.IsClosed || Descriptor.Unread(_readEnd) == 0, TimeSpan.FromSeconds(1), default);
        }
        else
        {
            await _reading;
        }

        lock (_taken)
        {
            return Pattern.Describe(_taken.ToArray());
        }
    }

    public void Dispose()
    {
        _writeEnd?.Dispose();
        _readEnd?.Dispose();
    }

    private void Read(Task first)
    {
        try
        {
            first.GetAwaiter().GetResult();
            if (_readEnd!.IsClosed)
            {
                return;
            }

            using var pipe = new FileStream(_readEnd, FileAccess.Read, bufferSize: 0);
            byte[] buffer = new byte[PieceSize];
            int count;
            while (!_readEnd.IsClosed && (count = pipe.Read(buffer)) > 0)
            {
                lock (_taken)
                {
                    _taken.Write(buffer, 0, count);
                }

                _each(_taken.Length);
            }
        }
        catch (Exception gone) when (gone is IOException or ObjectDisposedException or OperationCanceledException)
        {
            // The run is over.
        }
    }
}
