using System;
using System.IO;
using System.Net.Sockets;
using System.Threading.Tasks;
using NetCat.Sharp.Tests.Readme;
using Xunit;

namespace NetCat.Sharp.Tests.RealPrograms;

/// <summary>-S: each segment is signed with a key that is typed at both terminals (RFC 2385), between the real nc and ours.</summary>
public sealed class SignatureSpecs
{
    private const string Prompt = "TCP MD5SIG password";

    [SignatureTheory]
    [InlineData(true, true)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(false, false)]
    public async Task Equal_keys_connect(bool realListens, bool realCalls)
    {
        using Scratch scratch = new();
        _ = scratch.Fill("left", 10_000, seed: 3);
        _ = scratch.Fill("right", 7_000, seed: 4);
        ((int Code, string Shown) listened, (int Code, string Shown) called) = await Meet(scratch, realListens, realCalls, "the key", "the key", "");
        Assert.Equal((0, Prompt + ": \r\n"), listened);
        Assert.Equal((0, Prompt + ": \r\n"), called);
        Assert.Equal(await File.ReadAllBytesAsync(scratch.Path("left")), await File.ReadAllBytesAsync(scratch.Path("got-left")));
        Assert.Equal(await File.ReadAllBytesAsync(scratch.Path("right")), await File.ReadAllBytesAsync(scratch.Path("got-right")));
    }

    [SignatureTheory]
    [InlineData("the keY")]
    public async Task Different_keys_do_not_connect(string key)
    {
        using Scratch scratch = new();
        _ = scratch.Fill("left", 10, seed: 3);
        _ = scratch.Fill("right", 10, seed: 4);
        ((int Code, string Shown) _, (int Code, string Shown) theirs) = await Meet(scratch, false, true, "the key", key, "-v -w 1");
        ((int Code, string Shown) _, (int Code, string Shown) ours) = await Meet(scratch, false, false, "the key", key, "-v -w 1");
        Assert.Equal(1, theirs.Code);
        Assert.Equal(Line(theirs.Shown), Line(ours.Shown));
        Assert.Equal(theirs.Code, ours.Code);
    }

    [SignatureTheory]
    [InlineData("")]
    [InlineData("kkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkk")]
    public async Task Invalid_keys(string key)
    {
        using Scratch scratch = new();
        string line = $"$NC -S -vz -w 1 127.0.0.1 {Ports.Free()}";
        (int Code, string Shown) theirs = await TypedPasswords.Answer(line, "nc.openbsd", scratch, Prompt, [key]);
        (int Code, string Shown) ours = await TypedPasswords.Answer(line, NativeProgram.Path, scratch, Prompt, [key]);
        Assert.Equal(theirs, ours);
    }

    /// <summary>Runs a listener and a client, which end soon; a listener without a client is ended.</summary>
    private static async Task<((int Code, string Shown) Listened, (int Code, string Shown) Called)> Meet(
        Scratch scratch, bool realListens, bool realCalls, string listenersKey, string callersKey, string options)
    {
        int port = Ports.Free();
        string listener = $"timeout --foreground 3 bash -c '$NC -S -lN 127.0.0.1 {port}' <left >got-right";
        Task<(int, string)> listening = TypedPasswords.Answer(listener, Program(realListens), scratch, Prompt, [listenersKey]);
        await Ports.ListenedAt(port);
        string caller = $"$NC -S -N {options} 127.0.0.1 {port} <right >got-left";
        (int, string) called = await TypedPasswords.Answer(caller, Program(realCalls), scratch, Prompt, [callersKey]);
        return (await listening, called);
    }

    private static string Program(bool real) => real ? "nc.openbsd" : NativeProgram.Path;

    /// <summary>The text after the prompt, without the port, which differs each time.</summary>
    private static string Line(string shown) => string.Join(' ', Array.FindAll(shown.Split(' '), word => !int.TryParse(word, out int _)));
}

/// <summary>A test that is skipped, with the reason, if the kernel has no TCP MD5 signatures.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class SignatureTheoryAttribute() : ConditionalTheoryAttribute(NativeProgram.WhyNot("nc.openbsd", "script") ?? WhyUnsigned())
{
    private const int Tcp = 6;
    private const int Md5Sig = 14;
    private const int SizeOfSignature = 216;

    /// <summary>
    /// Tries to remove a key that does not exist: a kernel with signatures reports that there is no such key, others that there is no such option.
    /// </summary>
    private static string? WhyUnsigned()
    {
        using Socket socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        byte[] none = new byte[SizeOfSignature];
        none[0] = 2;
        try
        {
            socket.SetRawSocketOption(Tcp, Md5Sig, none);
        }
        catch (SocketException refused) when (refused.SocketErrorCode == SocketError.ProtocolOption)
        {
            return "this kernel has no TCP MD5 signatures (CONFIG_TCP_MD5SIG)";
        }
        catch (SocketException)
        {
            // The kernel has signatures: it looked for the key.
        }

        return null;
    }
}
