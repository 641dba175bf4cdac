using System;
using System.Buffers.Binary;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading.Tasks;
using Xunit;

namespace NetCat.Sharp.Tests.RealPrograms;

/// <summary>A DNS query typed by hand (RFC 1035): one datagram, and the same query over TCP with its length before it.</summary>
public sealed class NameServerSpecs
{
    private const string Name = "name.example.test";
    private static readonly byte[] s_address = [192, 0, 2, 7];

    [NativeFact("dnsmasq")]
    public async Task One_question_has_the_same_answer_over_UDP_and_TCP()
    {
        using Scratch scratch = new();
        int port = Ports.Free();
        string line = "exec timeout 100 $(type -P dnsmasq) --keep-in-foreground --conf-file=/dev/null --no-resolv --no-hosts --pid-file= "
            + $"--port=$PORT --listen-address=127.0.0.1 --bind-interfaces --user=\"$(id -un)\" --host-record={Name},192.0.2.7";
        await using Pipeline server = Pipeline.Start(line, scratch, port);
        await Ports.ListenedAt(port);

        byte[] question = Question();
        await File.WriteAllBytesAsync(scratch.Path("question"), question);
        await File.WriteAllBytesAsync(scratch.Path("with-length"), [0, (byte)question.Length, .. question]);
        _ = await Pipeline.Run("$NC -u -W 1 127.0.0.1 $PORT <question >datagram", scratch, port);
        _ = await Pipeline.Run("$NC -N 127.0.0.1 $PORT <with-length >stream", scratch, port);

        byte[] datagram = await File.ReadAllBytesAsync(scratch.Path("datagram"));
        byte[] stream = await File.ReadAllBytesAsync(scratch.Path("stream"));
        Assert.Equal(question[..2], datagram[..2]);
        Assert.Equal(1, BinaryPrimitives.ReadUInt16BigEndian(datagram.AsSpan(6)));
        Assert.True(datagram.AsSpan().IndexOf(s_address) > question.Length, Convert.ToHexString(datagram));
        Assert.Equal(datagram.Length, BinaryPrimitives.ReadUInt16BigEndian(stream));
        Assert.Equal(datagram, stream[2..]);
    }

    /// <summary>A query for the IPv4 address of a name: one question, recursion desired, type A, class IN.</summary>
    private static byte[] Question()
    {
        byte[] labels = [.. Name.Split('.').SelectMany(static label => (byte[])[(byte)label.Length, .. Encoding.ASCII.GetBytes(label)])];
        return [0x4e, 0x43, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0, .. labels, 0, 0, 1, 0, 1];
    }
}
