using System;
using NetCat.Sharp.IO;
using NetCat.Sharp.Strings;

namespace NetCat.Sharp;

/// <summary>Where certificates, a key or a secret are read from.</summary>
/// <param name="Path">A file, or null.</param>
/// <param name="Descriptor">An open descriptor, where there is no file; it is closed when it has been read.</param>
public sealed record TlsFile(string? Path, int Descriptor = -1)
{
    /// <summary>Bytes: far more than all authorities of a system.</summary>
    private const int Largest = 16 << 20;

    /// <summary>What it holds, where it was read before; else null.</summary>
    internal ReadOnlyMemory<byte>? Content { get; init; }

    /// <summary>A file by its path.</summary>
    /// <param name="path">Null is no file.</param>
    public static TlsFile? FromString(string? path) => path is null ? null : new TlsFile(path);

    /// <summary>A file by its path.</summary>
    /// <param name="path">Null is no file.</param>
    public static implicit operator TlsFile?(string? path) => path is null ? null : new TlsFile(path);

    /// <summary>0 and all bytes, or minus errno.</summary>
    internal int Read(out ReadOnlyMemory<byte> content)
    {
        content = Content ?? default;
        return Content is not null ? 0 : Path is null ? FileReading.All(Descriptor, Largest, out content) : FileReading.All(Path, Largest, out content);
    }

    /// <summary>As a message names it.</summary>
    public override string ToString() => Path is null ? $"fd {Descriptor}" : Printable.Of(Path);
}
