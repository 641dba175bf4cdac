using System;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Threading;

namespace NetCat.Sharp.Benchmarks.Outside;

/// <summary>
/// The peak resident memory of processes, read while they run (proc_pid_status(5), VmHWM). The value that wait4(2) returns afterwards cannot be
/// used: it includes the time before the exec, when the process was a copy of this program.
/// </summary>
internal sealed class ResidentMemory : IDisposable
{
    private static readonly TimeSpan s_betweenLooks = TimeSpan.FromMilliseconds(5);

    private readonly ManualResetEventSlim _over = new();
    private Thread? _looker;

    internal long PeakKibibytes { get; private set; }

    internal void Watch(params int[] processes)
    {
        _looker = new Thread(() => Look(processes)) { IsBackground = true };
        _looker.Start();
    }

    public void Dispose()
    {
        _over.Set();
        _looker?.Join();
        _over.Dispose();
    }

    private void Look(int[] processes)
    {
        do
        {
            PeakKibibytes = Math.Max(PeakKibibytes, processes.Max(Resident));
        }
        while (!_over.Wait(s_betweenLooks));
    }

    /// <summary>0 once the process has ended.</summary>
    private static long Resident(int process)
    {
        try
        {
            string? line = File.ReadLines(string.Create(CultureInfo.InvariantCulture, $"/proc/{process}/status"))
                .FirstOrDefault(text => text.StartsWith("VmHWM:", StringComparison.Ordinal));
            return line is null ? 0 : long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[^2], CultureInfo.InvariantCulture);
        }
        catch (IOException)
        {
            return 0;
        }
    }
}
