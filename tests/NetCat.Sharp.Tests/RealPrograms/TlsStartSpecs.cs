using System;
using System.Collections.Generic;
using System.IO;
using System.Threading.Tasks;
using NetCat.Sharp.Tests.Tls;
using Xunit;

namespace NetCat.Sharp.Tests.RealPrograms;

/// <summary>--tls-start with real servers. StartTlsSpecs tests every protocol with scripted ones.</summary>
public sealed class TlsStartSpecs(Certificates certificates) : IClassFixture<Certificates>
{
    private string Client => $"$NC -w 20 --tls-ca {certificates.Authority} --tls-name localhost ";

    [RootNativeTheory("dovecot")]
    [InlineData("imap", "printf 'x LOGOUT\\r\\n'", "^\\* BYE Logging out\r\nx OK Logout completed")]
    public async Task Dovecot(string protocol, string typed, string said)
    {
        using Scratch scratch = new();
        int port = Ports.Free();
        File.WriteAllText(
            scratch.Path("conf"),
            $"base_dir = {scratch.Path("run")}\nstate_dir = {scratch.Path("state")}\nlog_path = {scratch.Path("log")}\nprotocols = imap\nlisten = 127.0.0.1\nssl = yes\n" +
            $"ssl_cert = <{certificates.Server}\nssl_key = <{certificates.ServerKey}\n" +
            $"service imap-login {{\n  inet_listener imap {{\n    port = {port}\n  }}\n  inet_listener imaps {{\n    port = 0\n  }}\n}}\npassdb {{\n  driver = static\n  args = nopassword=y\n}}\n");
        await using Pipeline server = Pipeline.Start("chmod 755 .; exec timeout 100 dovecot -F -c conf", scratch, port);
        await Ports.ListenedAt(port);
        Assert.Matches(said, await Pipeline.Run($"{typed} | {Client} --tls-start {protocol} 127.0.0.1 $PORT", scratch, port));
        Assert.Equal("nc: TLS: the server does not speak SMTP\n1\n", await Pipeline.Run($"{Client} --tls-start smtp 127.0.0.1 $PORT 2>&1 </dev/null; echo $?", scratch, port));
    }

    [RootNativeTheory("slapd")]
    [InlineData("--tls-start ldap", "0")]
    [InlineData("--tls-start ldap --exit-codes --tls-name example.org", "nc: TLS: the peer's certificate is not for example.org\n10")]
    public async Task Slapd(string options, string said)
    {
        using Scratch scratch = new();
        int port = Ports.Free();
        _ = Directory.CreateDirectory(scratch.Path("db"));
        File.WriteAllText(
            scratch.Path("conf"),
            $"include /etc/ldap/schema/core.schema\nmodulepath /usr/lib/ldap\nmoduleload back_mdb\nTLSCertificateFile {certificates.Server}\n" +
            $"TLSCertificateKeyFile {certificates.ServerKey}\ndatabase mdb\nsuffix dc=test\ndirectory {scratch.Path("db")}\n");
        await using Pipeline server = Pipeline.Start("exec timeout 100 slapd -d 0 -f conf -h ldap://127.0.0.1:$PORT", scratch, port);
        await Ports.ListenedAt(port);
        Assert.Equal($"{said}\n", await Pipeline.Run($"{Client} -z {options} 127.0.0.1 $PORT 2>&1; echo $?", scratch, port));
    }

    [RootNativeTheory("postfix")]
    [InlineData("printf 'EHLO x\\r\\nQUIT\\r\\n'")]
    public async Task Postfix(string typed)
    {
        using Scratch scratch = new();
        int port = Ports.Free();
        IEnumerable<string> settings =
        [
            "compatibility_level = 3.6", $"queue_directory = {scratch.Path("queue")}", $"data_directory = {scratch.Path("data")}", "inet_interfaces = 127.0.0.1",
            "inet_protocols = ipv4", "myhostname = localhost", $"smtpd_tls_cert_file = {certificates.Server}", $"smtpd_tls_key_file = {certificates.ServerKey}",
            "smtpd_tls_security_level = may",
        ];
        IEnumerable<string> services =
        [
            $"127.0.0.1:{port} inet n - n - - smtpd", "cleanup unix n - n - 0 cleanup", "qmgr unix n - n - 1 qmgr", "rewrite unix - - n - - trivial-rewrite",
            "anvil unix - - n - 1 anvil", "tlsmgr unix - - n - 1 tlsmgr", "proxymap unix - - n - - proxymap",
        ];
        foreach (string directory in new[] { "conf", "queue", "data" })
        {
            _ = Directory.CreateDirectory(scratch.Path(directory));
        }

        File.WriteAllLines(scratch.Path("conf/main.cf"), settings);
        File.WriteAllLines(scratch.Path("conf/master.cf"), services);
        _ = await Pipeline.Run("chmod 755 .; chown postfix data; timeout 60 postfix -c $PWD/conf start >start 2>&1 </dev/null", scratch);
        try
        {
            await Ports.ListenedAt(port);
            string said = await Pipeline.Run($"{typed} | {Client} --tls-start smtp 127.0.0.1 $PORT", scratch, port);
            Assert.Matches("^250-localhost\r\n", said);
            Assert.DoesNotContain("STARTTLS", said, StringComparison.Ordinal);
        }
        finally
        {
            _ = await Pipeline.Run("timeout 60 postfix -c $PWD/conf stop >stop 2>&1 </dev/null", scratch);
        }
    }
}
