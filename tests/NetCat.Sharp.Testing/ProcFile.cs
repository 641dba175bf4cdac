using System;
using System.Collections.Generic;
using System.IO;

namespace NetCat.Sharp.Testing;

/// <summary>Reads files of /proc. A process or a descriptor that is gone gives an empty result instead of an exception.</summary>
public static class ProcFile
{
    /// <summary>The lines of a file; none if it is gone.</summary>
    public static string[] Lines(string path)
    {
        try
        {
            return File.ReadAllLines(path);
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    /// <summary>The text of a file; null if it is gone.</summary>
    public static string? Text(string path)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>The entries of a directory; none if it is gone.</summary>
    public static IReadOnlyList<string> Entries(string directory)
    {
        try
        {
            return Directory.GetFileSystemEntries(directory);
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    /// <summary>The target of a symbolic link; null if it is gone.</summary>
    public static string? Target(string link)
    {
        try
        {
            return File.ResolveLinkTarget(link, returnFinalTarget: false)?.Name;
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
