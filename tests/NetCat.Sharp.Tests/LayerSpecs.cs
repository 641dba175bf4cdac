using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using Xunit;

namespace NetCat.Sharp.Tests;

/// <summary>
/// The rooms of the sources and the references between them, as src/README.md draws them. A room is a folder and its namespace has its name; a file
/// refers to another room by a using directive or a full name.
/// </summary>
public sealed partial class LayerSpecs
{
    private const string Library = "NetCat.Sharp";
    private const string Commands = "NetCat.Sharp.Commands";

    /// <summary>The rooms of its own project to which a room may refer.</summary>
    private static readonly Dictionary<string, string[]> s_library = new()
    {
        ["Strings"] = [],
        ["Native"] = ["Strings"],
        ["IO"] = ["Native", "Strings"],
        ["Sockets"] = ["IO", "Native", "Strings"],
        ["Access"] = ["Sockets", "IO", "Native", "Strings"],
        ["Proxies"] = ["Sockets", "IO", "Native", "Strings"],
        ["Processes"] = ["Sockets", "IO", "Native", "Strings"],
        ["Terminal"] = ["IO", "Native", "Strings"],
        ["Tls"] = ["Sockets", "IO", "Native", "Strings"],
        ["Relaying"] = ["Tls", "Sockets", "IO", "Native", "Strings"],
        ["Serving"] = ["Relaying", "Processes", "Sockets", "IO", "Native", "Strings"],
    };

    private static readonly Dictionary<string, string[]> s_commands = new()
    {
        ["Invocation"] = [],
        ["CommandLine"] = ["Invocation"],
        ["Texts"] = ["CommandLine", "Invocation"],
        ["Observing"] = ["Texts", "CommandLine", "Invocation"],
        ["Running"] = ["Observing", "Texts", "CommandLine", "Invocation"],
    };

    [Fact]
    public void Rooms_of_the_library_name_only_rooms_below_them() => AssertArrows(Library, s_library);

    [Fact]
    public void Rooms_of_the_commands_name_only_rooms_below_them() => AssertArrows(Commands, s_commands);

    [Fact]
    public void Commands_name_no_native_call()
        => Assert.DoesNotContain(
            Files(Commands), static file => Regex.IsMatch(File.ReadAllText(SourceTree.Path(file)), @"\b(Libc|Constants)\.|NetCat\.Sharp\.Native"));

    [Fact]
    public void The_library_names_no_command()
        => Assert.DoesNotContain(Files(Library), static file => Named(file).Any(static name => name.StartsWith(Commands, StringComparison.Ordinal)));

    [Fact]
    public void Nclab_names_the_public_types_of_the_library_only()
        => Assert.Empty(Files("nclab").SelectMany(file => Named(file).Where(static name => !name.StartsWith("NetCat.Sharp.Lab", StringComparison.Ordinal)).Select(name => $"{file} names {name}")));

    [Fact]
    public void Nc_names_the_commands_only()
        => Assert.DoesNotContain(Files("nc"), static file => Named(file).Any(static name => !name.StartsWith(Commands, StringComparison.Ordinal)));

    /// <summary>The public types of the library are in one namespace for its users; all other types are in the namespace of their folder.</summary>
    [Theory]
    [InlineData(Library)]
    [InlineData(Commands)]
    public void Namespaces_follow_folders(string project)
    {
        IEnumerable<string> astray = Files(project).Where(file =>
        {
            string text = File.ReadAllText(SourceTree.Path(file));
            bool isPublic = project == Library && PublicType().IsMatch(text);
            string folder = Path.GetDirectoryName(file)!.Replace('\\', '/')[$"src/{project}".Length..].Replace('/', '.');
            string wanted = isPublic ? Library : project + folder;
            return Namespace().Match(text) is { Success: true } found && found.Groups[1].Value != wanted;
        });
        Assert.Empty(astray);
    }

    private static void AssertArrows(string project, Dictionary<string, string[]> rooms)
    {
        List<string> wrong = [];
        foreach (string file in Files(project))
        {
            string room = RoomOf(file, project);
            if (room.Length == 0)
            {
                continue;
            }

            if (!rooms.TryGetValue(room, out string[]? below))
            {
                wrong.Add($"{file}: no such room");
                continue;
            }

            IEnumerable<string> named = Named(file)
                .Where(name => name.StartsWith(project + ".", StringComparison.Ordinal) && (project == Commands || !name.StartsWith(Commands, StringComparison.Ordinal)))
                .Select(name => name[(project.Length + 1)..].Split('.')[0]);
            wrong.AddRange(named.Where(name => name != room && rooms.ContainsKey(name) && !below.Contains(name)).Select(name => $"{file} names {name}"));
        }

        Assert.Empty(wrong);
    }

    private static string RoomOf(string file, string project) => file[$"src/{project}/".Length..].Split('/') is [var room, _, ..] ? room : "";

    private static IEnumerable<string> Files(string project) => SourceTree.Files("src/" + project, "*.cs");

    /// <summary>The namespaces below NetCat.Sharp that a file mentions outside comments.</summary>
    private static IEnumerable<string> Named(string file)
        => File.ReadLines(SourceTree.Path(file))
            .Where(static line => !line.TrimStart().StartsWith("//", StringComparison.Ordinal) && !line.StartsWith("namespace ", StringComparison.Ordinal))
            .SelectMany(static line => Name().Matches(line).Select(static match => match.Value));

    [GeneratedRegex(@"\bNetCat\.Sharp\.[A-Z][\w.]*")]
    private static partial Regex Name();

    [GeneratedRegex(@"^namespace ([\w.]+);", RegexOptions.Multiline)]
    private static partial Regex Namespace();

    [GeneratedRegex(@"^public ", RegexOptions.Multiline)]
    private static partial Regex PublicType();
}
