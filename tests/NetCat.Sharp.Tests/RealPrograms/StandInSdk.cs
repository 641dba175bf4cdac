using System;
using System.IO;
using System.Runtime.Versioning;
using System.Threading.Tasks;

namespace NetCat.Sharp.Tests.RealPrograms;

/// <summary>
/// Replaces dotnet for install.sh: it "publishes" the native programs that already exist. tests/run.sh
/// has published them through install.sh, which takes a minute.
/// </summary>
[UnsupportedOSPlatform("windows")]
internal static class StandInSdk
{
    internal static string Publishes => PublishesInstead(NativeProgram.Path);

    internal static string PublishesInstead(string program)
        => $"while [ \"$1\" != -o ]; do shift; done; mkdir -p \"$2\" && cp '{program}' \"$2/nc\" && cp /bin/true \"$2/nclab\"";

    internal static Task<ChildResult> Install(Scratch scratch, string publish, params string[] arguments)
    {
        Write(scratch, "dotnet", "case $1 in --version | --list-sdks) echo 10.0.100; exit ;; esac; " + publish);
        return Run(scratch, arguments);
    }

    internal static Task<ChildResult> Run(Scratch scratch, params string[] arguments)
        => ChildProcess.Run(SourceTree.Path("install.sh"), arguments, new ChildOptions
        {
            Environment =
            {
                ["PATH"] = scratch.Path("stand-in") + ":" + Environment.GetEnvironmentVariable("PATH"),
                ["TMPDIR"] = Directory.CreateDirectory(scratch.Path("stand-in/tmp")).FullName,
            },
            Limit = TimeSpan.FromSeconds(60),
        });

    internal static void Write(Scratch scratch, string name, string body)
    {
        _ = Directory.CreateDirectory(scratch.Path("stand-in"));
        string path = scratch.Path("stand-in/" + name);
        File.WriteAllText(path, "#!/bin/bash\n" + body + "\n");
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }
}
