using System;
using NetCat.Sharp.Native;

namespace NetCat.Sharp.Terminal;

/// <summary>Reads a secret from the terminal without echo, as readpassphrase(3) does with RPP_REQUIRE_TTY.</summary>
internal static class Passphrase
{
    /// <summary>
    /// Prompts and returns the line without its end, cut at <paramref name="most"/> bytes. Null if there is no terminal, if the terminal has hung up,
    /// or if a signal that does not end the process interrupted the read. A process that was stopped and continued prompts again.
    /// </summary>
    internal static byte[]? Ask(ReadOnlySpan<byte> prompt, int most)
    {
        byte[]? typed;
        bool again;
        do
        {
            int terminal = Libc.Open("/dev/tty", Constants.O_RDWR | Constants.O_CLOEXEC);
            if (terminal < 0)
            {
                return null;
            }

            typed = AskOnce(terminal, prompt, most, out CaughtSignals signals);
            _ = Libc.Close(terminal);
            again = signals.Release();
        }
        while (again);
        return typed;
    }

    private static byte[]? AskOnce(int terminal, ReadOnlySpan<byte> prompt, int most, out CaughtSignals signals)
    {
        _ = Libc.GetTerminal(terminal, out TerminalModes found);
        TerminalModes unseen = found;
        unseen.Local &= ~(uint)(Constants.ECHO | Constants.ECHONL);

        // The kernel stops a background job here, so the signals must not be caught yet.
        _ = Libc.SetTerminal(terminal, unseen);
        signals = CaughtSignals.Catch();
        _ = Libc.Write(terminal, prompt);
        byte[]? typed = ReadLine(terminal, most);
        _ = Libc.Write(terminal, "\n"u8);
        while (Libc.SetTerminal(terminal, found) == -Constants.EINTR && !Libc.HasCome(Constants.SIGTTOU))
        {
        }

        return typed;
    }

    private static byte[]? ReadLine(int terminal, int most)
    {
        Span<byte> one = stackalloc byte[1];
        byte[] typed = new byte[most];
        int length = 0;
        while (true)
        {
            int read = Libc.Read(terminal, one);
            if (read < 0)
            {
                return null;
            }

            if (read == 0 || one[0] is (byte)'\n' or (byte)'\r')
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
