using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Text;
using Xunit;

namespace NetCat.Sharp.Tests;

/// <summary>Compares the public surface of the library with an approved text. UPDATE=1 rewrites the text.</summary>
public sealed class PublicApiSpecs
{
    private const BindingFlags Declared =
        BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    [Fact]
    public void The_public_surface_is_the_approved_one()
    {
        string path = SourceTree.Path("tests/NetCat.Sharp.Tests/PublicApi.approved.txt");
        string found = Surface(typeof(NetSocket).Assembly);
        if (Environment.GetEnvironmentVariable("UPDATE") == "1")
        {
            File.WriteAllText(path, found);
        }

        Assert.Equal(File.ReadAllText(path), found);
    }

    private static string Surface(Assembly assembly)
    {
        var text = new StringBuilder();
        foreach (Type type in assembly.GetExportedTypes().OrderBy(type => type.FullName, StringComparer.Ordinal))
        {
            text.Append(type.FullName).Append('\n');
            foreach (string member in Members(type).Order(StringComparer.Ordinal))
            {
                text.Append("    ").Append(member).Append('\n');
            }
        }

        return text.ToString();
    }

    private static IEnumerable<string> Members(Type type)
    {
        if (type.IsEnum)
        {
            return type.GetEnumNames().Select(name => $"{name} = {Convert.ToInt32(Enum.Parse(type, name), null)}");
        }

        // Members that the compiler generates for records are left out, and so are the accessors of properties.
        return type.GetMembers(Declared)
            .Where(member => member is not MethodInfo { IsSpecialName: true } and not Type)
            .Where(member => !member.Name.Contains('<', StringComparison.Ordinal) && !IsWritten(member))
            .Select(member => $"{member.MemberType} {member}");
    }

    private static bool IsWritten(MemberInfo member)
        => member.GetCustomAttribute<System.Runtime.CompilerServices.CompilerGeneratedAttribute>() is not null;
}
