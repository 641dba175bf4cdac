using System;
using System.Collections.Generic;
using Microsoft.Win32.SafeHandles;

namespace NetCat.Sharp.Differential.Outside;

/// <summary>
/// A copy of a descriptor that nc was started with. The flags belong to the open file, not to the process:
/// what nc changes and does not put back, the shell it was typed into is left with.
/// </summary>
internal sealed class SharedDescriptor : IDisposable
{
    private static readonly string[] s_names = ["stdin", "stdout", "stderr"];

    private readonly SafeFileHandle _copy;
    private readonly int _fd;
    private readonly int _before;

    private SharedDescriptor(SafeFileHandle copy, int fd)
    {
        _copy = copy;
        _fd = fd;
        _before = Descriptor.Flags(copy);
    }

    internal static IEnumerable<SharedDescriptor> Of(int pid, int fd)
    {
        if (Descriptor.CopyFrom(pid, fd) is { } copy)
        {
            yield return new SharedDescriptor(copy, fd);
        }
    }

    internal string Describe()
    {
        int now = Descriptor.Flags(_copy);
        return now == _before ? $"{s_names[_fd]} flags kept" : FormattableString.Invariant($"{s_names[_fd]} flags changed from {_before:x} to {now:x}");
    }

    public void Dispose() => _copy.Dispose();
}
