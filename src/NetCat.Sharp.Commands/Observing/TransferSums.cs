using System;
using NetCat.Sharp.Commands.Invocation;
using NetCat.Sharp.IO;

namespace NetCat.Sharp.Commands.Observing;

/// <summary>Checksums of the data sent and received (FIPS 180-4), printed at the end in the format of sha256sum(1) with --tag.</summary>
internal sealed class TransferSums : IDisposable
{
    private readonly string _name;
    private readonly Digest _sent;
    private readonly Digest _received;

    internal TransferSums(string algorithm)
    {
        _name = algorithm.ToUpperInvariant();
        _sent = Begin(algorithm);
        _received = Begin(algorithm);
    }

    /// <summary>Checks that libcrypto can be loaded and has the algorithm.</summary>
    /// <exception cref="NcExit">libcrypto is missing or lacks the algorithm.</exception>
    internal static void Check(string algorithm)
    {
        switch (Digest.IsAvailable(algorithm))
        {
            case null:
                throw new NcExit(1, "hash: libcrypto.so.3, a part of OpenSSL, is not there") { Reason = ExitReason.Other };
            case false:
                throw Unavailable(algorithm);
        }
    }

    internal void Sent(ReadOnlySpan<byte> bytes) => _sent.Update(bytes);

    internal void Received(ReadOnlySpan<byte> bytes) => _received.Update(bytes);

    /// <summary>Ends both checksums and prints them.</summary>
    internal void Report(ProcessContext call)
    {
        Report(call, " (sent) = ", _sent);
        Report(call, " (received) = ", _received);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _sent.Dispose();
        _received.Dispose();
    }

    private static Digest Begin(string algorithm) => Digest.Begin(algorithm) ?? throw Unavailable(algorithm);

    private static NcExit Unavailable(string algorithm) => new(1, "hash: OpenSSL refuses " + algorithm) { Reason = ExitReason.Other };

    private void Report(ProcessContext call, string which, Digest digest) => call.Say(string.Concat(_name, which, digest.End()));
}
