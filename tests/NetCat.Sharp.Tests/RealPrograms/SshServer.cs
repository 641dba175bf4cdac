using System;
using System.IO;
using System.Linq;
using System.Threading.Tasks;

namespace NetCat.Sharp.Tests.RealPrograms;

/// <summary>An sshd for one test: its port, keys and settings are in the scratch directory, and only the test's user can log in.</summary>
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

    /// <summary>Why a test that needs this program cannot log in; null if it can.</summary>
    internal static string? WhyNot(string program) => NativeProgram.WhyNot("ssh", "sshd", "ssh-keygen", program) ?? WhyNoLogIn();

    private static string? WhyNoLogIn()
    {
        string? entry = File.ReadLines("/etc/passwd").FirstOrDefault(static line => line.StartsWith(Environment.UserName + ":", StringComparison.Ordinal));
        string shell = Path.GetFileName(entry ?? "");
        return shell is "nologin" or "false" ? $"{Environment.UserName} has no login shell, so sshd refuses its log-in" : null;
    }

    /// <summary>Starts the server; <c>ssh -F client there</c> in the scratch directory logs in.</summary>
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
            // The directory for sshd's privilege separation; normally the start of the service makes it.
            _ = Directory.CreateDirectory("/run/sshd");
        }

        Pipeline server = Pipeline.Start("exec timeout 100 $(type -P sshd) -D -e -f \"$PWD/server\" 2>server.log", scratch, port);
        await Ports.ListenedAt(port);
        return new SshServer(scratch, server);
    }

    /// <summary>Starts <c>ssh -D</c>, a proxy for SOCKS 4 and 5, and returns its port.</summary>
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
