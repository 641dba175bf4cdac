using System;
using System.Globalization;
using NetCat.Sharp.IO;
using NetCat.Sharp.Native;
using NetCat.Sharp.Tls;
using Xunit;

namespace NetCat.Sharp.Tests.Tls;

/// <summary>
/// Handshakes and records with bytes changed in transit. A channel must not deliver bytes that the other side has not sent, must not hang and must
/// not throw. NCSHARP_MUTATIONS is the number of connections.
/// </summary>
public sealed class TlsMutationSpecs(Certificates certificates) : IClassFixture<Certificates>
{
    private const int Seed = 20260917;

    private static int Count => int.TryParse(Environment.GetEnvironmentVariable("NCSHARP_MUTATIONS"), CultureInfo.InvariantCulture, out int count) ? count : 5_000;

    [Theory]
    [InlineData(TlsConstants.TLS1_3_VERSION, false)]
    [InlineData(TlsConstants.TLS1_3_VERSION, true)]
    [InlineData(TlsConstants.TLS1_2_VERSION, false)]
    public void Data_changed_in_transit_is_refused(int version, bool hasSecret)
    {
        var highest = (TlsVersion)version;
        using var scratch = new Scratch();
        System.IO.File.WriteAllText(scratch.Path("s"), "0123456789abcdef0123456789abcdef");
        TlsFile? secret = hasSecret ? scratch.Path("s") : null;
        using TlsContext serving = TlsPeer.Context(hasSecret
            ? new TlsOptions { IsServer = true, SecretFile = secret }
            : new TlsOptions { IsServer = true, CertificateFile = certificates.Server, KeyFile = certificates.ServerKey });
        using TlsContext dialing = TlsPeer.Context(new TlsOptions { SecretFile = secret, CaFile = certificates.Authority, Name = hasSecret ? null : "localhost", Highest = highest });
        var random = new Random(Seed + version + (hasSecret ? 1 : 0));
        int refused = 0, damaged = 0;
        for (int i = 0; i < Count; i++)
        {
            using var wire = new MutatedWire(dialing, serving, random);
            wire.Run();
            refused += wire.IsRefused ? 1 : 0;
            damaged += wire.IsDamaged ? 1 : 0;
        }

        // A change may hit bytes that are sent again or that no side reads, such as the random bytes of a legacy session.
        Assert.InRange(damaged, Count * 9 / 10, Count);
        Assert.InRange(refused, damaged * 9 / 10, damaged);
    }

    /// <summary>Two channels, and a wire between them that changes bytes once.</summary>
    private sealed class MutatedWire : IDisposable
    {
        private const int Longest = 4000;
        private static readonly byte[] s_up = Text(1), s_down = Text(2);

        private readonly Random _random;
        private readonly OwnedDescriptor[] _sockets = new OwnedDescriptor[4];
        private readonly TlsChannel _client;
        private readonly TlsChannel _server;
        private readonly byte[] _buffer = new byte[64 * 1024];
        private readonly bool _isOfClient;
        private long _left;

        internal MutatedWire(TlsContext dialing, TlsContext serving, Random random)
        {
            _random = random;
            (_sockets[0], _sockets[1]) = Pair();
            (_sockets[2], _sockets[3]) = Pair();
            _client = new TlsChannel(_sockets[0].Number, dialing);
            _server = new TlsChannel(_sockets[3].Number, serving);
            _isOfClient = random.Next(2) == 0;
            _left = random.Next(1200);
        }

        internal bool IsDamaged { get; private set; }

        internal bool IsRefused => _client.Failure.Fault != TlsFault.None || _server.Failure.Fault != TlsFault.None;

        internal void Run()
        {
            int client = -Constants.EAGAIN, server = -Constants.EAGAIN, idle = 0;
            int sent = 0, answered = 0, received = 0, heard = 0;
            while (idle < 3 && !IsRefused)
            {
                client = client == -Constants.EAGAIN ? _client.Open() : client;
                server = server == -Constants.EAGAIN ? _server.Open() : server;
                bool moved = Move(_sockets[1], _sockets[2], _isOfClient) | Move(_sockets[2], _sockets[1], !_isOfClient);
                moved |= client == 0 && (Send(_client, s_up, ref sent) | Receive(_client, s_down, ref heard));
                moved |= server == 0 && (Send(_server, s_down, ref answered) | Receive(_server, s_up, ref received));
                idle = moved ? 0 : idle + 1;
            }

            if (!IsDamaged)
            {
                Assert.Equal((s_up.Length, s_down.Length), (received, heard));
            }
        }

        public void Dispose()
        {
            _client.Dispose();
            _server.Dispose();
            foreach (OwnedDescriptor socket in _sockets)
            {
                socket.Dispose();
            }
        }

        private static byte[] Text(byte seed)
        {
            byte[] text = new byte[Longest / 4];
            new Random(seed).NextBytes(text);
            return text;
        }

        private static (OwnedDescriptor One, OwnedDescriptor Other) Pair()
        {
            Assert.Equal(0, OwnedDescriptor.Pair(out OwnedDescriptor? one, out OwnedDescriptor? other));
            Descriptors.SetNonBlocking(one!.Number);
            Descriptors.SetNonBlocking(other!.Number);
            return (one, other);
        }

        private static bool Send(TlsChannel channel, byte[] text, ref int sent)
        {
            int written = sent < text.Length ? channel.Write(text.AsSpan(sent, Math.Min(250, text.Length - sent))) : 0;
            sent += Math.Max(written, 0);
            return written > 0;
        }

        private bool Receive(TlsChannel channel, byte[] text, ref int received)
        {
            int read = channel.Read(_buffer);
            if (read > 0)
            {
                Assert.True(read <= text.Length - received && text.AsSpan(received, read).SequenceEqual(_buffer.AsSpan(0, read)), "bytes came out that were not sent");
                received += read;
            }

            return read > 0;
        }

        private bool Move(OwnedDescriptor from, OwnedDescriptor to, bool isMutated)
        {
            int read = Libc.Read(from.Number, _buffer);
            if (read <= 0)
            {
                return false;
            }

            if (isMutated && !IsDamaged && _left < read)
            {
                IsDamaged = true;
                read = Mutate((int)_left, read);
            }

            _left -= isMutated && !IsDamaged ? read : 0;
            for (int at = 0; at < read;)
            {
                at += Math.Max(Libc.Write(to.Number, _buffer.AsSpan(at, read - at)), 0);
            }

            return true;
        }

        /// <summary>Changes, removes, repeats or inserts bytes; returns the new length.</summary>
        private int Mutate(int at, int length)
        {
            int run = Math.Min(_random.Next(1, 40), length - at);
            switch (_random.Next(5))
            {
                case 0:
                    _buffer[at] ^= (byte)(1 << _random.Next(8));
                    return length;
                case 1:
                    _buffer[at] = (byte)(_buffer[at] + _random.Next(1, 256));
                    return length;
                case 2:
                    _buffer.AsSpan(at + run, length - at - run).CopyTo(_buffer.AsSpan(at));
                    return length - run;
                case 3:
                    _buffer.AsSpan(at, length - at).CopyTo(_buffer.AsSpan(at + run));
                    return length + run;
                default:
                    int old = _buffer[at];
                    _random.NextBytes(_buffer.AsSpan(at, run));
                    _buffer[at] = (byte)(old ^ 0x55);
                    return length;
            }
        }
    }
}
