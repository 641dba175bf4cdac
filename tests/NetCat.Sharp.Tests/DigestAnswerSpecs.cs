using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;
using NetCat.Sharp.Proxies;
using Xunit;

namespace NetCat.Sharp.Tests;

/// <summary>Digest authorization: the examples of the RFCs, and the choice among challenges.</summary>
public sealed class DigestAnswerSpecs
{
    private const string Rfc7616 =
        "Digest realm=\"http-auth@example.org\", qop=\"auth, auth-int\", nonce=\"7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v\", opaque=\"FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS\", algorithm=";

    private const string ClientNonce = "f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ";

    [Theory]
    [InlineData("MD5", "MD5", "8ca523f5e9506fed4657c9700eebdbec")]
    [InlineData("SHA-256", "SHA256", "753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1")]
    public void The_example_of_RFC_7616(string algorithm, string digest, string response)
    {
        string answer = ProxyAuthorization.AnswerDigest(Challenges(Rfc7616 + algorithm)[0], Login("Mufasa:Circle of Life"), "GET", "/dir/index.html", ClientNonce, digest);
        Assert.Equal(
            $"Digest username=\"Mufasa\", realm=\"http-auth@example.org\", nonce=\"7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v\", uri=\"/dir/index.html\", response=\"{response}\", "
                + $"algorithm={algorithm}, opaque=\"FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS\", qop=auth, nc=00000001, cnonce=\"{ClientNonce}\"",
            answer);
    }

    [Fact]
    public void The_example_of_RFC_2069_which_has_no_qop()
    {
        string answer = ProxyAuthorization.AnswerDigest(
            Challenges("Digest realm=\"testrealm@host.com\", nonce=\"dcd98b7102dd2f0e8b11d0f600bfb0c093\"")[0], Login("Mufasa:CircleOfLife"), "GET", "/dir/index.html", "x", "MD5");
        Assert.Contains("response=\"1949323746fe6a43ef61f9606e7febea\"", answer, StringComparison.Ordinal);
        Assert.DoesNotContain("nc=", answer, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Basic realm=a, " + Rfc7616 + "MD5, " + Rfc7616 + "SHA-256", "Digest SHA-256")]
    [InlineData("Basic realm=a, " + Rfc7616 + "MD5-sess", "Digest MD5")]
    [InlineData("Basic realm=a, " + Rfc7616 + "SHA-512-256", "Basic")]
    [InlineData("Digest realm=a, nonce=b, qop=auth-int, Basic realm=a", "Basic")]
    [InlineData("Digest nonce=b, Basic realm=a", "Basic")]
    [InlineData("Digest realm=a, nonce=b", "Digest MD5")]
    public void The_strongest_scheme_is_chosen(string value, string expected)
    {
        string answer = ProxyAuthorization.Answer(Challenges(value), Login("u:p"), "h:1", out string scheme, out _);
        Assert.Equal(expected, scheme);
        Assert.StartsWith(expected.Split(' ')[0] + " ", answer, StringComparison.Ordinal);
    }

    [Fact]
    public void The_name_may_be_hidden_and_quotes_are_escaped()
    {
        string hidden = ProxyAuthorization.Answer(Challenges(Rfc7616 + "SHA-256, userhash=true"), Login("Mufasa:x"), "h:1", out _, out _);
        Assert.Matches("username=\"[0-9a-f]{64}\".*userhash=true", hidden);
        string quoted = ProxyAuthorization.Answer(Challenges("Digest realm=\"a\\\"b\", nonce=n"), Login("u\"\\:p"), "h:1", out _, out _);
        Assert.Contains("username=\"u\\\"\\\\\", realm=\"a\\\"b\"", quoted, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Negotiate, NTLM", "proxy authentication: no scheme of the proxy is supported: Negotiate, NTLM")]
    [InlineData("", "proxy authentication: the proxy names no scheme")]
    public void Unsupported_challenges_are_reported(string value, string line)
        => Assert.Equal(line, Assert.Throws<ProxyFailure>(() => ProxyAuthorization.Answer(Challenges(value), Login("u:p"), "h:1", out _, out _)).Line);

    private static List<AuthChallenge> Challenges(string value)
    {
        List<AuthChallenge> found = [];
        AuthChallenge.Read(value, found);
        return found;
    }

    private static ProxyCredentials Login(string text) => ProxyCredentials.Read(System.Text.Encoding.UTF8.GetBytes(text), out _)!;
}
