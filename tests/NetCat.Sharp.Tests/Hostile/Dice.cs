using System;

namespace NetCat.Sharp.Tests.Hostile;

/// <summary>Bytes and choices without a pattern, and the same again for the same seed.</summary>
internal sealed class Dice(int seed)
{
    /// <summary>How many generated inputs each part of nc has to stand.</summary>
    internal const int Inputs = 100_000;

#pragma warning disable CA5394 // Nothing secret: a failure has to come back when the test is run again.
    private readonly Random _random = new(seed);

    /// <summary>From 0 to below the limit.</summary>
    internal int Below(int limit) => _random.Next(limit);

    /// <summary>True once in so many times.</summary>
    internal bool Once(int inSoMany) => _random.Next(inSoMany) == 0;

    internal T OneOf<T>(params ReadOnlySpan<T> choices) => choices[_random.Next(choices.Length)];

    internal byte[] Bytes(int length)
    {
        byte[] bytes = new byte[length];
        _random.NextBytes(bytes);
        return bytes;
    }
#pragma warning restore CA5394

    /// <summary>What a liar makes of a good answer: cut short, bits turned, more behind it, or noise from the start.</summary>
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
