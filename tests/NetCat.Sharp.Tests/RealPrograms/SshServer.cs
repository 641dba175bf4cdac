using System;
using System.IO;
using System.Linq;
using System.Threading.Tasks;

namespace NetCat.Sharp.Tests.RealPrograms;

/// <summary>An sshd of one test's own: a port, keys and settings that are gone with the scratch directory, and the test's user as its only guest.</summary>
internal sealed class SshServer : IAsyncDisposable
{
    private const string ServerSettings = """
        ListenAddress 127.0.0.1:PORT
        HostKey HERE/host
        AuthorizedKeysFile HERE/user.pub
        StrictModes no
        UsePAM no
        PidFile none
        PasswordAuthentication no
        PermitRootLogin yes
        """;

    private const string ClientSettings = """
        Host there
          HostName 127.0.0.1
          Port PORT
          User USER
          IdentityFile HERE/user
          IdentitiesOnly yes
          IdentityAgent none
          BatchMode yes
          StrictHostKeyChecking no
          UserKnownHostsFile /dev/null
          LogLevel ERROR
          ExitOnForwardFailure yes
        """;

    private readonly Scratch _scratch;
    private readonly Pipeline _server;
    private Pipeline? _socks;

    private SshServer(Scratch scratch, Pipeline server)
    {
        _scratch = scratch;
        _server = server;
    }

    /// <summary>Why a test with this program cannot log in; null if it can.</summary>
    internal static string? WhyNot(string program) => NativeProgram.WhyNot("ssh", "sshd", "ssh-keygen", program) ?? WhyNoLogIn();

    private static string? WhyNoLogIn()
    {
        string? entry = File.ReadLines("/etc/passwd").FirstOrDefault(static line => line.StartsWith(Environment.UserName + ":", StringComparison.Ordinal));
        string shell = Path.GetFileName(entry ?? "");
        return shell is "nologin" or "false" ? $"{Environment.UserName} has no login shell, so sshd refuses its log-in" : null;
    }

    /// <summary>Starts it; <c>ssh -F client there</c> in the scratch directory logs in.</summary>
    internal static async Task<SshServer> Start(Scratch scratch)
    {
        int port = Ports.Free();
        _ = await Pipeline.Run("for key in host user; do ssh-keygen -q -t ed25519 -N '' -f $key; done", scratch);
        string Filled(string settings) => settings
            .Replace("PORT", $"{port}", StringComparison.Ordinal)
            .Replace("HERE", scratch.Root, StringComparison.Ordinal)
            .Replace("USER", Environment.UserName, StringComparison.Ordinal) + "\n";
        File.WriteAllText(scratch.Path("server"), Filled(ServerSettings));
        File.WriteAllText(scratch.Path("client"), Filled(ClientSettings));
        if (Environment.IsPrivilegedProcess)
        {
            // Where sshd locks itself up before a log-in; the start of the service makes it, and here is no service.
            _ = Directory.CreateDirectory("/run/sshd");
        }

        Pipeline server = Pipeline.Start("exec timeout 100 $(type -P sshd) -D -e -f \"$PWD/server\" 2>server.log", scratch, port);
        await Ports.ListenedAt(port);
        return new SshServer(scratch, server);
    }

    /// <summary>Starts <c>ssh -D</c>: a SOCKS proxy, versions 4 and 5, whose port this is.</summary>
    internal async Task<int> StartSocksProxy()
    {
        int port = Ports.Free();
        _socks = Pipeline.Start("exec timeout 100 ssh -F client -N -D 127.0.0.1:$PORT there </dev/null", _scratch, port);
        await Ports.ListenedAt(port);
        return port;
    }

    public async ValueTask DisposeAsync()
    {
        if (_socks is not null)
        {
            await _socks.DisposeAsync();
        }

        await _server.DisposeAsync();
    }
}
