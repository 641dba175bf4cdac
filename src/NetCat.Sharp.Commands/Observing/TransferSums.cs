using System;
using NetCat.Sharp.Commands.Invocation;
using NetCat.Sharp.Commands.Running;
using NetCat.Sharp.Native;

namespace NetCat.Sharp.Commands.Observing;

/// <summary>A sum of what went each way (FIPS 180-4), said at the end as sha256sum(1) says it with --tag.</summary>
internal sealed class TransferSums : IDisposable
{
    private readonly string _name;
    private readonly nint _sent;
    private readonly nint _received;

    internal TransferSums(string algorithm)
    {
        _name = algorithm.ToUpperInvariant();
        _sent = Begin(algorithm);
        _received = Begin(algorithm);
    }

    /// <summary>Looks for what does the sums.</summary>
    /// <exception cref="NcExit">It is not there, or does not know the algorithm.</exception>
    internal static void Check(string algorithm)
    {
        try
        {
            if (LibCrypto.DigestByName(algorithm) == 0)
            {
                throw Unavailable(algorithm);
            }
        }
        catch (DllNotFoundException)
        {
            throw new NcExit(1, "hash: libcrypto.so.3, a part of OpenSSL, is not there") { Reason = ExitReason.Other };
        }
    }

    internal void Sent(ReadOnlySpan<byte> bytes) => _ = LibCrypto.Update(_sent, bytes);

    internal void Received(ReadOnlySpan<byte> bytes) => _ = LibCrypto.Update(_received, bytes);

    /// <summary>Ends both sums, and says them.</summary>
    internal void Tell(RunContext call)
    {
        Tell(call, " (sent) = ", _sent);
        Tell(call, " (received) = ", _received);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        LibCrypto.Free(_sent);
        LibCrypto.Free(_received);
    }

    private static nint Begin(string algorithm)
    {
        nint context = LibCrypto.NewContext();
        return context != 0 && LibCrypto.Begin(context, LibCrypto.DigestByName(algorithm)) == 1 ? context : throw Unavailable(algorithm);
    }

    private static NcExit Unavailable(string algorithm) => new(1, "hash: OpenSSL refuses " + algorithm) { Reason = ExitReason.Other };

    private void Tell(RunContext call, string which, nint context)
    {
        Span<byte> sum = stackalloc byte[LibCrypto.LongestDigest];
        call.Say(string.Concat(_name, which, Convert.ToHexStringLower(sum[..LibCrypto.End(context, sum)])));
    }
}
