using System;
using System.Diagnostics;
using System.Globalization;
using System.IO;

namespace NetCat.Sharp.Lab.Experiments;

/// <summary>Starts <see cref="OwnerChild"/>, sends it orders and ends it.</summary>
internal sealed class OtherUser : IDisposable
{
    private readonly Process _process;

    private OtherUser(Process process) => _process = process;

    /// <exception cref="LabExit">77: the process may not change to another user id.</exception>
    internal static OtherUser Start(uint user)
    {
        var start = new ProcessStartInfo { RedirectStandardInput = true, RedirectStandardOutput = true };
        string self = Environment.ProcessPath ?? throw new LabExit(LabExit.Error, "this program's own file is not known");
        start.FileName = self;
        if (Path.GetFileNameWithoutExtension(self) == "dotnet")
        {
            // Started as "dotnet nclab.dll".
            start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "nclab.dll"));
        }

        start.ArgumentList.Add(OwnerChild.Verb);
        start.ArgumentList.Add(user.ToString(CultureInfo.InvariantCulture));
        var other = new OtherUser(Process.Start(start) ?? throw new LabExit(LabExit.Error, $"cannot start {self}"));
        string? greeting = other._process.StandardOutput.ReadLine();
        if (greeting != OwnerChild.Ready)
        {
            other.Dispose();
            throw new LabExit(LabExit.Missing, $"reuse owner needs to become a second user, as root may: {greeting ?? "its process ended"}");
        }

        return other;
    }

    /// <summary>"OK" or the error's name.</summary>
    internal string Bind(OwnerBind bind) => Say(OwnerChild.Order(bind));

    internal void Close() => _ = Say("close");

    public void Dispose()
    {
        // The process exits at the end of its input; if it does not, it is killed.
        _process.StandardInput.Dispose();
        if (!_process.WaitForExit(2000))
        {
            _process.Kill();
            _process.WaitForExit();
        }

        _process.Dispose();
    }

    private string Say(string order)
    {
        _process.StandardInput.WriteLine(order);
        _process.StandardInput.Flush();
        return _process.StandardOutput.ReadLine() ?? throw new LabExit(LabExit.Error, "the second user's process has ended");
    }
}
