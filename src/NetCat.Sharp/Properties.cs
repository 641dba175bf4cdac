using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

[assembly: DisableRuntimeMarshalling]

// Load the system's libssl.so.3, not one in the program's own directory.
[assembly: DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
