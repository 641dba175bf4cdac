using System;
using System.Collections.Generic;
using Microsoft.Win32.SafeHandles;

namespace NetCat.Sharp.Differential.Outside;

/// <summary>
/// A copy of a descriptor that nc was started with. The flags belong to the open file description, not to the process: if nc changes flags and does
/// not restore them, they stay changed for the shell that started it.
/// </summary>
internal sealed class SharedDescriptor : IDisposable
{
    private readonly SafeFileHandle _copy;
    private readonly string _name;
    private readonly int _before;
    private readonly string? _modesBefore;

    private SharedDescriptor(SafeFileHandle copy, string name)
    {
        _copy = copy;
        _name = name;
        _before = Descriptor.Flags(copy);
        _modesBefore = Descriptor.TerminalModes(copy);
    }

    internal static IEnumerable<SharedDescriptor> Of(int pid, int fd, string name)
    {
        if (Descriptor.CopyFrom(pid, fd) is { } copy)
        {
            yield return new SharedDescriptor(copy, name);
        }
    }

    internal string Describe()
    {
        int now = Descriptor.Flags(_copy);
        string flags = now == _before ? $"{_name} flags kept" : FormattableString.Invariant($"{_name} flags changed from {_before:x} to {now:x}");
        return _modesBefore is null ? flags : $"{flags}, {Modes(Descriptor.TerminalModes(_copy))}";
    }

    private string Modes(string? now) => now is null ? "terminal gone" : now == _modesBefore ? "terminal modes kept" : $"terminal modes changed from {_modesBefore} to {now}";

    public void Dispose() => _copy.Dispose();
}
