using System;
using NetCat.Sharp.IO;
using NetCat.Sharp.Strings;

namespace NetCat.Sharp;

/// <summary>A source of certificates, a key or a secret.</summary>
/// <param name="Path">The path of the file, or null.</param>
/// <param name="Descriptor">An open descriptor, if there is no path; it is closed when it has been read.</param>
public sealed record TlsFile(string? Path, int Descriptor = -1)
{
    /// <summary>The size limit in bytes, far more than all authorities of a system need.</summary>
    private const int Largest = 16 << 20;

    /// <summary>The content, if the file was read before; otherwise null.</summary>
    internal ReadOnlyMemory<byte>? Content { get; init; }

    /// <summary>Creates a file from its path.</summary>
    /// <param name="path">The path; null gives null.</param>
    public static TlsFile? FromString(string? path) => path is null ? null : new TlsFile(path);

    /// <summary>Creates a file from its path.</summary>
    /// <param name="path">The path; null gives null.</param>
    public static implicit operator TlsFile?(string? path) => path is null ? null : new TlsFile(path);

    /// <summary>Reads all bytes; 0 or minus errno.</summary>
    internal int Read(out ReadOnlyMemory<byte> content)
    {
        content = Content ?? default;
        return Content is not null ? 0 : Path is null ? FileReading.All(Descriptor, Largest, out content) : FileReading.All(Path, Largest, out content);
    }

    /// <summary>The name of the file in messages.</summary>
    public override string ToString() => Path is null ? $"fd {Descriptor}" : Printable.Of(Path);
}
