using System.Runtime.InteropServices;

namespace NetCat.Sharp.Native;

/// <content>Terminals: isatty(3) and termios(3).</content>
internal static unsafe partial class Libc
{
    internal static bool IsTerminal(int descriptor) => IsATtyRaw(descriptor) == 1;

    /// <summary>Reads the terminal's modes; 0 or minus errno (tcgetattr(3)).</summary>
    internal static int GetTerminal(int descriptor, out TerminalModes modes)
    {
        TerminalModes read = default;
        int result = Result(TcGetAttrRaw(descriptor, &read));
        modes = read;
        return result;
    }

    /// <summary>Sets the modes after all output is transmitted, and discards unread input (tcsetattr(3), TCSAFLUSH).</summary>
    internal static int SetTerminal(int descriptor, TerminalModes modes)
        => Result(TcSetAttrRaw(descriptor, Constants.TCSAFLUSH, &modes));

    /// <summary>The number of columns of a terminal; 0 if it is unknown (ioctl_tty(2), TIOCGWINSZ).</summary>
    internal static int TerminalWidth(int descriptor)
    {
        ushort* size = stackalloc ushort[4];
        return IoctlRaw(descriptor, Constants.TIOCGWINSZ, size) < 0 ? 0 : size[1];
    }

    /// <summary>The device number of the terminal, even if it was opened as /dev/tty; 0 if the kernel does not report it (TIOCGDEV).</summary>
    internal static uint TerminalDevice(int descriptor)
    {
        ushort* number = stackalloc ushort[2];
        return IoctlRaw(descriptor, Constants.TIOCGDEV, number) < 0 ? 0 : number[0] | ((uint)number[1] << 16);
    }

    [LibraryImport(C, EntryPoint = "ioctl", SetLastError = true)]
    private static partial int IoctlRaw(int descriptor, nuint request, ushort* size);

    [LibraryImport(C, EntryPoint = "isatty")]
    private static partial int IsATtyRaw(int descriptor);

    [LibraryImport(C, EntryPoint = "tcgetattr", SetLastError = true)]
    private static partial int TcGetAttrRaw(int descriptor, TerminalModes* modes);

    [LibraryImport(C, EntryPoint = "tcsetattr", SetLastError = true)]
    private static partial int TcSetAttrRaw(int descriptor, int actions, TerminalModes* modes);
}

/// <summary><c>struct termios</c> as glibc lays it out.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct TerminalModes
{
    internal uint Input;
    internal uint Output;
    internal uint Control;
    internal uint Local;
    internal byte LineDiscipline;
    internal fixed byte Characters[32];
    internal uint InputSpeed;
    internal uint OutputSpeed;
}
