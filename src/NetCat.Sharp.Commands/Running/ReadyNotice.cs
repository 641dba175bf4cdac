using System;
using System.Globalization;
using NetCat.Sharp.Commands.CommandLine.Planning;
using NetCat.Sharp.Commands.Invocation;
using NetCat.Sharp.IO;
using NetCat.Sharp.Sockets;
using NetCat.Sharp.Strings;

namespace NetCat.Sharp.Commands.Running;

/// <summary>Writes the port or the path when the socket is listening.</summary>
internal static class ReadyNotice
{
    /// <summary>Checks the descriptors before nc opens a file that could get the same number.</summary>
    /// <exception cref="NcExit">A descriptor is not open for writing.</exception>
    internal static void Check(Announcement announcement)
    {
        if (announcement.Descriptor >= 0 && !OutputFile.IsWritable(announcement.Descriptor))
        {
            throw Failure(announcement.Descriptor, SystemError.NotOpen);
        }

        int named = announcement.File is { } file ? OutputFile.DescriptorOf(file) : -1;
        if (named >= 0 && !OutputFile.IsWritable(named))
        {
            throw NcExit.Failed(Printable.Of(announcement.File!), SystemError.NotOpen);
        }
    }

    /// <summary>Writes to the file and to the descriptor, and notifies the service manager if there is one.</summary>
    /// <exception cref="NcExit">Writing to the file or to the descriptor failed.</exception>
    internal static void Give(RunContext call, Announcement announcement, int listener)
    {
        if (announcement is { File: not null } or { Descriptor: >= 0 } && SocketAddresses.LocalOf(listener) is var local && !SocketAddresses.IsUnset(local))
        {
            _ = SocketAddresses.TryNumber(local, out _, out string port);
            string line = (SocketAddresses.IsUnix(local) ? local.Path : port) + "\n";
            byte[] bytes = RawText.Encode(line);
            WriteFile(call, announcement.File, bytes);
            WriteDescriptor(announcement.Descriptor, bytes);
        }

        // Errors are ignored, as by callers of sd_notify(3).
        if (Environment.GetEnvironmentVariable("NOTIFY_SOCKET") is ['/' or '@', ..] manager)
        {
            _ = UnixSockets.SendDatagram(manager, "READY=1"u8);
        }
    }

    private static void WriteFile(RunContext call, string? path, byte[] line)
    {
        int error = path is null ? 0 : OutputFile.Put(path, line, late => call.Warn(string.Concat(Printable.Of(path), ": ", SystemError.Text(-late))));
        if (error < 0)
        {
            throw NcExit.Failed(Printable.Of(path!), -error);
        }
    }

    private static void WriteDescriptor(int descriptor, byte[] line)
    {
        if (descriptor < 0)
        {
            return;
        }

        int error = Writing.All(descriptor, line);
        Descriptors.Close(descriptor);
        if (error < 0)
        {
            throw Failure(descriptor, -error);
        }
    }

    private static NcExit Failure(int descriptor, int errno) => NcExit.Failed($"ready-fd {descriptor}", errno);
}
