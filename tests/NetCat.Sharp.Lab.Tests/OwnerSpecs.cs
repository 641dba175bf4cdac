using System;
using System.IO;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Runtime.Versioning;
using System.Text.Json;
using System.Threading.Tasks;
using Xunit;

namespace NetCat.Sharp.Lab.Tests;

/// <summary>Two users on one port. The results are confirmed with Debian's nc, which sets both options, run as another user.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class OwnerSpecs
{
    [RootTheory]
    [InlineData("")]
    [InlineData(" -6")]
    public async Task SO_REUSEPORT_shares_only_with_the_same_user(string family)
    {
        JsonElement report = await Nclab.Json("reuse owner" + family);
        uint user = report.GetProperty("user").GetUInt32(), other = report.GetProperty("otherUser").GetUInt32();
        Assert.NotEqual(user, other);
        JsonElement[] attempts = [.. report.GetProperty("attempts").EnumerateArray()];
        Assert.Equal(18, attempts.Length);
        foreach (JsonElement attempt in attempts.Where(static one => one.GetProperty("options").GetString() == "SO_REUSEPORT"))
        {
            bool same = attempt.GetProperty("first").GetUInt32() == attempt.GetProperty("second").GetUInt32();
            Assert.Equal(same ? "OK" : "EADDRINUSE", attempt.GetProperty("result").GetString());
        }
    }

    [RootFact]
    public async Task Debians_nc_run_by_two_users_gives_the_same_result()
    {
        using Socket mine = Kernel.NewSocket(tcp: true, AddressFamily.InterNetwork, Kernel.ReusePort);
        mine.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        mine.Listen();
        int port = Kernel.Port(mine);
        ChildResult refused = await ChildProcess.Run("setpriv", ["--reuid=65534", "--regid=65534", "--clear-groups", "nc.openbsd", "-l", "127.0.0.1", $"{port}"]);
        Assert.Contains("Address already in use", refused.StandardError, StringComparison.Ordinal);
        using var allowed = ChildProcess.Start("nc.openbsd", ["-l", "127.0.0.1", $"{port}"]);
        await Until.Holds(() => SocketRow.States("tcp", port).Count(static state => state == "LISTEN") == 2, "a second listener of this user");
        _ = allowed.Signal(Signals.Kill);
    }

    [RootFact]
    public async Task SO_REUSEADDR_alone_shares_with_every_user()
    {
        JsonElement report = await Nclab.Json("reuse owner");
        foreach (JsonElement attempt in report.GetProperty("attempts").EnumerateArray().Where(static one => one.GetProperty("options").GetString() == "SO_REUSEADDR"))
        {
            bool tcp = attempt.GetProperty("protocol").GetString() == "tcp";
            using Socket one = Kernel.NewSocket(tcp, AddressFamily.InterNetwork, Kernel.ReuseAddr);
            using Socket other = Kernel.NewSocket(tcp, AddressFamily.InterNetwork, Kernel.ReuseAddr);
            one.Bind(new IPEndPoint(IPAddress.Loopback, 0));
            string found = Kernel.Answer(() =>
            {
                if (attempt.GetProperty("state").GetString() == "listening")
                {
                    one.Listen();
                }

                other.Bind(one.LocalEndPoint!);
            });
            // Here both sockets have the same user, in the report two: SO_REUSEADDR does not compare users.
            Assert.Equal(found, attempt.GetProperty("result").GetString());
        }
    }

    [Fact]
    public async Task Without_privileges_the_exit_status_is_77_with_one_line()
    {
        string folder = Directory.CreateTempSubdirectory("nclab-").FullName;
        try
        {
            ChildResult result = await Nclab.RunUnprivileged(Readable(folder), "reuse owner");
            Assert.Equal(77, result.ExitCode);
            Assert.Empty(result.StandardOutput);
            Assert.StartsWith("nclab: reuse owner needs", result.StandardError, StringComparison.Ordinal);
            Assert.Equal(1, result.StandardError.Count(static c => c == '\n'));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [RootFact]
    public async Task It_works_if_the_other_user_cannot_read_the_program()
    {
        string folder = Directory.CreateTempSubdirectory("nclab-").FullName;
        try
        {
            string program = Readable(folder);
            File.SetUnixFileMode(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            ChildResult result = await ChildProcess.Run(program, ["reuse", "owner"]);
            Assert.True(result.Success, result.StandardError);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData(" -6")]
    public async Task All_other_verbs_work_without_privileges(string family)
    {
        string folder = Directory.CreateTempSubdirectory("nclab-").FullName;
        try
        {
            string program = Readable(folder);
            foreach (string line in Nclab.Experiments.Where(static line => !line.Contains(Programs.Nc, StringComparison.Ordinal)).Append("udp-connect --nc nc.openbsd"))
            {
                ChildResult result = await Nclab.RunUnprivileged(program, line + family);
                Assert.True(result.Success, $"{line}: {result.ExitCode} {result.StandardError}");
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>A copy that all users may run: the source tree may be in a private home directory.</summary>
    private static string Readable(string folder)
    {
        const UnixFileMode Everybody = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute
            | UnixFileMode.GroupRead | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherExecute;
        File.SetUnixFileMode(folder, Everybody);
        string home = Path.GetDirectoryName(Programs.Nclab)!;
        // The native program is a single file, which may be among unrelated files; the managed one needs the files beside it.
        string[] files = File.Exists(Path.Combine(home, "nclab.dll")) ? Directory.GetFiles(home) : [Programs.Nclab];
        foreach (string file in files)
        {
            string copy = Path.Combine(folder, Path.GetFileName(file));
            File.Copy(file, copy);
            File.SetUnixFileMode(copy, Everybody);
        }

        return Path.Combine(folder, Path.GetFileName(Programs.Nclab));
    }
}
