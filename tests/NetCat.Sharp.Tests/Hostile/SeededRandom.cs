using System;

namespace NetCat.Sharp.Tests.Hostile;

/// <summary>Random bytes and choices; the same seed gives the same sequence.</summary>
internal sealed class SeededRandom(int seed)
{
    /// <summary>The number of generated inputs for each part of nc.</summary>
    internal const int Inputs = 100_000;

#pragma warning disable CA5394 // Nothing secret: a failure has to come back when the test is run again.
    private readonly Random _random = new(seed);

    /// <summary>A number from 0 to below the limit.</summary>
    internal int Below(int limit) => _random.Next(limit);

    /// <summary>True with a probability of one in this number.</summary>
    internal bool Once(int inSoMany) => _random.Next(inSoMany) == 0;

    internal T OneOf<T>(params ReadOnlySpan<T> choices) => choices[_random.Next(choices.Length)];

    internal byte[] Bytes(int length)
    {
        byte[] bytes = new byte[length];
        _random.NextBytes(bytes);
        return bytes;
    }
#pragma warning restore CA5394

    /// <summary>A damaged reply: cut short, with changed bytes, with bytes appended, or all random; sometimes unchanged.</summary>
    internal byte[] Spoilt(byte[] good) => Below(6) switch
    {
        0 => good,
        1 => good[..Below(good.Length + 1)],
        2 => Turned(good),
        3 => Turned(good)[..Below(good.Length + 1)],
        4 => [.. Turned(good), .. Bytes(Below(40))],
        _ => Bytes(Below(40)),
    };

    private byte[] Turned(byte[] good)
    {
        byte[] bytes = [.. good];
        for (int turns = Below(3); turns > 0 && bytes.Length > 0; turns--)
        {
            bytes[Below(bytes.Length)] = (byte)Below(256);
        }

        return bytes;
    }
}
