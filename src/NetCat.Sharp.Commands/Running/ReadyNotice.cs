using System;
using System.Globalization;
using NetCat.Sharp.Commands.CommandLine.Planning;
using NetCat.Sharp.Commands.Exits;
using NetCat.Sharp.Commands.Texts;
using NetCat.Sharp.Native;
using NetCat.Sharp.Sockets;

namespace NetCat.Sharp.Commands.Running;

/// <summary>Tells whoever waits for it that the listener stands, and at which port or path: a line, and nothing before it is true.</summary>
internal static class ReadyNotice
{
    private const int ReadableByAll = 0x1B6;

    /// <summary>Looks at the descriptor before any socket is made, which might get its number.</summary>
    /// <exception cref="NcExit">It is not open.</exception>
    internal static void Check(Announcement announcement)
    {
        if (announcement.Descriptor >= 0 && !Libc.IsOpen(announcement.Descriptor))
        {
            throw Failure(announcement.Descriptor, Constants.EBADF);
        }
    }

    /// <summary>A file, a descriptor, and the service manager where there is one.</summary>
    /// <exception cref="NcExit">The file or the descriptor did not take it.</exception>
    internal static void Give(Announcement announcement, int listener)
    {
        if (announcement is { File: not null } or { Descriptor: >= 0 } && Libc.LocalAddress(listener, out SockAddr local) == 0)
        {
            string line = (local.Family == Constants.AF_UNIX ? local.Path : local.Port.ToString(CultureInfo.InvariantCulture)) + "\n";
            WriteFile(announcement.File, line);
            WriteDescriptor(announcement.Descriptor, line);
        }

        // As sd_notify(3) has it, nobody is bothered where the manager does not hear.
        if (Environment.GetEnvironmentVariable("NOTIFY_SOCKET") is ['/' or '@', ..] manager)
        {
            _ = UnixSockets.SendDatagram(manager, "READY=1"u8);
        }
    }

    /// <summary>Under another name first: who sees the file sees all of it.</summary>
    private static void WriteFile(string? path, string line)
    {
        if (path is null)
        {
            return;
        }

        string part = string.Concat(path, ".", Environment.ProcessId.ToString(CultureInfo.InvariantCulture), ".part");
        int file = Libc.Open(part, Constants.O_WRONLY | Constants.O_CREAT | Constants.O_TRUNC | Constants.O_NOFOLLOW | Constants.O_CLOEXEC, ReadableByAll);
        int error = file;
        if (file >= 0)
        {
            error = RunContext.WriteAll(file, line);
            int closed = Libc.Close(file);
            error = error < 0 ? error : closed;
            error = error < 0 ? error : Libc.Rename(part, path);
        }

        if (error < 0)
        {
            _ = file >= 0 ? Libc.Unlink(part) : 0;
            throw NcExit.Failed(Printable.Of(path), -error);
        }
    }

    private static void WriteDescriptor(int descriptor, string line)
    {
        if (descriptor < 0)
        {
            return;
        }

        int error = RunContext.WriteAll(descriptor, line);
        _ = Libc.Close(descriptor);
        if (error < 0)
        {
            throw Failure(descriptor, -error);
        }
    }

    private static NcExit Failure(int descriptor, int errno) => NcExit.Failed($"ready-fd {descriptor}", errno);
}
