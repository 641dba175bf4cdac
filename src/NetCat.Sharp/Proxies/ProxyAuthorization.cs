using System;
using System.Collections.Generic;
using System.Text;
using NetCat.Sharp.IO;
using NetCat.Sharp.Strings;

namespace NetCat.Sharp.Proxies;

/// <summary>
/// Answers the challenges of an HTTP proxy with Digest (RFC 7616) and SHA-256, Digest and MD5, or Basic (RFC 7617): the first of these that the proxy
/// offers. OpenSSL computes the digests.
/// </summary>
internal static class ProxyAuthorization
{
    /// <summary>The algorithms in order of preference, with OpenSSL's names.</summary>
    private static readonly (string Algorithm, string Digest)[] s_algorithms = [("SHA-256", "SHA256"), ("MD5", "MD5")];

    /// <summary>The value of the Proxy-Authorization field.</summary>
    /// <param name="challenges">The challenges that the proxy offers.</param>
    /// <param name="login">The user and the password.</param>
    /// <param name="uri">The target of CONNECT: host and port.</param>
    /// <param name="scheme">The chosen scheme, for messages.</param>
    /// <param name="isStale">Whether the proxy accepts the password but not the previous nonce.</param>
    /// <exception cref="ProxyFailure">No challenge can be answered.</exception>
    internal static string Answer(List<AuthChallenge> challenges, ProxyCredentials login, string uri, out string scheme, out bool isStale)
    {
        foreach ((string algorithm, string digest) in s_algorithms)
        {
            if (challenges.Find(one => IsUsable(one, algorithm)) is { } found && Digest.IsAvailable(digest) == true)
            {
                scheme = "Digest " + algorithm;
                isStale = string.Equals(found["stale"], "true", StringComparison.OrdinalIgnoreCase);
                return AnswerDigest(found, login, "CONNECT", uri, Guid.NewGuid().ToString("N"), digest);
            }
        }

        (scheme, isStale) = ("Basic", false);
        return challenges.Exists(static one => one.Is("Basic"))
            ? "Basic " + Convert.ToBase64String([.. login.User, (byte)':', .. login.Password])
            : throw new ProxyFailure(Refusal(challenges)) { IsLasting = true };
    }

    /// <summary>The Digest answer to one challenge (RFC 7616, 3.4).</summary>
    /// <param name="challenge">A challenge with a nonce and a realm.</param>
    /// <param name="login">The user and the password.</param>
    /// <param name="method">The method of the request.</param>
    /// <param name="uri">The target of the request.</param>
    /// <param name="cnonce">The client's nonce.</param>
    /// <param name="digest">OpenSSL's name of the digest.</param>
    internal static string AnswerDigest(AuthChallenge challenge, ProxyCredentials login, string method, string uri, string cnonce, string digest)
    {
        string user = Encoding.Latin1.GetString(login.User);
        string password = Encoding.Latin1.GetString(login.Password);
        string realm = challenge["realm"]!;
        string nonce = challenge["nonce"]!;
        bool hasQuality = challenge["qop"] is not null;
        bool isSession = challenge["algorithm"]?.EndsWith("-sess", StringComparison.OrdinalIgnoreCase) ?? false;
        string secret = Hash(digest, $"{user}:{realm}:{password}");
        secret = isSession ? Hash(digest, $"{secret}:{nonce}:{cnonce}") : secret;
        string request = Hash(digest, $"{method}:{uri}");
        string response = Hash(digest, hasQuality ? $"{secret}:{nonce}:00000001:{cnonce}:auth:{request}" : $"{secret}:{nonce}:{request}");
        bool hidesUser = string.Equals(challenge["userhash"], "true", StringComparison.OrdinalIgnoreCase);
        StringBuilder text = new StringBuilder("Digest username=").Append(Quoted(hidesUser ? Hash(digest, $"{user}:{realm}") : user));
        _ = text.Append(", realm=").Append(Quoted(realm)).Append(", nonce=").Append(Quoted(nonce)).Append(", uri=").Append(Quoted(uri));
        _ = text.Append(", response=\"").Append(response).Append('"');
        _ = challenge["algorithm"] is { } algorithm ? text.Append(", algorithm=").Append(algorithm) : text;
        _ = challenge["opaque"] is { } opaque ? text.Append(", opaque=").Append(Quoted(opaque)) : text;
        _ = hasQuality ? text.Append(", qop=auth, nc=00000001") : text;
        _ = hasQuality || isSession ? text.Append(", cnonce=").Append(Quoted(cnonce)) : text;
        _ = hidesUser ? text.Append(", userhash=true") : text;
        return text.ToString();
    }

    private static bool IsUsable(AuthChallenge challenge, string algorithm)
    {
        string named = challenge["algorithm"] ?? "MD5";
        return challenge.Is("Digest") && challenge["realm"] is not null && challenge["nonce"] is not null
            && (string.Equals(named, algorithm, StringComparison.OrdinalIgnoreCase) || string.Equals(named, algorithm + "-sess", StringComparison.OrdinalIgnoreCase))
            && (challenge["qop"] is not { } qualities || OffersAuth(qualities));
    }

    /// <summary>Whether the list of qualities contains auth, the one without an integrity check of the body; CONNECT has no body.</summary>
    private static bool OffersAuth(string qualities)
        => Array.Exists(qualities.Split(','), static one => string.Equals(one.Trim(), "auth", StringComparison.OrdinalIgnoreCase));

    private static string Refusal(List<AuthChallenge> challenges)
    {
        List<string> offered = challenges.ConvertAll(static one => Printable.Of(one.Scheme));
        string list = string.Join(", ", offered);
        return challenges.Exists(static one => one.Is("Digest")) && Digest.IsAvailable("MD5") is null
            ? "proxy authentication: libcrypto.so.3, a part of OpenSSL, is not there"
            : offered.Count == 0 ? "proxy authentication: the proxy names no scheme" : "proxy authentication: no scheme of the proxy is supported: " + list;
    }

    private static string Hash(string digest, string text)
    {
        using Digest hash = Digest.Begin(digest) ?? throw new ProxyFailure("proxy authentication: OpenSSL refuses " + digest) { IsLasting = true };
        hash.Update(Encoding.Latin1.GetBytes(text));
        return hash.End();
    }

    private static string Quoted(string text)
        => "\"" + text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal) + "\"";
}
