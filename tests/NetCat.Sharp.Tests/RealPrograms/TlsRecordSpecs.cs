using System;
using System.Buffers.Binary;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using NetCat.Sharp.Tests.Tls;
using Xunit;
using static NetCat.Sharp.Tests.RealPrograms.ShellText;

namespace NetCat.Sharp.Tests.RealPrograms;

/// <summary>Records that are too long, changed or cut in transit between two nc.</summary>
public sealed class TlsRecordSpecs(Certificates certificates) : IClassFixture<Certificates>
{
    private const string TooLong = "nc: TLS: the peer sent a record that is longer than TLS allows";
    private const string Overflow = "nc: TLS: the peer refused with an alert: record overflow";
    private const string Truncated = "nc: TLS: the peer ended the connection without close_notify: the data may be incomplete";

    /// <summary>The position of a record in its connection.</summary>
    public enum Place
    {
        Hello,
        Encrypted,
        Data,
    }

    private string Server => $"--tls-cert {certificates.Server} --tls-key {certificates.ServerKey} --port-file port 127.0.0.1 0";

    private string Client => $"--tls-ca {certificates.Authority} localhost";

    /// <summary>
    /// A length of 0xffff is refused by the header alone: no body follows. Each case has its own listener, which then serves the next client.
    /// </summary>
    [NativeTheory]
    [InlineData("1.2", true)]
    [InlineData("1.2", false)]
    [InlineData("1.3", true)]
    [InlineData("1.3", false)]
    public async Task A_record_that_is_too_long_is_reported_and_the_listener_continues(string version, bool isOfClient)
    {
        (Place Place, int Length)[] cases =
        [
            (Place.Hello, 0x4001), (Place.Hello, 0xFFFF), (Place.Encrypted, version == "1.3" ? 0x4101 : 0x4801), (Place.Encrypted, 0xFFFF),
            (Place.Data, version == "1.3" ? 0x4101 : 0x4801), (Place.Data, 0xFFFF),
        ];
        string[] got = await Task.WhenAll(cases.Select(one => Said(
            "-lk", $"--tls-max {version} {(one.Length == 0xFFFF ? "--exit-codes" : "")}",
            record => record.IsOfClient == isOfClient && Is(record, one.Place, version) ? record.Send(Grown(record.Bytes, one.Length)) : record.Pass())));
        (string client, string server) = isOfClient ? (Overflow, TooLong) : (TooLong, Overflow);
        Assert.Equal(cases.Select(one => $"{(one.Length == 0xFFFF ? 10 : 1)}\n{client}\n{server}\ngood\n"), got);
    }

    [NativeTheory]
    [InlineData("1.2", true)]
    [InlineData("1.3", false)]
    public async Task A_changed_record_is_reported(string version, bool isOfClient)
    {
        string got = await Said("-lk", $"--tls-max {version}", record =>
        {
            if (record.IsOfClient == isOfClient && Is(record, Place.Data, version))
            {
                record.Bytes[^1] ^= 1;
            }

            return record.Pass();
        });
        const string Changed = "nc: TLS: a record was changed on its way: its authentication failed", Refused = "nc: TLS: the peer refused with an alert: bad record mac";
        Assert.Equal($"1\n{(isOfClient ? Refused : Changed)}\n{(isOfClient ? Changed : Refused)}\ngood\n", got);
    }

    /// <summary>Each record is 16 KiB: the data before the cut record is written, and nothing of that record.</summary>
    [NativeTheory]
    [InlineData("1.2", "", "0")]
    [InlineData("1.3", "--strict", "1")]
    [InlineData("1.3", "--exit-codes", "11")]
    [InlineData("1.2", "--exit-codes --strict", "11")]
    public async Task A_stream_that_ends_in_a_record_is_truncated(string version, string options, string status)
    {
        int[] cuts = [1, RelayedRecord.Header, 1000, -1];
        string[] got = await Task.WhenAll(cuts.SelectMany(cut => new[] { Cut(cut, isOfClient: true), Cut(cut, isOfClient: false) }));
        Assert.Equal(Enumerable.Repeat($"{Truncated}\n{status}\nwhole\n", got.Length), got);

        async Task<string> Cut(int cut, bool isOfClient)
        {
            using Scratch scratch = new();
            await using RecordRelay relay = Relay(scratch, record => record.IsOfClient == isOfClient && record.NumberOfData(version) == 3 ? record.Cut(cut < 0 ? record.Bytes.Length - 1 : cut) : record.Pass());
            string sender = isOfClient ? "-N" : options, receiver = isOfClient ? options : "-N";
            string line = $"seq 100000 >sent; $NC -l {receiver} --tls-max {version} {Server} <{(isOfClient ? "/dev/null" : "sent")} >got 2>told & nc=$!; {Await}" +
                $"$NC {sender} -w 20 {Client} $PORT <{(isOfClient ? "sent" : "/dev/null")} >back 2>said; status=$?; wait $nc; ";
            line += isOfClient ? "status=$?; cat told; echo $status; cp got back; " : "cat said; echo $status; ";
            return await Pipeline.Run(line + "cmp -n 32768 back sent && [ $(stat -c %s back) = 32768 ] && echo whole || stat -c %s back", scratch, relay.Port);
        }
    }

    /// <summary>
    /// Runs a listener and a client through a relay; the client's input stays open until it has failed. Then runs a client without the relay.
    /// Returns the exit status and messages of the first client, the messages of the listener, and the text that the second client sent.
    /// </summary>
    private async Task<string> Said(string listener, string client, Func<RelayedRecord, Task> deliver)
    {
        using Scratch scratch = new();
        await using RecordRelay relay = Relay(scratch, deliver);
        return await Pipeline.Run(
            $"head -c 20000 /dev/zero >down; $NC {listener} {Server} <down >got 2>told & nc=$!; {Await} (head -c 20000 /dev/zero; until [ -s said ]; do sleep 0.01; done) | $NC -N {client} {Client} $PORT >back 2>said; echo $?; cat said; " +
            $"echo good | $NC -N {Client} $port >none; until grep -aq good got; do sleep 0.01; done; kill $nc; wait $nc; cat told; grep -ao good got",
            scratch,
            relay.Port);
    }

    private static RecordRelay Relay(Scratch scratch, Func<RelayedRecord, Task> deliver)
        => new(() => int.Parse(File.ReadAllText(scratch.Path("port")), CultureInfo.InvariantCulture), deliver);

    /// <summary>Whether it is the first record of this kind in its direction.</summary>
    private static bool Is(RelayedRecord record, Place place, string version) => place switch
    {
        Place.Hello => record.Number == 1,
        Place.Encrypted => version == "1.3" ? record.Type == RelayedRecord.Data && record.NumberOfType == 1 : record.IsAfterChange,
        _ => record.NumberOfData(version) == 1,
    };

    /// <summary>A record whose header has this length; zeros fill the body up to it. A record with the largest length has no body.</summary>
    private static byte[] Grown(byte[] record, int length)
    {
        byte[] grown = new byte[length == 0xFFFF ? RelayedRecord.Header : RelayedRecord.Header + length];
        record.AsSpan(0, Math.Min(record.Length, grown.Length)).CopyTo(grown);
        BinaryPrimitives.WriteUInt16BigEndian(grown.AsSpan(RelayedRecord.Header - 2), (ushort)length);
        return grown;
    }
}
