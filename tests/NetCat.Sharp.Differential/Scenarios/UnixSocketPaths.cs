using System.Collections.Generic;
using System.Linq;
using static NetCat.Sharp.Differential.Script;

namespace NetCat.Sharp.Differential.Scenarios;

/// <summary>Files that exist at the path to which a Unix socket is bound: replaced as by the real nc, or left unchanged.</summary>
internal static class UnixSocketPaths
{
    private const string RemovesAny = "removes any file at the path";

    /// <summary>The files made beforehand; the path of the socket is s.</summary>
    private static readonly (string What, string[] Made)[] s_replaced =
    [
        ("an empty file", ["s:"]),
        ("a socket", ["s="]),
        ("a symbolic link to a socket", ["t=", "s@t"]),
        ("a symbolic link to a link to a socket", ["t=", "l@t", "s@l"]),
    ];

    /// <summary>The same, and the line of the listing that shows that the file is unchanged.</summary>
    private static readonly (string What, string[] Made, string Left)[] s_left =
    [
        ("a file with content", ["s"], "file s -rw-r--r-- 5 bytes"),
        ("a FIFO", ["s|"], "file s prw-------"),
        ("a symbolic link to a file", ["f", "s@f"], "file s lrwxrwxrwx"),
        ("a symbolic link to an empty file", ["f:", "s@f"], "file s lrwxrwxrwx"),
        ("a symbolic link to nothing", ["s@none"], "file s lrwxrwxrwx"),
        ("a symbolic link to a directory", ["d/", "s@d"], "file s lrwxrwxrwx"),
    ];

    internal static IReadOnlyList<Scenario> Scenarios { get; } =
    [
        .. s_replaced.Select(found => Stream("-lvU {dir}/s", found.What, found.Made)),
        .. s_replaced.Select(found => Stream("-lU -s {dir}/s", found.What, found.Made)),
        .. s_replaced.Select(found => Stream("-lkU {dir}/s", found.What, found.Made) with { Meanwhile = [new Step.Gone(1), Settled], Stays = true }),
        .. s_replaced.Select(found => Datagrams("-luvU {dir}/s", "-uvU {dir}/s", found.What, found.Made)),
        .. s_replaced.Select(found => Datagrams("-lkuU {dir}/s", "-uU {dir}/s", found.What, found.Made)),
        .. s_replaced.Select(found => Datagrams("-lkuU {dir}/other", "-uvU -s {dir}/s {dir}/other", found.What, found.Made)),
        .. s_left.Select(found => Left("-lU {dir}/s", found)),
        .. s_left.Select(found => Left("-lkU -s {dir}/s", found)),
        .. s_left.Select(found => Left("-luU {dir}/s", found)),
        .. s_left.Select(found => Left("-uU -s {dir}/s {dir}/other", found)),
    ];

    private static Scenario Stream(string listener, string what, string[] made)
        => new($"nc {listener} finds {what} at its path")
        {
            Nc = listener,
            Then = [new NcRun("-NU {dir}/s") { Stdin = "hi\n" }],
            Made = made,
            Files = true,
        };

    private static Scenario Datagrams(string listener, string client, string what, string[] made)
        => new($"nc {listener} and nc {client}, {what} at the path")
        {
            Nc = listener,
            Then = [new NcRun(client) { Stdin = "hi\n" }],
            Made = made,
            Meanwhile = [Printed("hi\n"), Settled],
            Stays = true,
            Files = true,
        };

    private static Scenario Left(string arguments, (string What, string[] Made, string Left) found)
        => new($"nc {arguments} leaves {found.What} at its path")
        {
            Nc = arguments,
            Made = found.Made,
            Files = true,
            Meanwhile = arguments[1] == 'l' ? [Ready, Signal(Terminate)] : [],
            Differs = RemovesAny,
            Ours = ["nc: exit 1", "nc: {dir}/s: not a socket, left as it is", found.Left],
        };
}
