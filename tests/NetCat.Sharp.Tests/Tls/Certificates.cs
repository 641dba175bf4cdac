using System;
using System.Threading.Tasks;
using NetCat.Sharp.Testing;
using NetCat.Sharp.Tests.RealPrograms;
using Xunit;

namespace NetCat.Sharp.Tests.Tls;

/// <summary>A certificate authority and its certificates for localhost and for a client, made with openssl(1) once for all tests.</summary>
public sealed class Certificates : IAsyncLifetime, IDisposable
{
    private readonly Scratch _scratch = new();

    internal string Authority => _scratch.Path("ca.pem");

    internal string Server => _scratch.Path("server.pem");

    internal string ServerKey => _scratch.Path("server.key");

    internal string Client => _scratch.Path("client.pem");

    internal string ClientKey => _scratch.Path("client.key");

    internal string Expired => _scratch.Path("expired.pem");

    internal string ExpiredKey => _scratch.Path("expired.key");

    /// <summary>For localhost and for no address.</summary>
    internal string Named => _scratch.Path("named.pem");

    internal string NamedKey => _scratch.Path("named.key");

    internal string Path(string name) => _scratch.Path(name);

    public async Task InitializeAsync()
    {
        await OpenSsl("req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-keyout", Path("ca.key"), "-out", Authority, "-subj", "/CN=Test CA", "-days", "2");
        await Issue("server", "/CN=localhost", "subjectAltName=DNS:localhost,IP:127.0.0.1", "2");
        await Issue("client", "/CN=a client", "subjectAltName=DNS:client.test", "2");
        await Issue("named", "/CN=localhost", "subjectAltName=DNS:localhost", "2");
        await Issue("expired", "/CN=localhost", "subjectAltName=DNS:localhost", "-1");
    }

    /// <summary>Runs a shell line in its own directory; <c>CERTS/</c> in the line is the directory of the certificates.</summary>
    internal async Task<string> Run(string line)
    {
        using Scratch scratch = new();
        return await Pipeline.Run(line.Replace("CERTS", Path(""), StringComparison.Ordinal), scratch);
    }

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose() => _scratch.Dispose();

    internal static async Task<ChildResult> OpenSsl(params string[] arguments)
    {
        ChildResult result = await ChildProcess.Run("openssl", arguments);
        Assert.True(result.ExitCode == 0, result.StandardError);
        return result;
    }

    private async Task Issue(string name, string subject, string names, string days)
    {
        string request = Path(name + ".csr"), extensions = Path(name + ".ext");
        await System.IO.File.WriteAllTextAsync(extensions, names);
        await OpenSsl("req", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-keyout", Path(name + ".key"), "-out", request, "-subj", subject);
        await OpenSsl("x509", "-req", "-in", request, "-CA", Authority, "-CAkey", Path("ca.key"), "-CAcreateserial", "-out", Path(name + ".pem"), "-extfile", extensions, "-days", days);
    }
}
