using System.Collections.Generic;
using System.Linq;
using static NetCat.Sharp.Differential.Script;

namespace NetCat.Sharp.Differential.Scenarios;

/// <summary>How the command line is read: usage, operand rules, order of checks, bounds.</summary>
internal static class Arguments
{
    private static readonly string[] s_refused =
    [
        "", "-l", "{peeraddr}", "-y", "-w", "-p", "-q", "-s", "-d", "-lu", "-lk", "-ly", "-vzy", "-1",
        "-z -l {port}", "-lz {port}", "-k {peer}", "-l -k", "-l -s {addr}", "-l -s {addr} {port}",
        "-l -p {port} {p3}", "-l -p {port} {addr} {p3}", "-l {self} {p3}", "-l {addr} -p {port} -s {addr}",
        "-l -1", "{peeraddr} -1", "{peeraddr} -7{peerport}", "-p {port} {peeraddr}", "-p {port} -s {addr}", "-s {addr} {peerport}",
        "-z -l -k", "-zk {peer}", "-lzk", "-k -z",
    ];

    private static readonly string[] s_bounds =
    [
        "-w -1 {peer}", "-w abc {peer}", "-w 2147484 {peer}", "-w 0.5 {peer}", "-w 1d {peer}", "-w 1,5s {peer}", "-w '' {peer}",
        "-w 2147483 -z {peer}", "-w 0 -vz {peer}", "-w ' 1' -z {peer}", "-w +1 -z {peer}", "-w 0x1 {peer}", "-w -0 -z {peer}",
        "-w 99999999999999999999 {peer}", "-w -99999999999999999999 {peer}",
        "-q abc {peer}", "-q 2147483648 {peer}", "-q -2147483649 {peer}", "-q 1.5 {peer}", "-q '' {peer}",
        "-q 2147483647 -z {peer}", "-q -2147483648 -z {peer}", "-q -1 -z {peer}", "-w 1 -w x -h", "-w x -h", "-q x -y",
    ];

    private static readonly string[] s_shapes =
    [
        "{peer} -v -z", "-vz {peer} -4", "-- {peer}", "-vz -- {peer}", "{peeraddr} -- -1", "-vzw1 {peer}", "-vzw 1 {peer}", "-vzq0 {peer}",
        "-z -v -z -vv {peer}", "-vzp0 {peer}", "-z -w 1 -w 2 {peer} -q 3", "-vz {peer} -w -1", "-v - {peerport}", "-vzn - 1", "- -l",
    ];

    internal static IReadOnlyList<Scenario> Scenarios { get; } =
    [
        .. s_refused.Concat(s_bounds).Concat(s_shapes).Select(Scenario.Form),
        .. new[] { "-w 250ms -z {peer}", "-w 1.5s -z {peer}", "-q 2m -z {peer}", "-i 1h -z {peer}" }.Select(static arguments => Scenario.Form(arguments) with
        {
            Differs = "accepts whole seconds only",
            Ours = ["nc: exit 1", "nc: stderr \"\""],
        }),
        new("POSIXLY_CORRECT ends the options at the first operand")
        {
            Nc = "{peer} -v -z",
            Environment = new Dictionary<string, string> { ["POSIXLY_CORRECT"] = "1" },
        },
        new("POSIXLY_CORRECT leaves options before the operands alone")
        {
            Nc = "-v -z {peer}",
            Environment = new Dictionary<string, string> { ["POSIXLY_CORRECT"] = "1" },
        },
        new("-h prints the help, and then our additions")
        {
            Nc = "-h",
            Differs = "has no long options in its help",
            OursExtendsStderr = true,
            Ours = ["nc: exit 0", "--reuse-addr", "--reuse-port", "--version"],
        },
        new("-h comes before every check of operands")
        {
            Nc = "-hl",
            Differs = "has no long options in its help",
            OursExtendsStderr = true,
            Ours = ["nc: exit 0", "--reuse-port"],
        },
        new("-h after a good value still prints the help")
        {
            Nc = "-w 1 -zlkh",
            Differs = "has no long options in its help",
            OursExtendsStderr = true,
            Ours = ["nc: exit 0"],
        },
        new("-h comes before a bad value that follows it")
        {
            Nc = "-h -w x",
            Differs = "has no long options in its help",
            OursExtendsStderr = true,
            Ours = ["nc: exit 0"],
        },
        new("--help is an option")
        {
            Nc = "--help",
            Differs = "has no long options",
            Ours = ["nc: exit 0", "OpenBSD netcat"],
        },
        new("--version is an option") { Nc = "--version", Differs = "has no long options", Ours = ["nc: exit 0"] },
        new("-d leaves stdin alone")
        {
            Nc = "-d {peer}",
            Stdin = "data\n",
            Peer = Accepts(Send("answer\n"), Fin, End),
        },
        new("options after the operands count")
        {
            Nc = "{peer} -N",
            Stdin = "late\n",
            Peer = Accepts(End, Fin),
        },
    ];
}
