using System;
using System.Collections.Generic;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;

namespace NetCat.Sharp.Tests.Hostile;

/// <summary>Runs getopt(3) of the system's C library. Only one call at a time: it keeps its state in global variables.</summary>
internal static unsafe partial class CLibraryGetOpt
{
    private static readonly nint s_library = NativeLibrary.Load("libc.so.6");

    /// <summary>Returns options, operands and the fault, one on each line.</summary>
    /// <param name="arguments">The arguments without the program's name.</param>
    /// <param name="letters">The option string of getopt: a colon follows each letter that takes a value.</param>
    /// <param name="permutes">Whether options may follow operands.</param>
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
            // Zero resets glibc's state of the previous command line.
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
                // nc stops at the first fault, so the operands do not matter.
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
