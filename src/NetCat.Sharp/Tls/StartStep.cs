using System;

namespace NetCat.Sharp.Tls;

/// <summary>One exchange in plain text before TLS.</summary>
/// <param name="Sent">The bytes that the client sends; empty if the server sends first.</param>
/// <param name="Judge">Checks the bytes that have arrived since the last exchange.</param>
internal sealed record StartStep(byte[] Sent, StartJudge Judge);

/// <summary>Checks whether a reply is complete, and what it means.</summary>
/// <param name="heard">The bytes that have arrived and do not belong to an earlier reply.</param>
internal delegate StartVerdict StartJudge(ReadOnlySpan<byte> heard);

/// <summary>The result of checking a reply.</summary>
/// <param name="Length">The length of the reply, 0 if it is incomplete.</param>
/// <param name="Failure">The reason why TLS cannot start; none if the exchange may continue.</param>
internal readonly record struct StartVerdict(int Length, TlsFailure Failure = default)
{
    /// <summary>The reply is incomplete.</summary>
    internal static StartVerdict Incomplete => default;

    /// <summary>The server speaks another protocol.</summary>
    internal static StartVerdict Other => new(1, new TlsFailure(TlsFault.StartOther));

    /// <summary>The server does not list TLS among its capabilities.</summary>
    internal static StartVerdict Unoffered => new(1, new TlsFailure(TlsFault.StartUnoffered));

    /// <summary>The server refuses TLS, with this text.</summary>
    internal static StartVerdict Refused(string words) => new(1, new TlsFailure(TlsFault.StartRefused, words));
}
