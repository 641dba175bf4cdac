using System;
using System.Collections.Generic;
using System.IO;
using System.Threading.Tasks;
using Microsoft.Win32.SafeHandles;
using NetCat.Sharp.Differential.Outside;

namespace NetCat.Sharp.Differential.Running;

/// <summary>The test's side of nc's stdin.</summary>
internal sealed class InputSide : IDisposable
{
    /// <summary>The capacity of a pipe.</summary>
    private const int PipeSize = 65536;

    private readonly SafeFileHandle? _readEnd;
    private readonly Feeding? _script;
    private readonly bool _counted;
    private FileStream? _write;
    private readonly TerminalScreen? _screen;

    private InputSide(string redirection, TerminalScreen screen, Feeding script)
        : this(redirection, null, null, script, counted: false) => _screen = screen;

    private InputSide(string redirection, SafeFileHandle? readEnd, FileStream? write, Feeding? script, bool counted)
    {
        Redirection = redirection;
        _readEnd = readEnd;
        _write = write;
        _script = script;
        _counted = counted;
    }

    /// <summary>The master side, if stdin is a terminal.</summary>
    internal TerminalScreen? Screen => _screen;

    /// <summary>The redirection with which the shell opens it.</summary>
    internal string Redirection { get; }

    internal static InputSide Open(Input input, ScenarioRun scenarioRun, string name)
        => input switch
        {
            Input.Text text => Filled(text.Bytes),
            Input.Held => Pipe(null),
            Input.Scripted scripted => Pipe(new Feeding(scenarioRun, scripted.Steps)),
            Input.Terminal terminal => Terminal(new Feeding(scenarioRun, terminal.Steps)),
            Input.File file => Plain($"<{Write(scenarioRun, name, file.Size)}"),
            Input.Null => Plain("</dev/null"),
            Input.Directory => Plain($"<{scenarioRun.AddressLease.Directory}"),
            Input.WriteOnly => Plain($">{Path.Combine(scenarioRun.AddressLease.Directory, "write-only")}"),
            Input.Closed => Plain("<&-"),
            _ => throw new InvalidOperationException($"no such stdin: {input}"),
        };

    internal Task Feed() => _script is null ? Task.CompletedTask : _script.Run(this);

    /// <summary>Writes on its own thread: nc may not read for a long time.</summary>
    internal Task Put(byte[] bytes)
        => Task.Factory.StartNew(() => WriteOut(bytes), default, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    internal void Finish()
    {
        _write?.Dispose();
        _write = null;
        _screen?.Dispose();
    }

    /// <summary>The number of bytes that nc did not read. Only for fixed texts: a file may be read ahead.</summary>
    internal string? Leftover()
        => _counted && _readEnd is not null ? FormattableString.Invariant($"stdin left {Descriptor.Unread(_readEnd)} bytes") : null;

    public void Dispose()
    {
        _readEnd?.Dispose();
        Finish();
    }

    private static InputSide Plain(string redirection) => new(redirection, null, null, null, false);

    private static InputSide Filled(byte[] bytes)
    {
        if (bytes.Length > PipeSize)
        {
            throw new InvalidOperationException("longer than a pipe: use a file or a script");
        }

        (SafeFileHandle read, SafeFileHandle write) = Descriptor.Pipe();
        using var stream = new FileStream(write, FileAccess.Write, 0);
        stream.Write(bytes);
        return new InputSide($"<{Descriptor.PathOf(read)}", read, null, null, counted: true);
    }

    private static InputSide Pipe(Feeding? script)
    {
        (SafeFileHandle read, SafeFileHandle write) = Descriptor.Pipe();
        return new InputSide($"<{Descriptor.PathOf(read)}", read, new FileStream(write, FileAccess.Write, 0), script, false);
    }

    private static InputSide Terminal(Feeding script)
    {
        (SafeFileHandle master, string path) = Descriptor.Terminal();
        return new InputSide($"<>{path}", new TerminalScreen(master), script);
    }

    private static string Write(ScenarioRun scenarioRun, string name, int size)
    {
        string path = Path.Combine(scenarioRun.AddressLease.Directory, $"stdin-of-{name.Replace(' ', '-')}");
        File.WriteAllBytes(path, Pattern.Bytes(size));
        return path;
    }

    private void WriteOut(byte[] bytes)
    {
        try
        {
            _write?.Write(bytes);
            _screen?.Type(bytes);
        }
        catch (IOException)
        {
            // EPIPE: nc has ended, which the transcript shows.
        }
    }

    /// <summary>The steps of a scripted stdin.</summary>
    private sealed class Feeding(ScenarioRun scenarioRun, IReadOnlyList<Step> steps)
    {
        internal async Task Run(InputSide side)
        {
            foreach (Step step in steps)
            {
                switch (step)
                {
                    case Step.Send send:
                        scenarioRun.Act();
                        await side.Put(send.Bytes);
                        break;
                    case Step.Fin:
                        scenarioRun.Act();
                        side.Finish();
                        break;
                    default:
                        await scenarioRun.Take(step);
                        break;
                }
            }
        }
    }
}
