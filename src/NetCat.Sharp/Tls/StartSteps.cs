using System;
using System.Text;

namespace NetCat.Sharp.Tls;

/// <summary>The exchanges of each protocol.</summary>
internal static class StartSteps
{
    internal static StartStep[] Of(StartProtocol protocol, string? name) => protocol switch
    {
        StartProtocol.Smtp =>
        [
            new([], static heard => StartReplies.OfNumber(heard, "220"u8)),
            new(Encoding.ASCII.GetBytes($"EHLO {OwnName}\r\n"), static heard => StartReplies.OfNumber(heard, "250"u8, "STARTTLS"u8)),
            new("STARTTLS\r\n"u8.ToArray(), static heard => StartReplies.OfNumber(heard, "220"u8)),
        ],
        StartProtocol.Imap =>
        [
            new([], StartReplies.OfImapGreeting),
            new("a STARTTLS\r\n"u8.ToArray(), StartReplies.OfImap),
        ],
        StartProtocol.Pop3 =>
        [
            new([], StartReplies.OfPop3),
            new("STLS\r\n"u8.ToArray(), StartReplies.OfPop3),
        ],
        StartProtocol.Ftp =>
        [
            new([], static heard => StartReplies.OfNumber(heard, "220"u8)),
            new("AUTH TLS\r\n"u8.ToArray(), static heard => StartReplies.OfNumber(heard, "234"u8)),
        ],
        StartProtocol.Ldap => [new(StartMessages.LdapRequest, StartMessages.OfLdap)],
        StartProtocol.Postgres => [new(StartMessages.PostgresRequest, StartMessages.OfPostgres)],
        StartProtocol.Xmpp =>
        [
            new(StreamTo(name), StartMessages.OfXmppFeatures),
            new("<starttls xmlns='urn:ietf:params:xml:ns:xmpp-tls'/>"u8.ToArray(), StartMessages.OfXmppProceed),
        ],
        _ => [],
    };

    /// <summary>The name of this host, or another name that no server regards as its own (RFC 5321, section 4.1.4).</summary>
    private static string OwnName => TlsContext.IsHostName(Environment.MachineName) ? Environment.MachineName : "localhost.localdomain";

    private static byte[] StreamTo(string? name)
    {
        string to = name is null ? "" : $" to='{name.Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal).Replace("'", "&apos;", StringComparison.Ordinal)}'";
        return Encoding.UTF8.GetBytes($"<?xml version='1.0'?><stream:stream{to} xmlns='jabber:client' xmlns:stream='http://etherx.jabber.org/streams' version='1.0'>");
    }
}
