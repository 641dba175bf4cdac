using System;
using System.Runtime.InteropServices;
using NetCat.Sharp.Native;

namespace NetCat.Sharp.Commands.Running;

/// <summary>A secret typed at the terminal, unseen: readpassphrase(3) with a terminal required.</summary>
internal static class Passphrase
{
    /// <summary>What was typed before the end of the line, cut at <paramref name="most"/> bytes; null where there is no terminal.</summary>
    internal static byte[]? Ask(ReadOnlySpan<byte> prompt, int most)
    {
        int terminal = Libc.Open("/dev/tty", Numbers.O_RDWR | Numbers.O_CLOEXEC);
        if (terminal < 0)
        {
            return null;
        }

        try
        {
            return Libc.GetTerminal(terminal, out TerminalModes found) < 0 ? null : AskUnseen(terminal, found, prompt, most);
        }
        finally
        {
            _ = Libc.Close(terminal);
        }
    }

    private static byte[] AskUnseen(int terminal, TerminalModes found, ReadOnlySpan<byte> prompt, int most)
    {
        TerminalModes unseen = found;
        unseen.Local &= ~(uint)(Numbers.ECHO | Numbers.ECHONL);

        // Whoever ends the program here must find the terminal as it was.
        void Restore(PosixSignalContext context) => _ = Libc.SetTerminal(terminal, found);
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Restore);
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Restore);
        using var hangUp = PosixSignalRegistration.Create(PosixSignal.SIGHUP, Restore);
        using var quit = PosixSignalRegistration.Create(PosixSignal.SIGQUIT, Restore);
        _ = Libc.SetTerminal(terminal, unseen);
        try
        {
            _ = Libc.Write(terminal, prompt);
            byte[] typed = ReadLine(terminal, most);
            _ = Libc.Write(terminal, "\n"u8);
            return typed;
        }
        finally
        {
            _ = Libc.SetTerminal(terminal, found);
        }
    }

    private static byte[] ReadLine(int terminal, int most)
    {
        Span<byte> one = stackalloc byte[1];
        byte[] typed = new byte[most];
        int length = 0;
        while (true)
        {
            int read = Libc.Read(terminal, one);
            if (read == -Numbers.EINTR)
            {
                continue;
            }

            if (read <= 0 || one[0] is (byte)'\n' or (byte)'\r')
            {
                return typed[..length];
            }

            if (length < most)
            {
                typed[length++] = one[0];
            }
        }
    }
}
