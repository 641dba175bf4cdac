using System;
using System.Collections.Generic;
using System.IO;

namespace NetCat.Sharp.Testing;

/// <summary>Reads of /proc that find nothing, instead of failing, once the process or the descriptor is gone.</summary>
public static class ProcFile
{
    /// <summary>The lines of a file; none where it is gone.</summary>
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

    /// <summary>The text of a file; null where it is gone.</summary>
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

    /// <summary>The entries of a directory; none where it is gone.</summary>
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

    /// <summary>The name that a symbolic link holds; null where it is gone.</summary>
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
