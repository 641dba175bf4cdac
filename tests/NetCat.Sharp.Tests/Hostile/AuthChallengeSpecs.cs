using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using NetCat.Sharp.Proxies;
using Xunit;

namespace NetCat.Sharp.Tests.Hostile;

/// <summary>Challenges of HTTP proxies and credentials from files: well formed, damaged, and random.</summary>
public sealed class AuthChallengeSpecs
{
    [Theory]
    [InlineData("Basic realm=\"a\"", "Basic realm=a")]
    [InlineData("Digest realm=\"a, b\", nonce=n1 , qop=\"auth,auth-int\", Basic realm=\"c\"", "Digest realm=a, b nonce=n1 qop=auth,auth-int|Basic realm=c")]
    [InlineData("Negotiate, NTLM TlRMTVNTUAAC==, basic REALM = \"q\\\"\\\\\"", "Negotiate|NTLM|basic realm=q\"\\")]
    [InlineData(",, Digest,Basic", "Digest|Basic")]
    [InlineData("Digest realm=\"open", "Digest")]
    [InlineData("Digest realm=a realm=b", "Digest realm=a")]
    [InlineData("", "")]
    [InlineData("=", "")]
    public void Fields_are_parsed(string value, string expected) => Assert.Equal(expected, Text(value));

    [Fact]
    public void Generated_challenges_are_read_back_and_damaged_ones_do_no_harm()
    {
        SeededRandom random = new(7616);
        for (int i = 0; i < SeededRandom.Inputs; i++)
        {
            string realm = Encoding.Latin1.GetString(random.Bytes(random.Below(20)));
            string nonce = Convert.ToHexString(random.Bytes(1 + random.Below(9)));
            string quoted = realm.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal);
            string good = $"{random.OneOf("", "Negotiate YII=, ", "Basic realm=\"x\", ", ", ,")}Digest realm=\"{quoted}\",{random.OneOf("", " ", "\t")}nonce={nonce}{random.OneOf("", ", Basic")}";
            List<AuthChallenge> found = [];
            AuthChallenge.Read(good, found);
            AuthChallenge digest = found.Single(static one => one.Is("digest"));
            Assert.True(digest["realm"] == realm && digest["nonce"] == nonce, $"input {i}: {good}");
            AuthChallenge.Read(Encoding.Latin1.GetString(random.Spoilt(Encoding.Latin1.GetBytes(good))), found);
            Answer(found);
        }
    }

    [Fact]
    public void Generated_credentials_are_accepted_whole_or_refused_without_showing_them()
    {
        SeededRandom random = new(1929);
        for (int i = 0; i < SeededRandom.Inputs; i++)
        {
            byte[] user = Array.FindAll(random.Bytes(1 + random.Below(300)), static one => one is >= 32 and not 127 and not (byte)':');
            byte[] password = Array.FindAll(random.Bytes(random.Below(300)), static one => one is >= 32 and not 127);
            byte[] good = [.. user, (byte)':', .. password];
            ProxyCredentials? read = ProxyCredentials.Read([.. good, .. random.OneOf<byte[]>([], [10], [13, 10], [10, 0, 1])], out string? fault);
            bool fits = user.Length is > 0 and <= 255 && password.Length <= 255;
            Assert.True(fits ? read!.User.SequenceEqual(user) && read.Password.SequenceEqual(password) : read is null && fault is not null, $"input {i}");
            read = ProxyCredentials.Read(random.Spoilt(good), out fault);
            Assert.True((read is null) == (fault is not null));
            Assert.True(read is null || (read.User.Length is > 0 and <= 255 && read.Password.Length <= 255 && !read.User.Concat(read.Password).Any(static one => one < 32)));
        }
    }

    [Fact]
    public void Generated_SOCKS_answers_with_a_password_end_in_the_tunnel_or_in_one_line()
    {
        SeededRandom random = new(1928);
        ProxyCredentials login = ProxyCredentials.Read("user:password"u8, out _)!;
        for (int i = 0; i < SeededRandom.Inputs; i++)
        {
            byte[] good = [5, 2, 1, 0, 5, 0, 0, 1, .. random.Bytes(6), .. random.Bytes(random.Below(30))];
            byte[] answer = random.Spoilt(good);
            using SocketPair pair = new(SocketPair.Stream);
            pair.Send(answer, byteByByte: random.Once(2));
            pair.FinishSending();
            bool opens = answer.Length >= 14 && answer.AsSpan(0, 14) is [_, 2, _, 0, _, 0, _, 1, ..];
            bool isOpen;
            try
            {
                isOpen = Socks.Connect5(new Handshake(pair.Ours, TimeSpan.FromSeconds(1)), "name.test", 80, login);
            }
            catch (ProxyFailure failure)
            {
                Assert.DoesNotContain("\n", failure.Line, StringComparison.Ordinal);
                Assert.False(opens, $"input {i}, {Convert.ToHexString(answer)}: {failure.Line}");
                continue;
            }

            // When the tunnel is open, no byte after the reply may be read.
            int taken = answer.Length - SocketPair.Unread(pair.Ours, answer.Length).Length;
            Assert.True(!opens || (isOpen && taken == 14), $"input {i}, {Convert.ToHexString(answer)}: {taken}");
        }
    }

    private static void Answer(List<AuthChallenge> challenges)
    {
        try
        {
            string answer = ProxyAuthorization.Answer(challenges, ProxyCredentials.Read("user:password"u8, out _)!, "host:80", out _, out _);
            Assert.DoesNotContain("password", answer, StringComparison.Ordinal);
        }
        catch (ProxyFailure failure)
        {
            Assert.DoesNotContain("password", failure.Line, StringComparison.Ordinal);
        }
    }

    private static string Text(string value)
    {
        List<AuthChallenge> found = [];
        AuthChallenge.Read(value, found);
        string[] names = ["realm", "nonce", "qop"];
        return string.Join('|', found.Select(one => string.Join(' ', [one.Scheme, .. names.Where(name => one[name] is not null).Select(name => $"{name}={one[name]}")])));
    }
}
