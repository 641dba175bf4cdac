using System;
using System.Collections.Generic;
using System.Linq;
using System.Net.Sockets;
using System.Text;
using System.Threading.Tasks;
using NetCat.Sharp.Tls;
using Xunit;

namespace NetCat.Sharp.Tests.Tls;

/// <summary>The exchange in plain text before TLS, with a scripted server: it sends S: lines, and the client must send C: lines.</summary>
public sealed class StartTlsSpecs(Certificates certificates) : IClassFixture<Certificates>
{
    private const string Smtp = "S:220-mx here|S:220 ESMTP|C:EHLO |S:250-mx|S:250-STARTTLS|S:250 SIZE|C:STARTTLS|S:220 go";
    private const string Imap = "S:* OK hello|S:* CAPABILITY IMAP4|C:a STARTTLS|S:* 1 EXISTS|S:a ok begin";
    private const string Pop3 = "S:+OK hello|C:STLS|S:+OK begin";
    private const string Ftp = "S:220-long|S: 220 is not the end|S:220 ready|C:AUTH TLS|S:234 go";
    private const string Xmpp = "C:to='localhost'|S:<?xml version='1.0'?><stream:stream id='1'><stream:features><starttls xmlns='urn:ietf:params:xml:ns:xmpp-tls'/></stream:features>|C:<starttls |S:<proceed xmlns='urn:ietf:params:xml:ns:xmpp-tls'/>";
    private const string Ldap = "X:1.3.6.1.4.1.1466.20037|B:300c02010178070a010004000400";
    private const string Postgres = "N:8|B:53";

    private TlsOptions Client => new() { CaFile = certificates.Authority, Name = "localhost" };

    private TlsOptions Server => new() { IsServer = true, CertificateFile = certificates.Server, KeyFile = certificates.ServerKey };

    [Theory]
    [InlineData("Smtp", Smtp)]
    [InlineData("Imap", Imap)]
    [InlineData("Pop3", Pop3)]
    [InlineData("Ftp", Ftp)]
    [InlineData("Xmpp", Xmpp)]
    [InlineData("Ldap", Ldap)]
    [InlineData("Postgres", Postgres)]
    public async Task Tls_begins_after_the_last_reply(string protocol, string script)
    {
        foreach (bool byteByByte in new[] { false, true })
        {
            (Socket one, Socket other) = TlsPeer.Pair();
            one.NoDelay = other.NoDelay = true;
            using var client = new TlsPeer(one, Client with { Start = Enum.Parse<StartProtocol>(protocol) });
            Task<bool> opening = Task.Run(() => client.Channel.Handshake(TlsPeer.Patience));
            await Task.Run(() => Follow(other, script, byteByByte));
            using var server = new TlsPeer(other, Server);
            bool served = server.Channel.Handshake(TlsPeer.Patience);
            Assert.True(await opening, client.Channel.Failure.ToString());
            Assert.True(served, server.Channel.Failure.ToString());
            server.Write("hello"u8);
            Assert.Equal("hello", client.ReadText(5));
        }
    }

    [Theory]
    [InlineData("Smtp", "S:554 go away", (int)TlsFault.StartRefused, "554 go away")]
    [InlineData("Smtp", "S:220 mx|C:EHLO|S:250-mx|S:250 XSTARTTLS", (int)TlsFault.StartUnoffered, "")]
    [InlineData("Smtp", "S:220 mx|C:EHLO|S:250 STARTTLS|C:STARTTLS|S:454 not now", (int)TlsFault.StartRefused, "454 not now")]
    [InlineData("Smtp", "S:SSH-2.0", (int)TlsFault.StartOther, "")]
    [InlineData("Imap", "S:* PREAUTH hello", (int)TlsFault.StartRefused, "* PREAUTH hello")]
    [InlineData("Imap", "S:* OK hello|C:a STARTTLS|S:a BAD no", (int)TlsFault.StartRefused, "a BAD no")]
    [InlineData("Imap", "S:+OK hello", (int)TlsFault.StartOther, "")]
    [InlineData("Pop3", "S:+OK hello|C:STLS|S:-ERR no", (int)TlsFault.StartRefused, "-ERR no")]
    [InlineData("Ftp", "S:220 hello|C:AUTH TLS|S:502 no", (int)TlsFault.StartRefused, "502 no")]
    [InlineData("Xmpp", "C:<stream:stream|S:<stream:stream><stream:features></stream:features>", (int)TlsFault.StartUnoffered, "")]
    [InlineData("Xmpp", "S:220 hello", (int)TlsFault.StartOther, "")]
    [InlineData("Ldap", "C:1466|B:301002010178 0b 0a0134 0400 0404 6e6f7065", (int)TlsFault.StartRefused, "nope")]
    [InlineData("Ldap", "S:220 hello", (int)TlsFault.StartOther, "")]
    [InlineData("Ldap", "B:3084ffffffff", (int)TlsFault.StartOther, "")]
    [InlineData("Postgres", "N:8|B:4e", (int)TlsFault.StartUnoffered, "")]
    [InlineData("Postgres", "N:8|B:45", (int)TlsFault.StartOther, "")]
    [InlineData("Smtp", "S:220 mx", (int)TlsFault.Closed, "")]
    public void A_server_that_does_not_start_TLS_is_reported(string protocol, string script, int fault, string detail)
        => Assert.Equal(((TlsFault)fault, detail), FailureOf(protocol, script));

    /// <summary>Plain text after the last reply must never be read as TLS data (CVE-2011-0411).</summary>
    [Theory]
    [InlineData("Smtp", Smtp, "250 injected\r\n")]
    [InlineData("Imap", Imap, "* injected\r\n")]
    [InlineData("Pop3", Pop3, "\r\n")]
    [InlineData("Ftp", Ftp, "x")]
    [InlineData("Xmpp", Xmpp, " ")]
    [InlineData("Ldap", Ldap, "\0")]
    [InlineData("Postgres", Postgres, "R")]
    public void Bytes_after_the_last_reply_are_refused(string protocol, string script, string injected)
        => Assert.Equal((TlsFault.StartInjected, ""), FailureOf(protocol, script, injected));

    [Fact]
    public void A_server_that_sends_too_much_is_refused()
        => Assert.Equal(TlsFault.StartOther, FailureOf("Imap", "S:* OK hello", string.Concat(Enumerable.Repeat("* x\r\n", 14_000))).Fault);

    private (TlsFault Fault, string Detail) FailureOf(string protocol, string script, string injected = "")
    {
        (Socket one, Socket other) = TlsPeer.Pair();
        using var client = new TlsPeer(one, Client with { Start = Enum.Parse<StartProtocol>(protocol) });
        Task playing = Task.Run(() =>
        {
            using (other)
            {
                Follow(other, script, byteByByte: false, injected);
                other.Shutdown(SocketShutdown.Send);
                while (Quietly(() => other.Receive(new byte[4096])) > 0)
                {
                }
            }
        });
        Assert.False(client.Channel.Handshake(TlsPeer.Patience));
        client.FinishSocket();
        Assert.True(playing.Wait(TimeSpan.FromSeconds(20)));
        return (client.Channel.Failure.Fault, client.Channel.Failure.Detail);
    }

    private static int Quietly(Func<int> call)
    {
        try
        {
            return call();
        }
        catch (SocketException)
        {
            return 0;
        }
    }

    /// <summary>Sends adjacent replies, and injected bytes, in one segment.</summary>
    private static void Follow(Socket socket, string script, bool byteByByte, string injected = "")
    {
        List<byte> pending = [];
        foreach (string line in script.Split('|'))
        {
            string text = line[2..];
            switch (line[0])
            {
                case 'S':
                    pending.AddRange(Encoding.UTF8.GetBytes(text + (text.StartsWith('<') ? "" : "\r\n")));
                    break;
                case 'B':
                    pending.AddRange(Convert.FromHexString(text.Replace(" ", "", StringComparison.Ordinal)));
                    break;
                default:
                    Send(socket, pending, byteByByte);
                    Await(socket, line[0] == 'N' ? "\x04" : text);
                    break;
            }
        }

        pending.AddRange(Encoding.UTF8.GetBytes(injected));
        Send(socket, pending, byteByByte);
    }

    private static void Send(Socket socket, List<byte> pending, bool byteByByte)
    {
        foreach (byte[] part in pending.Chunk(byteByByte ? 1 : int.MaxValue))
        {
            Assert.Equal(part.Length, socket.Send(part));
        }

        pending.Clear();
    }

    private static void Await(Socket socket, string text)
    {
        byte[] buffer = new byte[4096];
        string heard = "";
        while (!heard.Contains(text, StringComparison.Ordinal))
        {
            int read = socket.Receive(buffer);
            Assert.True(read > 0, heard);
            heard += Encoding.Latin1.GetString(buffer, 0, read);
        }
    }
}
