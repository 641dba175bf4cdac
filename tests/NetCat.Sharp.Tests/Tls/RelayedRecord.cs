using System;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;
using NetCat.Sharp.Testing;

namespace NetCat.Sharp.Tests.Tls;

/// <summary>A record in transit and its position in the connection.</summary>
internal sealed class RelayedRecord
{
    /// <summary>The size of the header: type, version, length (RFC 8446, section 5.1).</summary>
    internal const int Header = 5;

    internal const byte ChangeCipher = 20;
    internal const byte Alert = 21;
    internal const byte Data = 23;

    internal required bool IsOfClient { get; init; }

    /// <summary>The number among the records of this direction, from 1.</summary>
    internal required int Number { get; init; }

    /// <summary>The number among the records of this type in this direction, from 1.</summary>
    internal required int NumberOfType { get; init; }

    /// <summary>The number of data records that the other side has sent before.</summary>
    internal required int DataOfOther { get; init; }

    /// <summary>The number of data records of this side before the other side's first.</summary>
    internal required int BeforeAnswer { get; init; }

    /// <summary>Whether the previous record was a change of cipher: in TLS 1.2 this is the first encrypted record.</summary>
    internal required bool IsAfterChange { get; init; }

    internal required byte[] Bytes { get; init; }

    internal required Socket To { get; init; }

    internal required CancellationToken Stop { get; init; }

    internal byte Type => Bytes[0];

    /// <summary>Whether the direction ends with FIN after this record.</summary>
    internal bool IsLast { get; private set; }

    /// <summary>
    /// The number among the records after the handshake in this direction, from 1; 0 in the handshake. The handshake of TLS 1.3 uses data records
    /// too: one of the client, and those of the server before it.
    /// </summary>
    internal int NumberOfData(string version)
        => Type != Data ? 0
            : version == "1.2" ? NumberOfType
            : IsOfClient ? NumberOfType - 1
            : DataOfOther > 0 ? NumberOfType - BeforeAnswer : 0;

    internal Task Pass() => Send(Bytes);

    internal async Task Send(ReadOnlyMemory<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            bytes = bytes[await To.SendAsync(bytes, Stop)..];
        }
    }

    /// <summary>Sends the first bytes, waits, and sends the rest.</summary>
    internal async Task Pause(int at, TimeSpan length)
    {
        await Send(Bytes.AsMemory(0, at));
        await Until.Passed(length, Stop);
        await Send(Bytes.AsMemory(at));
    }

    /// <summary>Sends the first bytes and ends the direction.</summary>
    internal Task Cut(int at)
    {
        IsLast = true;
        return Send(Bytes.AsMemory(0, at));
    }
}

/// <summary>Counts the records of both directions of one connection.</summary>
internal sealed class SeenRecords
{
    private readonly int[,] _types = new int[2, 256];
    private readonly int[] _all = new int[2];
    private readonly int[] _beforeAnswer = new int[2];
    private readonly byte[] _last = new byte[2];
    private readonly Lock _lock = new();

    internal RelayedRecord Next(bool isOfClient, byte[] bytes, Socket to, CancellationToken stop)
    {
        int side = isOfClient ? 0 : 1;
        lock (_lock)
        {
            if (bytes[0] == RelayedRecord.Data && _types[side, RelayedRecord.Data] == 0)
            {
                _beforeAnswer[1 - side] = _types[1 - side, RelayedRecord.Data];
            }

            var record = new RelayedRecord
            {
                IsOfClient = isOfClient,
                Number = ++_all[side],
                NumberOfType = ++_types[side, bytes[0]],
                DataOfOther = _types[1 - side, RelayedRecord.Data],
                BeforeAnswer = _beforeAnswer[side],
                IsAfterChange = _last[side] == RelayedRecord.ChangeCipher,
                Bytes = bytes,
                To = to,
                Stop = stop,
            };
            _last[side] = bytes[0];
            return record;
        }
    }
}
