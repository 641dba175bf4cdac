using System;
using System.Collections.Generic;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;

namespace NetCat.Sharp.Tests.Hostile;

/// <summary>getopt(3) of the machine's own C library, asked about a command line. One at a time: it keeps its state in globals.</summary>
internal static unsafe partial class CLibraryGetOpt
{
    private static readonly nint s_library = NativeLibrary.Load("libc.so.6");

    /// <summary>Options, operands and the fault, each on a line of its own.</summary>
    /// <param name="arguments">Without the program's name.</param>
    /// <param name="letters">As getopt wants them: a colon behind each that takes a value.</param>
    /// <param name="permutes">Options may follow operands.</param>
    internal static string Parse(IReadOnlyList<string> arguments, string letters, bool permutes)
    {
        nint* argv = (nint*)NativeMemory.AllocZeroed((nuint)(arguments.Count + 2), (nuint)sizeof(nint));
        nint form = Marshal.StringToCoTaskMemUTF8((permutes ? ":" : "+:") + letters);
        argv[0] = Marshal.StringToCoTaskMemUTF8("nc");
        for (int i = 0; i < arguments.Count; i++)
        {
            argv[i + 1] = Marshal.StringToCoTaskMemUTF8(arguments[i]);
        }

        try
        {
            // Zero has glibc forget the command line before.
            *(int*)NativeLibrary.GetExport(s_library, "optind") = 0;
            return Parse(arguments.Count + 1, argv, form);
        }
        finally
        {
            for (int i = 0; i <= arguments.Count; i++)
            {
                Marshal.FreeCoTaskMem(argv[i]);
            }

            Marshal.FreeCoTaskMem(form);
            NativeMemory.Free(argv);
        }
    }

    private static string Parse(int count, nint* argv, nint form)
    {
        StringBuilder text = new();
        int found;
        while ((found = Next(count, argv, form)) != -1)
        {
            char letter = (char)*(int*)NativeLibrary.GetExport(s_library, "optopt");
            if (found is '?' or ':')
            {
                // nc gives up here, and operands are of no interest any more.
                string fault = found == '?' ? "invalid option" : "option requires an argument";
                return text.Append(CultureInfo.InvariantCulture, $"{fault} -- '{letter}'\n").ToString();
            }

            string? value = Marshal.PtrToStringUTF8(*(nint*)NativeLibrary.GetExport(s_library, "optarg"));
            _ = text.Append(CultureInfo.InvariantCulture, $"{(char)found}={value}\n");
        }

        for (int i = *(int*)NativeLibrary.GetExport(s_library, "optind"); i < count; i++)
        {
            _ = text.Append(CultureInfo.InvariantCulture, $"operand {Marshal.PtrToStringUTF8(argv[i])}\n");
        }

        return text.ToString();
    }

    [LibraryImport("libc", EntryPoint = "getopt")]
    private static partial int Next(int count, nint* argv, nint letters);
}
