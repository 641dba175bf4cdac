using System;

namespace NetCat.Sharp.Tls;

/// <summary>One exchange of plain text before TLS.</summary>
/// <param name="Sent">What the client sends; empty where the server speaks first.</param>
/// <param name="Judge">Judges what has arrived since the last exchange.</param>
internal sealed record StartStep(byte[] Sent, StartJudge Judge);

/// <summary>Whether a reply is complete, and what it says.</summary>
/// <param name="heard">What has arrived and belongs to no earlier reply.</param>
internal delegate StartVerdict StartJudge(ReadOnlySpan<byte> heard);

/// <summary>What a reply says.</summary>
/// <param name="Length">Its bytes, 0 where it is not complete.</param>
/// <param name="Failure">Why there will be no TLS; none where the exchange may go on.</param>
internal readonly record struct StartVerdict(int Length, TlsFailure Failure = default)
{
    /// <summary>More has to arrive.</summary>
    internal static StartVerdict Incomplete => default;

    /// <summary>The server speaks another protocol.</summary>
    internal static StartVerdict Other => new(1, new TlsFailure(TlsFault.StartOther));

    /// <summary>The server does not list TLS among what it can do.</summary>
    internal static StartVerdict Unoffered => new(1, new TlsFailure(TlsFault.StartUnoffered));

    /// <summary>The server refuses, in these words.</summary>
    internal static StartVerdict Refused(string words) => new(1, new TlsFailure(TlsFault.StartRefused, words));
}
