using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

[assembly: DisableRuntimeMarshalling]

// libssl.so.3 is the system's. One that lies beside the program is not loaded.
[assembly: DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
