using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.IO;

namespace NetCat.Sharp.Tests.RealPrograms;

/// <summary>The headers and the dynamic section of a 64-bit little-endian ELF file (elf(5)).</summary>
internal sealed class ElfFile
{
    /// <summary><c>ET_DYN</c>: a shared object, or a position-independent program.</summary>
    internal const int Dynamic = 3;

    /// <summary><c>PT_DYNAMIC</c> and <c>PT_GNU_RELRO</c>.</summary>
    internal const uint DynamicSegment = 2;
    internal const uint RelroSegment = 0x6474e552;

    /// <summary><c>DT_FLAGS</c> with <c>DF_BIND_NOW</c>, <c>DT_FLAGS_1</c> with <c>DF_1_PIE</c>, <c>DT_RELR</c>.</summary>
    internal const ulong Flags = 30;
    internal const ulong BindNow = 8;
    internal const ulong Flags1 = 0x6ffffffb;
    internal const ulong Pie = 0x08000000;
    internal const ulong PackedRelocations = 36;

    private const int HeaderSize = 56;
    private const int EntrySize = 16;
    private readonly byte[] _file;

    internal ElfFile(string path)
    {
        _file = File.ReadAllBytes(path);
        if (!_file.AsSpan(0, 6).SequenceEqual("\u007fELF\u0002\u0001"u8))
        {
            throw new InvalidDataException($"{path} is not a 64-bit little-endian ELF file");
        }

        Type = BinaryPrimitives.ReadUInt16LittleEndian(_file.AsSpan(16));
        ReadSegments();
    }

    /// <summary><c>e_type</c>.</summary>
    internal int Type { get; }

    /// <summary>The types of the segments.</summary>
    internal HashSet<uint> Segments { get; } = [];

    /// <summary>The entries of the dynamic section, by tag.</summary>
    internal Dictionary<ulong, ulong> Entries { get; } = [];

    private ulong Number(int at) => BinaryPrimitives.ReadUInt64LittleEndian(_file.AsSpan(at));

    private void ReadSegments()
    {
        int first = (int)Number(32);
        int count = BinaryPrimitives.ReadUInt16LittleEndian(_file.AsSpan(56));
        for (int at = first; at < first + count * HeaderSize; at += HeaderSize)
        {
            uint type = BinaryPrimitives.ReadUInt32LittleEndian(_file.AsSpan(at));
            _ = Segments.Add(type);
            if (type == DynamicSegment)
            {
                ReadEntries((int)Number(at + 8), (int)Number(at + 32));
            }
        }
    }

    private void ReadEntries(int from, int size)
    {
        for (int at = from; at < from + size && Number(at) != 0; at += EntrySize)
        {
            Entries[Number(at)] = Number(at + 8);
        }
    }
}
